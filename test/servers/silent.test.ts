// APIs that answer every fault with the same bare 401, so that only experiments can tell: each is asked as a client with one
// fault would ask it, and what the experiments find is compared with that fault.
import assert from 'node:assert/strict';
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { after, test } from 'node:test';
import { createLocalJWKSet, exportJWK, generateKeyPair, type JWK, jwtVerify, SignJWT } from 'jose';
import type { CauseId } from '../../src/causes/catalogue.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { findOut, mostExperiments } from '../../src/repair/experiments/find-out.ts';
import type { Exchange, HttpRequest } from '../../src/request/model.ts';
import type { SendOptions } from '../../src/request/sender.ts';
import { type ShortRequest, send, serve } from './server.ts';

const key = 'k4jv8zq2m1x7c9b3n5w6t0yd';

/** An issuer on loopback: metadata, keys, and userinfo, which refuses what was revoked. */
const signing = await generateKeyPair('ES256');
const another = await generateKeyPair('ES256');
const keySet: { keys: JWK[] } = {
  keys: [{ ...(await exportJWK(signing.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' }],
};
const verifyKeys = createLocalJWKSet(keySet);
const revoked = new Set<string>();
const issuer = await serve(async ({ url, headers }, response) => {
  const pages: Record<string, object> = {
    '/.well-known/openid-configuration': {
      issuer: issuer.origin,
      jwks_uri: `${issuer.origin}/jwks`,
      userinfo_endpoint: `${issuer.origin}/userinfo`,
    },
    '/jwks': keySet,
  };
  if (url === '/userinfo') {
    const token = headers.authorization?.replace('Bearer ', '') ?? '';
    const good = await isGenuine(token);
    return answer(response, good && !revoked.has(token) ? 200 : 401, { sub: 'ada' });
  }
  const page = pages[url ?? ''];
  answer(response, page ? 200 : 404, page ?? {});
});

async function isGenuine(token: string, audience?: string, issuedBy = issuer.origin): Promise<boolean> {
  return jwtVerify(token, verifyKeys, { issuer: issuedBy, ...(audience !== undefined && { audience }) }).then(
    () => true,
    () => false,
  );
}

interface Claims {
  readonly aud?: string;
  readonly sub?: string;
  readonly expires?: string;
}

async function mint({ aud, sub = 'ada', expires = '1h' }: Claims, kid = 'one', pair = signing): Promise<string> {
  return new SignJWT({ scope: 'openid' })
    .setProtectedHeader({ alg: 'ES256', kid })
    .setIssuer(issuer.origin)
    .setSubject(sub)
    .setAudience(aud ?? api.origin)
    .setIssuedAt()
    .setExpirationTime(expires)
    .sign(pair.privateKey);
}

/** By path, what the API wants; whatever is not that gets the same answer. */
const wanted: Record<string, (request: IncomingMessage) => boolean | Promise<boolean>> = {
  '/key': ({ headers }) => headers['x-api-key'] === key,
  '/bearer': ({ headers }) => headers.authorization === `Bearer ${key}`,
  '/token': ({ headers }) => headers.authorization === `Token ${key}` || headers.authorization === `token ${key}`,
  '/slash/': ({ headers }) => headers.authorization === `Bearer ${key}`,
  '/read': ({ headers, method }) => headers.authorization === `Bearer ${key}` && method === 'GET',
  '/jwt': ({ headers }) => isAccepted(headers.authorization),
  '/described': ({ headers }) => isAccepted(headers.authorization),
  '/elsewhere': ({ headers }) => isAccepted(headers.authorization, 'https://other.test'),
};

function isAccepted(authorization = '', issuedBy = issuer.origin): Promise<boolean> {
  const token = authorization.replace('Bearer ', '');
  return revoked.has(token) ? Promise.resolve(false) : isGenuine(token, api.origin, issuedBy);
}

const api = await serve(async (request, response) => {
  const path = request.url?.split('?')[0] ?? '/';
  const metadata = /^\/\.well-known\/oauth-protected-resource(\/described|\/elsewhere)$/.exec(path);
  if (metadata) {
    const servers = metadata[1] === '/described' ? [issuer.origin] : ['https://other.test'];
    return answer(response, 200, { resource: api.origin, authorization_servers: servers });
  }
  if (path === '/moved')
    return void response.writeHead(307, { Location: `${api.origin.replace('127.0.0.1', 'localhost')}/bearer` }).end();
  const good = await wanted[path]?.(request);
  answer(response, good ? 200 : 401, good ? { orders: [] } : { message: 'Unauthorized' });
});

/** A forward proxy that takes `Authorization` for its own. */
const proxy = createServer(({ url = '', method, headers }, response) => {
  const { authorization, ...rest } = headers;
  forward(url, { method, headers: rest }, upstream => {
    response.writeHead(upstream.statusCode ?? 502, upstream.headers);
    upstream.pipe(response);
  }).end();
});
proxy.listen(0, '127.0.0.1');
after(async () => {
  proxy.closeAllConnections();
  proxy.close();
  await Promise.all([api.stop(), issuer.stop()]);
});

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

interface Fault extends Omit<ShortRequest, 'url'> {
  readonly title: string;
  readonly path: string;
  readonly expected: readonly CauseId[];
  readonly options?: SendOptions;
}

const withToken = (token: string) => ({ Authorization: `Bearer ${token}` });
const port = () => (proxy.address() as { port: number }).port;

async function faults(): Promise<Fault[]> {
  const good = await mint({});
  const gone = await mint({ sub: 'gone' });
  revoked.add(gone);
  const parts = good.split('.');
  const changed = [
    parts[0],
    Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString()), sub: 'root' }),
    ).toString('base64url'),
    parts[2],
  ].join('.');
  const stripped = { proxy: { url: `http://127.0.0.1:${port()}` } };
  return [
    { title: 'a key as a bearer token', path: '/key', headers: withToken(key), expected: ['wrong-header-name'] },
    {
      title: 'a token in X-Auth-Token',
      path: '/bearer',
      headers: { 'X-Auth-Token': key },
      expected: ['wrong-header-name'],
    },
    { title: 'a token in the query', path: `/bearer?access_token=${key}`, expected: ['wrong-header-name'] },
    { title: 'Bearer instead of Token', path: '/token', headers: withToken(key), expected: ['scheme-mismatch'] },
    {
      title: 'Token instead of Bearer',
      path: '/bearer',
      headers: { Authorization: `Token ${key}` },
      expected: ['scheme-mismatch'],
    },
    {
      title: 'the scheme twice',
      path: '/bearer',
      headers: { Authorization: `Bearer Bearer ${key}` },
      expected: ['malformed-header'],
    },
    { title: 'no slash', path: '/slash', headers: withToken(key), expected: ['not-an-auth-failure'] },
    { title: 'no credentials', path: '/bearer', expected: ['credentials-missing'] },
    {
      title: 'a variable that was not replaced',
      path: '/bearer',
      headers: { Authorization: 'Bearer {{token}}' },
      expected: ['placeholder-credentials'],
    },
    {
      title: 'an unknown token',
      path: '/bearer',
      headers: withToken('w9d1s7f5g3h8j2k4l6q0zxcv'),
      expected: ['token-unknown', 'invalid-api-key'],
    },
    {
      title: 'a redirect to another origin',
      path: '/moved',
      headers: withToken(key),
      expected: ['header-dropped-on-redirect'],
    },
    {
      title: 'a proxy that strips',
      path: '/bearer',
      headers: withToken(key),
      options: stripped,
      expected: ['header-stripped-by-intermediary'],
    },
    {
      title: 'writing with rights to read',
      path: '/read',
      method: 'POST',
      body: '{}',
      headers: withToken(key),
      expected: ['insufficient-scope', 'permission-denied'],
    },
    {
      title: 'an expired token',
      path: '/jwt',
      headers: withToken(await mint({ expires: '-1h' })),
      expected: ['token-expired'],
    },
    { title: 'a changed token', path: '/jwt', headers: withToken(changed), expected: ['signature-invalid'] },
    {
      title: 'a token of another key',
      path: '/jwt',
      headers: withToken(await mint({}, 'one', another)),
      expected: ['signature-invalid'],
    },
    {
      title: 'a key that was rotated away',
      path: '/jwt',
      headers: withToken(await mint({}, 'zero', another)),
      expected: ['signing-key-unknown'],
    },
    { title: 'a revoked token', path: '/jwt', headers: withToken(gone), expected: ['token-revoked'] },
    {
      title: 'another audience',
      path: '/described',
      headers: withToken(await mint({ aud: 'https://billing.test' })),
      expected: ['audience-mismatch'],
    },
    { title: 'another issuer', path: '/elsewhere', headers: withToken(good), expected: ['issuer-mismatch'] },
  ];
}

