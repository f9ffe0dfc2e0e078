import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { after, before, test } from 'node:test';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import Provider from 'oidc-provider';
import { type Case, checkCase, type Running, serve, userHas } from './server.ts';

let server: Running;

before(async () => {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  // The issuer's own address is known only once it listens.
  let listener: RequestListener = () => {};
  server = await serve((request, response) => listener(request, response));
  const provider = new Provider(server.origin, {
    jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: 'test', alg: 'RS256', use: 'sig' }] },
    clients: [
      {
        client_id: 'service',
        client_secret: 'the-secret-of-the-service',
        grant_types: ['client_credentials', 'refresh_token', 'authorization_code'],
        redirect_uris: ['https://client.test/callback'],
        response_types: ['code'],
      },
    ],
    cookies: { keys: ['the-cookie-key-of-the-test'] },
    features: {
      clientCredentials: { enabled: true },
      introspection: { enabled: true },
      dPoP: { enabled: true, nonceSecret: Buffer.alloc(32, 1), requireNonce: () => true },
      devInteractions: { enabled: false },
    },
    ttl: { ClientCredentials: 600 },
  });
  // A failure of the provider itself would be a failure of the test.
  provider.on('server_error', (_context, error) => assert.fail(error));
  listener = provider.callback();
});

after(() => server?.stop());

const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
const client = basic('service', 'the-secret-of-the-service');
const form = 'application/x-www-form-urlencoded';

const atTokenEndpoint: readonly (Omit<Case, 'url'> & { readonly authorization?: string; readonly body: string })[] = [
  {
    title: 'a wrong client secret',
    expected: 'client-authentication-failed',
    authorization: basic('service', 'another-secret'),
    body: 'grant_type=client_credentials',
  },
  {
    title: 'an unknown client',
    expected: 'client-authentication-failed',
    authorization: basic('nobody', 'secret'),
    body: 'grant_type=client_credentials',
  },
  {
    title: 'a wrong client secret in the body',
    expected: 'client-authentication-failed',
    body: 'grant_type=client_credentials&client_id=service&client_secret=another-secret',
  },
  {
    title: 'a refresh token that is not known',
    expected: 'grant-invalid',
    authorization: client,
    body: 'grant_type=refresh_token&refresh_token=an-old-refresh-token',
  },
  {
    title: 'a code that is not known',
    expected: 'grant-invalid',
    authorization: client,
    body: 'grant_type=authorization_code&code=an-old-code&redirect_uri=https://client.test/callback',
  },
];

for (const { title, expected, authorization, body } of atTokenEndpoint)
  test(`oidc-provider at its token endpoint: ${title}`, () => {
    const headers = { 'Content-Type': form, ...(authorization && { Authorization: authorization }) };
    return checkCase({ title, expected, url: `${server.origin}/token`, headers, body });
  });

test('oidc-provider at its token endpoint: a DPoP proof without the nonce', async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const proof = await new SignJWT({ htm: 'POST', htu: `${server.origin}/token`, jti: 'one' })
    .setIssuedAt()
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: await exportJWK(publicKey) })
    .sign(privateKey);
  const headers = { Authorization: client, DPoP: proof, 'Content-Type': form };
  await checkCase({
    title: '',
    expected: 'sender-proof-invalid',
    url: `${server.origin}/token`,
    headers,
    body: 'grant_type=client_credentials',
  });
});

test('oidc-provider at userinfo: no token', () =>
  checkCase({ title: '', expected: 'credentials-missing', url: `${server.origin}/me` }));

test('oidc-provider at userinfo: a token that it does not know', () => {
  const headers = { Authorization: 'Bearer 2YotnFZFEjr1zCsicMWpAA2YotnFZFEjr1zCsicMWpA' };
  return checkCase({ title: '', expected: 'token-unknown', url: `${server.origin}/me`, headers });
});

test('oidc-provider at introspection: a client that sends no credentials of its own', () =>
  checkCase({
    title: '',
    expected: 'credentials-missing',
    url: `${server.origin}/token/introspection`,
    headers: { 'Content-Type': form },
    body: 'token=abc',
  }));

userHas(() => ({
  url: `${server.origin}/token/introspection`,
  headers: { 'Content-Type': form, Authorization: client },
  body: 'token=abc',
}));
