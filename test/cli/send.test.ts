import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Lab, startLab } from '../../src/lab/lab.ts';
import { makeCertificate } from '../request/certificates.ts';
import { reply, serve } from '../request/loopback.ts';
import { folderWith, json, why401 } from './cli.ts';

let lab: Lab;
let cwd: string;

before(async () => {
  lab = await startLab();
  cwd = folderWith({ 'lab.http': lab.httpFile });
});

after(() => lab.stop());

// The lab's tokens are of today.
const send = (args: readonly string[], io: Parameters<typeof why401>[1] = {}) =>
  why401(['send', ...args], { cwd, now: Date.now, ...io });

test('METHOD URL is sent with its fields and explained', async () => {
  const outcome = await send(['GET', `${lab.origin}/orders`, '-H', 'Accept: application/json', '--format', 'json']);
  assert.equal(outcome.status, 1);
  const document = json(outcome);
  assert.equal(document.schema, 'why401/send@1');
  assert.equal(document.exchange.status, 401);
  assert.equal(document.exchange.method, 'GET');
  assert.deepEqual(document.exchange.hops, []);
  assert.ok(document.exchange.timing.total > 0);
  assert.deepEqual(document.findings, document.exchange.findings);
  assert.equal(document.findings[0].cause, 'credentials-missing');
});

test('a request of a .http file is chosen by name and by line', async () => {
  const byName = await send(['--http', 'lab.http', '--name', 'goodToken', '--format', 'json']);
  assert.equal(byName.status, 0);
  assert.equal(json(byName).exchange.status, 200);
  const line = lab.httpFile.split('\n').findIndex(text => text.includes('@name wrongPassword')) + 2;
  const byLine = await send(['--http', 'lab.http', '--line', String(line), '--format', 'json']);
  assert.match(json(byLine).exchange.url, /\/basic\/orders$/);
});

test('a request with a profile of the editor is sent without it, and says so', async () => {
  writeFileSync(join(cwd, 'profile.http'), `# @profile Orders\nGET ${lab.origin}/orders\n`);
  const { status, error } = await send(['--http', 'profile.http']);
  assert.equal(status, 1);
  assert.match(error, /"@profile Orders" is a profile of the editor: the request is sent without it/);
});

test('variables come from the command line', async () => {
  writeFileSync(join(cwd, 'own.http'), 'GET {{origin}}/orders\n');
  const { status } = await send(['--http', 'own.http', '--var', `origin=${lab.origin}`]);
  assert.equal(status, 1);
});

test('variables come from the chosen environment, from .env and from imported files', async () => {
  const folder = folderWith({
    'api/all.http': '# @import ./common.http\nGET {{origin}}/{{path}}\nX-Kind: {{KIND}}\n',
    'api/common.http': '@path = orders\n',
    'http-client.env.json': `{"dev": {"origin": "${lab.origin}"}, "prod": {"origin": "http://127.0.0.1:1"}}`,
    '.env': 'KIND=of-dotenv\n',
  });
  const args = ['--http', 'api/all.http', '--env'];
  const outcome = await send([...args, 'dev', '--har-out', 'kept.har', '--format', 'json'], { cwd: folder });
  assert.equal(json(outcome).exchange.url, `${lab.origin}/orders`);
  assert.match(readFileSync(join(folder, 'kept.har'), 'utf8'), /of-dotenv/);
  const { error } = await send([...args, 'test'], { cwd: folder });
  assert.match(error, /^why401: --env is "test"; there is dev, prod/);
});

test('a request is sent first whose response another one refers to', async () => {
  const text = [
    '# @name where',
    'GET {{origin}}/orders',
    '###',
    '# @name me',
    'GET {{origin}}/orders?seen={{%where.response.headers.WWW-Authenticate}}',
  ];
  const folder = folderWith({ 'chain.http': text.join('\n') });
  const args = ['--http', 'chain.http', '--name', 'me', '--var', `origin=${lab.origin}`, '--format', 'json'];
  const { error } = await send(args, { cwd: folder });
  assert.match(error, /needs the response of "where": send "where" first/);
  const outcome = await send([...args, '--first', 'where'], { cwd: folder });
  assert.match(outcome.error, /^why401: sending "where" first/);
  assert.match(json(outcome).exchange.url, /seen=Bearer/);
});

