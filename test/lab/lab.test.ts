import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { parseChallenges } from '../../src/auth/challenges.ts';
import { causes } from '../../src/causes/catalogue.ts';
import { type Lab, startLab } from '../../src/lab/lab.ts';
import { parseHttpFile } from '../../src/request/importers/http-file.ts';
import { type Exchange, headerValues } from '../../src/request/model.ts';
import { resolveRequest } from '../../src/request/resolve.ts';
import { createSender } from '../../src/request/send.ts';

let lab: Lab;
const sender = createSender(join(import.meta.dirname, '../../src/request/send-worker.ts'));
const answers = new Map<string, Exchange>();

before(async () => {
  lab = await startLab();
  const file = parseHttpFile(lab.httpFile);
  for (const [index, { name }] of lab.requests.entries()) {
    const { request, problems } = resolveRequest(file, index, {});
    assert.ok(request, `${name}: ${problems.map(({ message }) => message).join(', ')}`);
    answers.set(name, await sender.send(request));
  }
});

after(async () => {
  await sender.dispose();
  await lab.stop();
});

test('the lab has at least 24 requests over at least 20 causes, and some that succeed', () => {
  const expected = new Set(lab.requests.map(request => request.expected));
  assert.ok(lab.requests.length >= 24);
  assert.ok(expected.size > 20);
  assert.ok(expected.has('ok'));
});

test('every cause of the catalogue has a request', () => {
  const expected = new Set(lab.requests.map(request => request.expected));
  assert.deepEqual(
    causes.filter(({ id }) => !expected.has(id)).map(({ id }) => id),
    [],
  );
});

test('names are words, and no two are the same', () => {
  const names = lab.requests.map(({ name }) => name);
  assert.ok(names.every(name => /^[a-z][A-Za-z]*$/.test(name)));
  assert.equal(new Set(names).size, names.length);
});

test('the .http file holds every request under its name and title, in order, without a problem', () => {
  const { requests, problems } = parseHttpFile(lab.httpFile);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    requests.map(({ name, title }) => [name?.text, title]),
    lab.requests.map(({ name, title }) => [name, title]),
  );
});

test('a request succeeds exactly where it should', () => {
  for (const { name, expected } of lab.requests) {
    const status = answers.get(name)?.response?.status ?? 0;
    // A page that asks for a password is a success to HTTP alone.
    const succeeds = expected === 'ok' || name === 'sentToLogin';
    assert.equal(status >= 200 && status < 300, succeeds, `${name}: ${status}`);
  }
});

test('every 401 and 407 has a challenge, and no challenge has a fault (RFC 9110 §15.5.2 and §15.5.8)', () => {
  for (const [name, { response }] of answers) {
    if (response?.status !== 401 && response?.status !== 407) continue;
    const field = response.status === 401 ? 'WWW-Authenticate' : 'Proxy-Authenticate';
    const values = headerValues(response.headers, field);
    assert.ok(values.length > 0, name);
    for (const value of values) assert.deepEqual(parseChallenges(value).problems, [], `${name}: ${value}`);
  }
});

test('a challenge names an error exactly where the server saw a token (RFC 6750 §3.1)', () => {
  const errorOf = (name: string) => {
    const [value = ''] = headerValues(answers.get(name)?.response?.headers ?? [], 'WWW-Authenticate');
    return parseChallenges(value).value[0]?.params.find(param => param.name === 'error')?.value;
  };
  assert.equal(errorOf('noCredentials'), undefined);
  assert.equal(errorOf('strippedByGateway'), undefined);
  assert.equal(errorOf('redirectedAway'), undefined);
  assert.equal(errorOf('expiredToken'), 'invalid_token');
  assert.equal(errorOf('missingScope'), 'insufficient_scope');
  assert.equal(errorOf('dpopWithoutNonce'), 'use_dpop_nonce');
});

test('what the servers publish about themselves is true of them', async () => {
  const read = async (url: string) => (await fetch(url)).json() as Promise<Record<string, unknown>>;
  const resource = await read(`${lab.origin}/.well-known/oauth-protected-resource`);
  assert.equal(resource.resource, lab.origin);
  const [issuer = ''] = resource.authorization_servers as string[];
  const metadata = await read(`${issuer}/.well-known/openid-configuration`);
  assert.equal(metadata.issuer, issuer);
  assert.deepEqual(metadata, await read(`${issuer}/.well-known/oauth-authorization-server`));
  const { keys } = (await read(String(metadata.jwks_uri))) as { keys: Record<string, unknown>[] };
  assert.equal(keys.length, 1);
  assert.equal(keys[0]?.d, undefined, 'the private key stays private');
});

test('a token of the token endpoint works at the API', async () => {
  const { access_token } = JSON.parse(answers.get('clientCredentials')?.response?.body?.text ?? '');
  const response = await fetch(`${lab.origin}/orders`, { headers: { Authorization: `Bearer ${access_token}` } });
  assert.equal(response.status, 200);
});

test('two labs run side by side, and one that was stopped no longer answers', async () => {
  const other = await startLab();
  assert.notEqual(other.origin, lab.origin);
  assert.equal((await fetch(`${other.origin}/orders`)).status, 401);
  await other.stop();
  await assert.rejects(fetch(`${other.origin}/orders`));
  assert.equal((await fetch(`${lab.origin}/orders`)).status, 401);
});

test('a lab stops while a request is under way', async () => {
  const other = await startLab();
  const pending = fetch(`${other.origin}/orders`, {
    method: 'POST',
    body: new ReadableStream(),
    duplex: 'half',
  } as RequestInit);
  const failed = assert.rejects(pending);
  await fetch(`${other.origin}/orders`);
  await other.stop();
  await failed;
});

test('the proxy refuses to forward and to tunnel alike', async () => {
  const [, url = ''] = /^@proxy = (.+)$/m.exec(lab.httpFile) ?? [];
  for (const target of [`${lab.origin}/orders`, 'https://api.test/orders']) {
    const { response } = await sender.send({ method: 'GET', url: target, headers: [] }, { proxy: { url } });
    assert.equal(response?.status, 407, target);
  }
});

test('what is no HTTP does not bring a server down', async () => {
  const { hostname, port } = new URL(lab.origin);
  for (const nonsense of [
    '\u0000\u0001\r\n\r\n',
    'CONNECT ::::: HTTP/1.1\r\n\r\n',
    'GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n',
  ]) {
    const socket = connect(Number(port), hostname);
    socket.end(nonsense);
    await text(socket);
  }
  assert.equal((await fetch(`${lab.origin}/orders`)).status, 401);
});