async function investigate({
  path,
  options,
  expected,
  title,
  ...rest
}: Fault): Promise<{ found?: CauseId; before?: CauseId; requests: number; steps: string[] }> {
  const exchange = await send({ ...rest, url: `${api.origin}${path}` }, options);
  assert.equal(exchange.response?.status, 401, title);
  let requests = 0;
  const counted = (request: HttpRequest, own?: SendOptions): Promise<Exchange> => {
    requests++;
    const { url, method, body } = request;
    const headers = Object.fromEntries(request.headers.map(({ name, value }) => [name, value]));
    return send({ url, method, headers, ...(body && { body: body.text }) }, { ...options, ...own });
  };
  const before = diagnose(exchange).findings[0]?.cause;
  let found = before;
  const steps: string[] = [];
  for await (const step of findOut(exchange, {
    send: counted,
    mayAsk: async () => true,
    signal: new AbortController().signal,
  })) {
    found = step.diagnosis.findings[0]?.cause;
    steps.push(
      `${step.experiment}: ${step.answer} → ${step.diagnosis.findings.slice(0, 3).map(({ cause, confidence }) => `${cause} ${confidence.toFixed(2)}`)}`,
    );
  }
  return { ...(found && { found }), ...(before && { before }), requests, steps };
}

test('experiments find the cause behind the same bare 401', async t => {
  const all = await faults();
  let right = 0;
  let rightBefore = 0;
  let requests = 0;
  for (const fault of all) {
    const result = await investigate(fault);
    const isRight = result.found !== undefined && fault.expected.includes(result.found);
    if (isRight) right++;
    else
      t.diagnostic(
        `${fault.title}: ${result.before} → ${result.found} instead of ${fault.expected}\n  ${result.steps.join('\n  ')}`,
      );
    if (result.before !== undefined && fault.expected.includes(result.before)) rightBefore++;
    assert.ok(result.steps.length <= mostExperiments, fault.title);
    requests += result.requests;
  }
  t.diagnostic(
    `${right} of ${all.length} right (${rightBefore} before), ${(requests / all.length).toFixed(1)} requests on average`,
  );
  assert.ok(right >= 0.85 * all.length, `${right} of ${all.length}`);
});