test('the cookies of a request that is sent first come along, and the reason is said where one does not', async () => {
  const server = await serve(({ target, header }) =>
    target === '/login'
      ? reply(200, { 'Set-Cookie': 'sid=1; Path=/home' })
      : reply(header('Cookie') === 'sid=1' ? 200 : 401),
  );
  const text = `# @name login\nPOST {{origin}}/login\n###\n# @name home\nGET {{origin}}/home\n###\n# @name else\nGET {{origin}}/else\n`;
  const args = ['--http', '-', '--first', 'login', '--var', `origin=${server.url('').replace(/\/$/, '')}`];
  try {
    assert.equal((await send([...args, '--name', 'home'], { stdin: text })).status, 0);
    const { out } = await send([...args, '--name', 'else', '--format', 'json'], { stdin: text });
    const [finding] = JSON.parse(out).findings;
    assert.equal(finding.cause, 'credentials-missing');
    assert.match(
      JSON.stringify(finding.evidence),
      /Its \\"Path\\" is \\"\/home\\", and the request asks for \\"\/else\\"/,
    );
  } finally {
    await server.stop();
  }
});

test('a curl command is sent, whether it stands there, in a file or on stdin', async () => {
  const command = `curl '${lab.origin}/keys/orders' -H 'X-Api-Key: lab-live-0123456789'`;
  writeFileSync(join(cwd, 'command.txt'), command);
  assert.equal((await send(['--curl', command])).status, 0);
  assert.equal((await send(['--curl', 'command.txt'])).status, 0);
  assert.equal((await send(['--curl', '-'], { stdin: command })).status, 0);
});

test('the files that a curl command names are read, and what cannot be read is said', async () => {
  writeFileSync(join(cwd, 'headers.txt'), 'X-Api-Key: lab-live-0123456789\n\nAccept: */*\n');
  assert.equal((await send(['--curl', `curl -H @headers.txt ${lab.origin}/keys/orders`])).status, 0);
  const { error } = await send(['--curl', `curl -H @missing.txt ${lab.origin}/keys/orders`]);
  assert.match(error, /"missing\.txt", which cannot be read/);
});

test('a command for the Windows prompt is read as such', async () => {
  const command = `curl ^"${lab.origin}/keys/orders^" ^\n  -H ^"X-Api-Key: lab-live-0123456789^"`;
  assert.equal((await send(['--curl', command])).status, 0);
});

test('of what is imported, one request is chosen by name', async () => {
  const document = `openapi: 3.1.0\nservers: [{ url: '${lab.origin}' }]\npaths:\n  /orders:\n    get: { operationId: list }\n    post: { operationId: create }\n`;
  writeFileSync(join(cwd, 'api.yaml'), document);
  const without = await send(['--import', 'api.yaml']);
  assert.equal(without.status, 2);
  assert.match(without.error, /has 2 requests; choose with --name one of: list \(GET \/orders\), create/);
  const outcome = await send(['--import', 'api.yaml', '--name', 'list', '--format', 'json']);
  assert.equal(json(outcome).findings[0].cause, 'credentials-missing');
  const code = `requests.get("${lab.origin}/basic/orders", auth=("ada", "engine-no-1"))`;
  assert.equal((await send(['--import', '-'], { stdin: code })).status, 0);
  assert.match((await send(['--import', '-'], { stdin: 'nothing' })).error, /stdin has no request/);
});

test('a request is printed in another form, and not sent', async () => {
  const command = `curl ${lab.origin}/keys/orders -H 'X-Api-Key: lab-live-0123456789'`;
  const { out, status } = await send(['--curl', command, '--as', 'http-file']);
  assert.equal(status, 0);
  assert.equal(
    out,
    `###\n# @prompt X_API_KEY\n# @no-redirect\nGET ${lab.origin}/keys/orders\nX-Api-Key: {{X_API_KEY}}\n`,
  );
  const shown = await send(['--curl', command, '--as', 'fetch', '--show-secrets']);
  assert.match(shown.out, /"X-Api-Key": "lab-live-0123456789"/);
  assert.match((await send(['--curl', command, '--as', 'wget'])).error, /--as is "wget"; it takes curl, curl-cmd/);
});

