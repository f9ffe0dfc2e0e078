// Repairs at real servers that need what was sent before: what failed succeeds, and no password goes twice by itself.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import aws4 from 'aws4';
import express from 'express';
import session, { MemoryStore } from 'express-session';
import S3rver from 's3rver';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { takeFirstSteps } from '../../src/repair/first-steps.ts';
import { findRepair } from '../../src/repair/index.ts';
import type { Exchange, HttpRequest } from '../../src/request/model.ts';
import type { SendOptions } from '../../src/request/sender.ts';
import { issuer, provider, secret } from './oidc.ts';
import { send, serve } from './server.ts';

const app = express();
const store = new MemoryStore();
app.use(session({ secret: 'the-cookie-secret', name: 'sid', resave: false, saveUninitialized: false, store }));
app.post('/login', express.json(), (request, response) => {
  const { user, password } = request.body as { user: string; password: string };
  if (password !== 'engine') return void response.status(401).json({ error: 'Wrong user or password' });
  Object.assign(request.session, { user });
  response.json({ user });
});
app.get('/orders', (request, response) => {
  if ('user' in request.session) response.json({ orders: [] });
  else response.status(401).json({ error: 'Session expired' });
});
app.get('/read', async (request, response) => {
  const token = await provider.ClientCredentials.find(request.headers.authorization?.replace('Bearer ', '') ?? '');
  if (token?.scope === 'read') return void response.json({ orders: [] });
  const challenge = token ? 'Bearer error="insufficient_scope", scope="read"' : 'Bearer error="invalid_token"';
  response
    .status(token ? 403 : 401)
    .set('WWW-Authenticate', challenge)
    .end();
});
const api = await serve(app);
after(() => api.stop());

function resend({ method, url, headers, body }: HttpRequest, options: SendOptions = {}): Promise<Exchange> {
  const fields = Object.fromEntries(headers.map(({ name, value }) => [name, value]));
  return send(
    { method, url, headers: fields, ...(body && { body: body.text }) },
    { ...options, followRedirects: false },
  );
}

/** Takes the first fix that is offered, with these answers, as somebody at the panel does. */
async function mend(exchange: Exchange, earlier: readonly Exchange[], id: string, answers: Record<string, string>) {
  const finding = diagnose(exchange, { earlier }).findings[0];
  assert.equal(finding?.fixes[0]?.id, id, JSON.stringify(finding));
  const repair = findRepair(id, finding, exchange);
  assert.equal(repair?.repair({ finding, exchange, earlier }).kind, 'ask');
  const step =
    repair &&
    (await takeFirstSteps(
      repair.repair({ finding, exchange, earlier, answers }),
      { request: exchange.request },
      {
        maySend: () => true,
        send: resend,
        stop: message => assert.fail(message),
      },
    ));
  assert.ok(step?.kind === 'request', JSON.stringify(step));
  return resend(step.request, step.options);
}

test('a session that was forgotten begins anew by the request that signed in', async () => {
  const login = await send({
    url: `${api.origin}/login`,
    headers: { 'Content-Type': 'application/json' },
    body: '{"user":"ada","password":"engine"}',
  });
  const cookie =
    login.response?.headers.find(({ name }) => name.toLowerCase() === 'set-cookie')?.value.split(';')[0] ?? '';
  const orders = () => send({ url: `${api.origin}/orders`, headers: { Cookie: cookie } });
  assert.equal((await orders()).response?.status, 200);
  store.clear();
  const after = await mend(await orders(), [login], 'repeat-sign-in', {});
  assert.equal(after.response?.status, 200);
});

test('a client gets a token with the scope that the API names', async () => {
  const granted = await send({
    url: `${issuer}/token`,
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Authorization: `Basic ${Buffer.from(`basic:${secret}`).toString('base64')}`,
    },
    body: 'grant_type=client_credentials',
  });
  const { access_token: token } = JSON.parse(granted.response?.body?.text ?? '') as { access_token: string };
  const failed = await send({ url: `${api.origin}/read`, headers: { Authorization: `Bearer ${token}` } });
  assert.equal(failed.response?.status, 403);
  const after = await mend(failed, [granted], 'request-token', { scope: 'read', resource: '' });
  assert.equal(after.response?.status, 200);
});

test('a request for S3 that was signed an hour ago is signed anew', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'why401-s3rver-'));
  const bucket = { name: 'orders', configs: [] };
  const s3 = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory, configureBuckets: [bucket] });
  const { port } = (await s3.run()) as AddressInfo;
  const date = new Date(Date.now() - 3_600_000).toISOString().replace(/[:-]|\.\d{3}/g, '');
  const signed = aws4.sign(
    { host: `127.0.0.1:${port}`, path: '/orders', service: 's3', region: 'us-east-1', headers: { 'X-Amz-Date': date } },
    { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
  );
  const { Host: _host, ...headers } = signed.headers as Record<string, string>;
  const failed = await send({ url: `http://127.0.0.1:${port}/orders`, headers });
  assert.notEqual(failed.response?.status, 200);
  const answers = { access_key_id: 'S3RVER', secret_access_key: 'S3RVER', service: 's3', region: 'us-east-1' };
  const mended = await mend(failed, [], 'sign-again', answers);
  assert.equal(mended.response?.status, 200);
  await s3.close();
  rmSync(directory, { recursive: true, force: true });
});
