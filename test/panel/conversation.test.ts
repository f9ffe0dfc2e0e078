import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AuthKind } from '../../src/panel/protocol.ts';
import { parseHttpFile } from '../../src/request/importers/http-file.ts';
import { type HttpRequest, headerValue } from '../../src/request/model.ts';
import { resolveRequest } from '../../src/request/resolve.ts';
import { openLabPanel } from './lab-panel.ts';

const panel = await openLabPanel();

function promptNames(): string[] {
  const { run } = panel.state();
  return run.kind === 'result' ? (run.prompt?.questions ?? []).map(question => question.name) : [];
}

test('the verdict on an expired token leads to its "exp"', async () => {
  const result = await panel.send('expiredToken');
  assert.equal(result.outcome, 'failed');
  assert.equal(result.findings[0]?.cause, 'token-expired');
  const links = result.findings[0]?.evidence.map(item => item.target);
  assert.ok(links?.includes('claim-exp'), `${links}`);
  assert.ok(result.token?.payload.some(claim => claim.target === 'claim-exp' && claim.marked));
});

test('a refresh token brings a new access token, and the outcome is compared', async () => {
  await panel.send('expiredToken');
  await panel.fix('refresh-token');
  assert.deepEqual(promptNames(), ['endpoint', 'refresh_token', 'client_id', 'client_secret']);
  const { run } = panel.state();
  const endpoint = run.kind === 'result' ? run.prompt?.questions?.[0]?.value : undefined;
  assert.match(endpoint ?? '', /\/token$/);
  const [id = '', secret = ''] = Buffer.from(credentialOf('refresh'), 'base64').toString().split(':');
  const token = new URLSearchParams(labRequest('refresh').body?.text).get('refresh_token') ?? '';
  await panel.fix('refresh-token', {
    endpoint: endpoint ?? '',
    refresh_token: token,
    client_id: id,
    client_secret: secret,
  });
  assert.equal(panel.result().comparison, 'Was 401 (token expired), now 200');
});

