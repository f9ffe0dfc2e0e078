// What experiments may do to a server: change nothing without a yes, wait where it wants to be left alone, and give what
// belongs to a token's issuer to that issuer alone.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type FindOutOptions, findOut, type Step } from '../../src/repair/experiments/find-out.ts';
import { pause } from '../../src/repair/experiments/pace.ts';
import type { Exchange } from '../../src/request/model.ts';
import { type ShortRequest, send, serve } from './server.ts';

const key = 'k4jv8zq2m1x7c9b3n5w6t0yd';
let seen: string[] = [];
let busy = 0;

/** It wants a key in X-Api-Key at one address and as a token at the other, and says only "no". */
const api = await serve((request, response) => {
  const { method, url, headers } = request;
  seen.push(`${method} ${url}`);
  if (busy-- > 0) return void response.writeHead(429, { 'Retry-After': '7' }).end();
  const isGood =
    (url === '/orders' && headers['x-api-key'] === key) ||
    (url === '/api/orders' && headers.authorization === `Bearer ${key}`);
  response.writeHead(isGood ? 200 : 401, { 'Content-Type': 'application/json' });
  response.end(isGood ? '{"orders":[]}' : '{"message":"Unauthorized"}');
});

const introspected: string[] = [];
const issuer = await serve((request, response) => {
  const pages: Record<string, object> = {
    '/.well-known/openid-configuration': {
      issuer: issuer.origin,
      token_endpoint: `${issuer.origin}/token`,
      introspection_endpoint: `${issuer.origin}/introspect`,
    },
    '/token': { access_token: key, token_type: 'Bearer' },
    '/introspect': { active: false },
  };
  if (request.url === '/introspect') introspected.push(request.headers.authorization ?? '');
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(pages[request.url ?? ''] ?? {}));
});
after(() => Promise.all([api.stop(), issuer.stop()]));

async function investigate(
  failed: Exchange,
  options: Partial<FindOutOptions> = {},
): Promise<{ steps: Step[]; cause: string | undefined }> {
  seen = [];
  const steps: Step[] = [];
  const signal = new AbortController().signal;
  for await (const step of findOut(failed, { send: resend, mayAsk: async () => true, signal, ...options }))
    steps.push(step);
  return { steps, cause: steps.at(-1)?.diagnosis.findings[0]?.cause };
}

const resend: FindOutOptions['send'] = ({ url, method, headers, body }, options) =>
  send(
    {
      url,
      method,
      headers: Object.fromEntries(headers.map(({ name, value }) => [name, value])),
      ...(body && { body: body.text }),
    },
    options,
  );

const bearer = { Authorization: `Bearer ${key}` };
const post: ShortRequest = { url: `${api.origin}/orders`, body: '{}', headers: bearer };

test('a POST is sent again only with a yes, which is asked for once', async () => {
  const failed = await send(post);
  const asked: string[] = [];
  const answering = (yes: boolean) => ({ maySendAgain: async (method: string) => asked.push(method) > 0 && yes });
  await investigate(failed);
  assert.deepEqual(
    seen.filter(line => line.startsWith('POST')),
    [],
  );
  await investigate(failed, answering(false));
  assert.deepEqual(
    seen.filter(line => line.startsWith('POST')),
    [],
  );
  assert.deepEqual(asked, ['POST']);
  const { cause } = await investigate(failed, answering(true));
  assert.deepEqual(asked, ['POST', 'POST']);
  assert.equal(cause, 'wrong-header-name');
});

test('a server that wants a rest gets it once, and the experiments go on', async () => {
  const failed = await send({ url: `${api.origin}/orders`, headers: bearer });
  busy = 1;
  const waited: number[] = [];
  const { cause } = await investigate(failed, { wait: async milliseconds => waited.push(milliseconds) });
  assert.deepEqual(waited.slice(0, 2), [7000, pause]);
  assert.equal(cause, 'wrong-header-name');
  busy = 2;
  const { steps } = await investigate(failed, { wait: async () => undefined });
  assert.equal(steps.length, 2);
  busy = 0;
});

test('a path that was joined badly is found', async () => {
  const { steps, cause } = await investigate(await send({ url: `${api.origin}/api//orders`, headers: bearer }));
  assert.equal(cause, 'not-an-auth-failure');
  const tidied = steps.find(({ experiment }) => experiment === 'tidy-path');
  assert.equal(tidied?.title, 'At "/api/orders"');
  assert.equal(tidied.mended?.request.url, `${api.origin}/api/orders`);
});

test('the server that gave the token is asked whether it is in force, by the client that it gave it to', async () => {
  const authorization = `Basic ${Buffer.from('client:secret').toString('base64')}`;
  const granted = await send({ url: `${issuer.origin}/token`, headers: { Authorization: authorization }, body: '' });
  const failed = await send({ url: `${api.origin}/elsewhere`, headers: bearer });
  const origins: string[] = [];
  const mayAsk = async (origin: string) => origins.push(origin) > 0;
  const { steps } = await investigate(failed, { earlier: [granted], mayAsk });
  assert.ok(steps.some(({ experiment }) => experiment === 'introspection'));
  assert.deepEqual(origins, [issuer.origin]);
  assert.deepEqual(introspected, [authorization]);
});