test('a client certificate is shown, and how the connection was secured is told', async t => {
  const authority = makeCertificate('Test authority', { authority: true });
  const identity = makeCertificate('server', { issuer: authority, names: ['127.0.0.1'] });
  const client = makeCertificate('client', { issuer: authority });
  const options = { ...identity, ca: authority.cert, requestCert: true };
  const server = await serve(() => reply(200), options);
  t.after(() => server.stop());
  const files = { 'ca.pem': authority.cert, 'client.pem': client.cert, 'client.key': client.key };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
  const args = [server.url('/'), '--cacert', 'ca.pem', '--cert', 'client.pem', '--key', 'client.key'];
  const { out, status } = await send(args);
  assert.equal(status, 0, out);
  assert.match(out, /Connection\n +TLS 1\.3, .*, verified\n +· server \(also 127\.0\.0\.1\), issued by Test authority/);
  assert.equal(json(await send([...args, '--format', 'json'])).exchange.tls.chain[1].subject, 'Test authority');
  const command = `curl --cacert ca.pem --cert client.pem --key client.key ${server.url('/')}`;
  assert.equal((await send(['--curl', command])).status, 0);
  assert.equal((await send(['--curl', `curl --cacert ca.pem ${server.url('/')}`])).status, 1);
});

test('each redirect is told, with what became of the credentials', async () => {
  const outcome = await send(['--http', 'lab.http', '--name', 'redirectedAway', '--format', 'json']);
  const [hop] = json(outcome).exchange.hops;
  assert.equal(hop.status, 307);
  assert.deepEqual([hop.credentials[0].name, hop.credentials[0].fate], ['Authorization', 'withheld']);
  assert.equal(json(outcome).findings[0].cause, 'header-dropped-on-redirect');
  const { out } = await send(['--http', 'lab.http', '--name', 'redirectedAway']);
  assert.match(out, /The way there\n {4}307 {2}GET .+\n.+\n {9}Authorization withheld: /);
});

test('an origin that is trusted gets the credentials', async () => {
  const [, other = ''] = /^@other = (.+)$/m.exec(lab.httpFile) ?? [];
  const trusting = await send(['--http', 'lab.http', '--name', 'redirectedAway', '--trust-origin', other]);
  assert.equal(trusting.status, 0);
});

test('--no-follow stops at the redirect', async () => {
  const outcome = await send(['--http', 'lab.http', '--name', 'redirectedAway', '--no-follow', '--format', 'json']);
  assert.equal(json(outcome).exchange.status, 307);
});

test('--har-out keeps the exchange, and explain reads it again', async () => {
  await send(['--http', 'lab.http', '--name', 'expiredToken', '--har-out', 'kept.har']);
  const har = readFileSync(join(cwd, 'kept.har'), 'utf8');
  assert.equal(JSON.parse(har).log.version, '1.2');
  const [, token = ''] = /### A token whose lifetime is over[\s\S]*?Bearer (\S+)/.exec(lab.httpFile) ?? [];
  assert.ok(token.length > 100 && !har.includes(token), 'the token is masked');
  await send(['--http', 'lab.http', '--name', 'expiredToken', '--har-out', 'whole.har', '--show-secrets']);
  const explained = json(await why401(['explain', '--har', 'whole.har', '--format', 'json'], { cwd }));
  assert.equal(explained.exchanges[0].findings[0].cause, 'token-expired');
});

test('no response ends with status 1 and says why', async () => {
  const refused = createServer().listen(0, '127.0.0.1');
  await new Promise(resolve => refused.once('listening', resolve));
  const { port } = refused.address() as { port: number };
  await new Promise(resolve => refused.close(resolve));
  const { status, out } = await send(['GET', `http://127.0.0.1:${port}/`]);
  assert.equal(status, 1);
  assert.match(out, /^No response \(ECONNREFUSED\)/);
});

test('an interruption ends with status 130', async () => {
  const interruption = new AbortController();
  const server = createServer(() => interruption.abort()).listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  const { status, out } = await send(['GET', `http://127.0.0.1:${port}/`], { interrupted: interruption.signal });
  server.closeAllConnections();
  server.close();
  assert.equal(status, 130);
  assert.equal(out, '');
});