test('a refused refresh says what the token endpoint said', async () => {
  await panel.send('expiredToken');
  await panel.fix('refresh-token');
  const { run } = panel.state();
  const endpoint = run.kind === 'result' ? (run.prompt?.questions?.[0]?.value ?? '') : '';
  await panel.fix('refresh-token', { endpoint, refresh_token: 'wrong' });
  const after = panel.state().run;
  assert.match(after.kind === 'result' ? (after.prompt?.text ?? '') : '', /^No new token: "http:.*" said "invalid_/);
});

const repaired: readonly (readonly [string, string, string, Record<string, string> | undefined])[] = [
  ['wrongPassword', 'invalid-credentials', 'ask-credentials', { user: 'ada', password: 'engine-no-1' }],
  ['wrongScheme', 'scheme-mismatch', 'use-challenge-scheme', { user: 'ada', password: 'engine-no-1' }],
  ['digestMismatch', 'digest-mismatch', 'ask-credentials', { user: 'ada', password: 'engine-no-1' }],
  ['redirectedAway', 'header-dropped-on-redirect', 'send-to-final-url', undefined],
  ['doubledScheme', 'malformed-header', 'fix-header', undefined],
];

for (const [name, cause, fix, answers] of repaired)
  test(`${cause} is mended by ${fix}`, async () => {
    const result = await panel.send(name);
    assert.equal(result.findings[0]?.cause, cause);
    assert.ok(result.findings[0]?.fixes.some(entry => entry.id === fix && entry.works));
    await panel.fix(fix);
    if (answers) {
      assert.deepEqual(promptNames(), Object.keys(answers));
      await panel.fix(fix, answers);
    }
    assert.match(
      panel.result().comparison ?? '',
      new RegExp(`^Was 40[01] \\(${cause.replaceAll('-', ' ')}\\), now 200$`),
    );
  });

test('a fix shows what changes, masked, and sends nothing until the user says so', async () => {
  await panel.send('redirectedAway');
  panel.messages.length = 0;
  await panel.conversation.receive({ kind: 'fix', finding: 0, fix: 'send-to-final-url' });
  const { run } = panel.state();
  assert.ok(run.kind === 'result' && run.prompt?.preview);
  const { lines, notes } = run.prompt.preview;
  assert.deepEqual(
    lines.map(({ kind }) => kind),
    ['removed', 'added', ...lines.slice(2).map(() => 'same')],
  );
  assert.match(notes.join(), /^It goes to "http:\/\/.+" instead of "http:\/\/.+", and "Authorization" with it$/);
  assert.ok(!JSON.stringify(panel.messages).includes(credentialOf('redirectedAway')));
  await panel.conversation.receive({ kind: 'close-prompt' });
  await panel.conversation.receive({ kind: 'send-fix' });
  assert.equal(panel.messages.filter(({ kind }) => kind === 'state').length, 2, 'what was cancelled is not sent');
});

test('a placeholder is asked for and filled in', async () => {
  await panel.send('undefinedToken');
  await panel.fix('fill-variable');
  assert.deepEqual(promptNames(), ['undefined']);
  await panel.fix('fill-variable', { undefined: credentialOf('goodToken') });
  assert.equal(panel.result().comparison, 'Was 401 (placeholder credentials), now 200');
});

test('credentials that worked are kept where the user says so, and used without being shown', async () => {
  const answers = { user: 'ada', password: 'engine-no-1', keep: 'on' };
  await panel.send('wrongScheme');
  await panel.fix('use-challenge-scheme');
  await panel.fix('use-challenge-scheme', { ...answers, password: 'wrong' });
  assert.equal(panel.kept.size, 0);
  await panel.send('wrongScheme');
  await panel.fix('use-challenge-scheme');
  await panel.fix('use-challenge-scheme', answers);
  assert.deepEqual([...panel.kept.values()], [{ user: 'ada', password: 'engine-no-1' }]);
  panel.messages.length = 0;
  await panel.send('wrongScheme');
  await panel.fix('use-challenge-scheme');
  assert.ok(!JSON.stringify(panel.messages).includes('engine-no-1'));
  await panel.fix('use-challenge-scheme', { user: 'grace', password: '' });
  assert.match(panel.result().status, /^401/, 'a password kept for one user is not sent for another');
  await panel.send('wrongScheme');
  await panel.fix('use-challenge-scheme');
  await panel.fix('use-challenge-scheme', { user: 'ada', password: '' });
  assert.match(panel.result().status, /^200/);
  panel.kept.clear();
});

test('nothing is sent from a workspace that is not trusted', async () => {
  await panel.send('expiredToken');
  panel.maySend = false;
  assert.equal(await panel.conversation.send(), undefined);
  await panel.conversation.receive({ kind: 'fix', finding: 0, fix: 'refresh-token' });
  assert.equal(panel.state().run.kind, 'stopped');
  assert.equal(panel.state().maySend, false);
  panel.maySend = true;
});

test('no message to the page holds a secret of any request of the lab', async () => {
  for (const { name } of panel.lab.requests) {
    await panel.send(name);
    const sent = JSON.stringify(panel.messages);
    const secret = credentialOf(name);
    assert.ok(secret.length < 20 || !sent.includes(secret), `${name} showed its credentials`);
    panel.messages.length = 0;
  }
});

test('a secret is revealed where it is asked for', async () => {
  await panel.send('wrongPassword');
  const { request } = panel.result();
  const target = request.headers.find(header => header.name === 'Authorization')?.target ?? '';
  await panel.conversation.receive({ kind: 'reveal', request: 7, target });
  const reply = panel.messages.findLast(message => message.kind === 'reply');
  assert.match(JSON.stringify(reply), /"request":7.*"Basic [A-Za-z0-9+/=]{12,}"/);
});

test('a masked field of the form keeps its true text, and an edited one takes the new', async () => {
  panel.conversation.load({
    method: 'GET',
    url: `${panel.lab.origin}/`,
    headers: [{ name: 'Authorization', value: 'Bearer abcdefghijklmnop' }],
  });
  const { form, kept, revision } = panel.state();
  assert.deepEqual(form.headers[0]?.value, { text: 'Bearer abcdef…16', masked: true });
  assert.deepEqual(kept.headers[0]?.value, { text: '', masked: false });
  await panel.conversation.receive({ kind: 'edit', revision: revision + 1, form: { ...form, method: 'post' } });
  assert.equal(panel.state().form.method, 'POST');
  await panel.conversation.receive({ kind: 'reveal', request: 1, target: `form-header-${form.headers[0]?.id}` });
  assert.match(JSON.stringify(panel.messages.at(-1)), /Bearer abcdefghijklmnop/);
});

test('a problem of a header is shown before it is sent, and mended in place', async () => {
  panel.conversation.load({
    method: 'GET',
    url: 'x',
    headers: [{ name: 'Authorization', value: 'Bearer Bearer abcdefghijklmnop' }],
  });
  const [problem] = panel.state().problems;
  assert.ok(problem?.fix);
  await panel.conversation.receive({ kind: 'mend-header', header: problem.header });
  assert.deepEqual(panel.state().problems, []);
  assert.equal(panel.state().form.headers[0]?.value.text, 'Bearer abcdef…16');
});

test('a pasted curl command fills the form', async () => {
  assert.equal(await panel.conversation.importText(`curl -X POST https://a.example/x -H 'X-Note: hi'`), 'ready');
  const { form } = panel.state();
  assert.equal(`${form.method} ${form.url.text}`, 'POST https://a.example/x');
});

test('of several requests that a text holds, the chosen one fills the form', async () => {
  const text = 'openapi: 3.0.0\nservers: [{ url: https://a.example }]\npaths:\n  /a: { get: {} }\n  /b: { put: {} }\n';
  assert.equal(await panel.conversation.importText(text), 'ready');
  const { form } = panel.state();
  assert.equal(`${form.method} ${form.url.text}`, 'PUT https://a.example/b');
  assert.equal(await panel.conversation.importText('nothing'), 'none');
});

test('what a pasted command names and is not taken over holds the request back', async () => {
  assert.equal(await panel.conversation.importText('curl -d @body.json http://127.0.0.1:9/'), 'held');
  const { run } = panel.state();
  assert.match(
    run.kind === 'held' ? (run.warnings[0]?.message ?? '') : run.kind,
    /the file "body\.json", which is not read/,
  );
});

test('cancelling says so and shows no result', async () => {
  panel.conversation.load({ method: 'GET', url: 'http://127.0.0.1:9/', headers: [] });
  const sending = panel.conversation.send();
  await panel.conversation.receive({ kind: 'cancel' });
  assert.equal(await sending, undefined);
  assert.equal(panel.state().run.kind, 'stopped');
});

function labRequest(name: string): HttpRequest {
  const file = parseHttpFile(panel.lab.httpFile);
  const index = file.requests.findIndex(entry => entry.name?.text === name);
  return resolveRequest(file, index, {}).request ?? assert.fail(`The lab has no request "${name}"`);
}

function credentialOf(name: string): string {
  return headerValue(labRequest(name).headers, 'Authorization')?.split(' ')[1] ?? '';
}

test('what speaks against sending to another computer is said first, and sending it again sends it', async () => {
  const { conversation } = panel;
  const held = () => {
    const { run } = panel.state();
    return run.kind === 'held' ? run.warnings : undefined;
  };
  conversation.load({
    method: 'GET',
    // Port 1 refuses at once, on an address that no preflight takes for this computer by its name.
    url: 'http://0.0.0.0:1/',
    headers: [{ name: 'Authorization', value: 'Bearer Bearer abc0123456789' }],
  });
  await conversation.send();
  const [first] = held() ?? [];
  assert.match(first?.message ?? '', /Bearer/);
  await conversation.receive({ kind: 'mend-header', header: first?.mend?.header ?? '' });
  assert.deepEqual(
    held()?.map(({ message }) => message),
    ['"Authorization" would cross the network to "0.0.0.0:1" unencrypted: use https://'],
  );
  await conversation.send();
  assert.ok(held(), 'the request is another one now');
  await conversation.send();
  assert.equal(panel.result().outcome, 'no-response');
});

test('a record without its request is explained with the reservation', () => {
  const response = {
    status: 401,
    statusText: 'Unauthorized',
    headers: [{ name: 'WWW-Authenticate', value: 'Bearer' }],
  };
  const request: HttpRequest = { method: 'GET', url: 'https://api.example.com/', headers: [] };
  panel.conversation.explain({ id: 'one', request, response, hops: [], unseen: ['*'] }, 'clipboard');
  assert.match(panel.result().unseen ?? '', /^The record holds no request/);
});

test('credentials typed into the form are written into the request, and come back when their kind does', async () => {
  const { conversation } = panel;
  const url = `${panel.lab.origin}/`;
  conversation.load({ method: 'GET', url, headers: [{ name: 'Authorization', value: 'Bearer abcdefghijklmnop' }] });
  const type = async (kind: AuthKind, values: Record<string, string>) => {
    const { form, revision } = panel.state();
    await conversation.receive({ kind: 'edit', revision: revision + 1, form, auth: { kind, values } });
  };
  const { id } = panel.state().auth;
  assert.deepEqual(panel.state().auth, { id, kind: 'bearer', values: {}, secrets: ['token'] });
  await type('basic', { user: 'ada', password: 'engine-no-1' });
  assert.deepEqual(panel.state().auth, { id, kind: 'basic', values: { user: 'ada' }, secrets: ['password'] });
  await type('basic', { user: 'grace' });
  await conversation.receive({ kind: 'copy-request' });
  assert.match(panel.copied.at(-1) ?? '', new RegExp(Buffer.from('grace:engine-no-1').toString('base64')));
  await type('none', {});
  assert.deepEqual(panel.state().form.headers, []);
  await type('bearer', {});
  assert.equal(panel.state().form.headers[0]?.value.text, 'Bearer abcdef…16');
  conversation.load({ method: 'GET', url, headers: [] });
  assert.notEqual(panel.state().auth.id, id, 'what was typed was for another request');
  assert.ok(!JSON.stringify(panel.messages).includes('engine-no-1'));
});

test('the body of the response is opened and saved as it came', async () => {
  await panel.send('goodToken');
  await panel.conversation.receive({ kind: 'open-body' });
  await panel.conversation.receive({ kind: 'save-body' });
  const [opened, saved] = panel.bodies;
  assert.match(opened?.text ?? '', /^\{"orders":/);
  assert.equal(saved, opened);
});

test('a password for one origin is not kept for the next one', async () => {
  panel.conversation.load({ method: 'GET', url: 'https://a.example/', headers: [] });
  const digest = { kind: 'digest', values: { user: 'ada', password: 'engine-no-1' } } as const;
  await panel.conversation.receive({ kind: 'edit', revision: 9000, form: panel.state().form, auth: digest });
  const { id, kind } = panel.state().auth;
  assert.equal(kind, 'digest');
  const form = { ...panel.state().form, url: { text: 'https://b.example/', masked: false } };
  await panel.conversation.receive({ kind: 'edit', revision: 9002, form });
  assert.deepEqual(panel.state().auth, { id: id + 1, kind: 'none', values: {}, secrets: [] });
});
