import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fetchIssuerKeys } from '../../src/oauth/issuer-keys.ts';
import type { IssuerOptions } from '../../src/oauth/limited-fetch.ts';
import { createIssuerVerifier } from '../../src/oauth/verify-with-issuer.ts';
import { type Loopback, type ReceivedRequest, reply } from '../request/loopback.ts';
import { get, sender, start } from '../request/sending.ts';

type Pages = (server: Loopback) => Record<string, string | Buffer>;

/** An issuer that answers these pages, and 404 at any other address. */
async function startIssuer(pages: Pages): Promise<Loopback> {
  const server: Loopback = await start((request: ReceivedRequest) => {
    const page = pages(server)[request.target];
    return typeof page === 'string' ? reply(200, {}, page) : (page ?? reply(404));
  });
  return server;
}

const oidc = '/.well-known/openid-configuration';
const keySet = JSON.stringify({ keys: [{ kty: 'OKP', crv: 'Ed25519', x: 'AA', kid: 'one' }] });

async function fetchFrom(issuer: string, options?: IssuerOptions): Promise<string> {
  const result = await fetchIssuerKeys(sender.send, issuer, options);
  return result.kind === 'keys' ? `${result.keys.map(key => key.kid)} from ${result.from}` : result.message;
}

test('keys are found over the metadata of OpenID Connect', async () => {
  const issuer = await startIssuer(server => ({
    [`/tenant${oidc}`]: JSON.stringify({ issuer: server.url('/tenant'), jwks_uri: server.url('/keys') }),
    '/keys': keySet,
  }));
  assert.equal(await fetchFrom(issuer.url('/tenant')), `one from ${issuer.url('/keys')}`);
});

test('keys are found over the metadata of RFC 8414, whose address has the path last', async () => {
  const issuer = await startIssuer(server => ({
    '/.well-known/oauth-authorization-server/tenant': JSON.stringify({
      issuer: server.url('/tenant'),
      jwks_uri: server.url('/keys'),
    }),
    '/keys': keySet,
  }));
  assert.equal(await fetchFrom(issuer.url('/tenant')), `one from ${issuer.url('/keys')}`);
});

test('metadata of another issuer is not used', async () => {
  const issuer = await startIssuer(server => ({
    [oidc]: JSON.stringify({ issuer: 'https://other.test', jwks_uri: server.url('/keys') }),
    '/keys': keySet,
  }));
  const message = await fetchFrom(issuer.url(''));
  assert.match(message, /is the metadata of "https:\/\/other\.test", not of "http:\/\/127/);
  assert.ok(!issuer.received.some(({ target }) => target === '/keys'));
});

test('a redirect is followed on the same host and to no other', async () => {
  const other = await startIssuer(() => ({ '/keys': keySet }));
  const issuer = await startIssuer(server => ({
    [oidc]: reply(302, { Location: '/moved' }),
    '/moved': JSON.stringify({ issuer: server.url(''), jwks_uri: server.url('/keys') }),
    '/keys': reply(302, { Location: other.url('/keys') }),
  }));
  const message = await fetchFrom(issuer.url(''));
  assert.match(message, /\/keys" redirects to "127\.0\.0\.1:\d+", and another host is not asked/);
  assert.equal(other.received.length, 0);
});

test('a redirect in a circle ends', async () => {
  const issuer = await startIssuer(() => ({ [oidc]: reply(302, { Location: oidc }) }));
  assert.match(await fetchFrom(issuer.url('')), /redirects more than 3 times/);
});

test('an answer of more than 1 MiB is not read to its end', async () => {
  const issuer = await startIssuer(server => ({
    [oidc]: JSON.stringify({ issuer: server.url(''), jwks_uri: server.url('/keys') }),
    '/keys': `{"keys":[],"more":"${'x'.repeat(1024 * 1024)}"}`,
  }));
  assert.match(await fetchFrom(issuer.url('')), /\/keys" sent more than 1 MiB/);
});

test('an answer that is no JSON, no metadata or no key set is said to be that', async () => {
  const issuer = await startIssuer(server => ({
    [oidc]: '<html>',
    '/.well-known/oauth-authorization-server': JSON.stringify({ issuer: server.url('') }),
  }));
  const message = await fetchFrom(issuer.url(''));
  assert.match(message, /openid-configuration" sent no JSON\. ".*oauth-authorization-server" names no key set/);
});

test('an address that nothing listens at is named, once', async () => {
  const issuer = await startIssuer(() => ({}));
  await issuer.stop();
  const message = await fetchFrom(issuer.url(''));
  assert.equal(message.match(/Nothing listens/g)?.length, 1);
  assert.match(message, /^"http:\/\/127\.0\.0\.1:\d+\/\.well-known\/openid-configuration": /);
});

for (const [issuer, expected] of [
  ['http://login.test', /is not https/],
  ['urn:example', /is not https/],
  ['ada', /is no URL/],
  ['https://user:secret@login.test', /holds a user name or password/],
  ['https://10.0.0.1', /of the local network/],
  ['https://[::ffff:10.0.0.1]/', /of the local network/],
  ['https://169.254.169.254/latest', /of the local network/],
] as const)
  test(`${issuer} is not asked`, async () => assert.match(await fetchFrom(issuer), expected));

test('an issuer on loopback does not lead to other private addresses', async () => {
  const issuer = await startIssuer(server => ({
    [oidc]: JSON.stringify({ issuer: server.url(''), jwks_uri: 'https://192.168.0.1/keys' }),
  }));
  assert.match(await fetchFrom(issuer.url('')), /192\.168\.0\.1\/keys" is an address of/);
});

test('a request that may only go to a public address sends nothing to a private one', async () => {
  const server = await startIssuer(() => ({ '/': 'reached' }));
  const { response, failure } = await get(server.url('/'), {}, { reach: 'public' });
  assert.equal(response, undefined);
  assert.equal(failure?.code, 'not-public');
  assert.equal(server.received.length, 0);
});

test('a fetch that was cancelled says so', async () => {
  const controller = new AbortController();
  const issuer = await start(() => {
    controller.abort();
    return undefined;
  });
  assert.match(await fetchFrom(issuer.url(''), { signal: controller.signal }), /: cancelled$/);
});

test('a key set is kept, and asked for again where a key is missing, once the cool-down is over', async () => {
  const issuer = await startIssuer(server => ({
    [oidc]: JSON.stringify({ issuer: server.url(''), jwks_uri: server.url('/keys') }),
    '/keys': keySet,
  }));
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const token = `${encode({ alg: 'EdDSA', kid: 'two' })}.${encode({ iss: issuer.url('') })}.${'A'.repeat(86)}`;
  let now = 0;
  const verifier = createIssuerVerifier(sender.send, () => now);
  const asked = () => issuer.received.filter(({ target }) => target === '/keys').length;
  assert.equal((await verifier.verify(token)).kind, 'key-not-found');
  now = 29_000;
  assert.equal((await verifier.verify(token)).kind, 'key-not-found');
  assert.equal(asked(), 1);
  now = 31_000;
  await verifier.verify(token);
  assert.equal(asked(), 2);
});