test('wrong usage is one line on stderr and status 2', async () => {
  const url = `${lab.origin}/orders`;
  const cases: readonly [string[], RegExp][] = [
    [[], /^why401: send takes one input/],
    [['--http', 'lab.http', 'GET', url], /^why401: send takes one input/],
    [['GET', 'ftp://x.test/'], /^why401: "ftp:\/\/x\.test\/" is no http or https URL/],
    [['GET', url, 'more'], /^why401: "more" is one argument too many/],
    [['GET', url, '-H', 'no colon'], /^why401: -H "no colon" has no colon/],
    [['GET', url, '--timeout', 'soon'], /^why401: --timeout is "soon"/],
    [['--http', 'lab.http'], /^why401: lab\.http has \d+ requests; choose with --line N or --name noCredentials/],
    [['--http', 'lab.http', '--name', 'absent'], /^why401: lab\.http: there is no request named "absent"/],
    [['--http', 'lab.http', '--line', '100000'], /^why401: lab\.http: --line is "100000"/],
    [['--http', 'absent.http'], /^why401: cannot read "absent\.http": no such file/],
    [['--curl', 'absent.txt'], /^why401: cannot read "absent\.txt": no such file/],
  ];
  for (const [args, message] of cases) {
    const { status, out, error } = await send(args);
    assert.equal(status, 2, args.join(' '));
    assert.equal(out, '');
    assert.match(error, message);
    assert.equal(error.split('\n').length, 2, 'one line');
  }
});

test('no output holds a token', async () => {
  const names = ['expiredToken', 'doubledScheme', 'dpopForAnotherUrl', 'wrongPassword', 'redirectedAway'];
  for (const { name, http } of lab.requests.filter(request => names.includes(request.name))) {
    const [, good = ''] = /^@token = (.+)$/m.exec(lab.httpFile) ?? [];
    const secrets = [...http.matchAll(/(?:Bearer|DPoP:?|Basic) +([A-Za-z0-9._~+/=-]{20,})/g)].map(
      ([, secret = '']) => secret,
    );
    for (const format of ['text', 'json']) {
      const { out } = await send(['--http', 'lab.http', '--name', name, '--format', format]);
      for (const secret of [...secrets, good]) assert.ok(!out.includes(secret), `${name} in ${format}`);
    }
  }
});

test('what speaks against a request is said on stderr, and it is sent all the same', async () => {
  const outcome = await send(['GET', 'http://0.0.0.0:1/', '-H', 'Authorization: Bearer Bearer abc0123456789']);
  assert.match(outcome.error, /^why401: warning: .*Bearer/m);
  assert.match(
    outcome.error,
    /^why401: warning: "Authorization" would cross the network to "0\.0\.0\.0:1" unencrypted/m,
  );
  assert.doesNotMatch(outcome.error, /abc0123456789/);
  assert.match(outcome.out, /No response/);
});

test('--find-out makes experiments, and their answers change the verdict', async t => {
  const key = 'k4jv8zq2m1x7c9b3n5w6t0yd';
  const silent = await serve(request =>
    request.header('x-api-key') === key ? reply(200, {}, 'orders') : reply(401, {}, 'Unauthorized'),
  );
  t.after(() => silent.stop());
  const args = ['GET', silent.url('/orders'), '-H', `Authorization: Bearer ${key}`, '--find-out'];
  const outcome = await send([...args, '--format', 'json']);
  const { findings, experiments } = json(outcome);
  assert.equal(findings[0].cause, 'wrong-header-name');
  assert.equal(experiments.at(-1).id, 'usual-header');
  const { out } = await send(args);
  assert.match(out, /Experiments\n.*plainly wrong token/);
  assert.ok(!out.includes(key));
});

test('--find-out says that there is nothing to find out', async t => {
  const telling = await serve(() => reply(401, { 'WWW-Authenticate': 'Bearer realm="orders"' }));
  t.after(() => telling.stop());
  const { out } = await send(['GET', telling.url('/orders'), '--find-out']);
  assert.match(out, /Experiments\n.*None: nothing that may be sent unasked would tell more/);
});
