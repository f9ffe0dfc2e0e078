// Tokens that a real provider signed, verified with the keys that it publishes.
import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';
import { createIssuerVerifier, type IssuerVerification } from '../../src/oauth/verify-with-issuer.ts';
import { createSender } from '../../src/request/send.ts';
import { type Running, send, serve } from './server.ts';

const sender = createSender(join(import.meta.dirname, '../../src/request/send-worker.ts'));
let listener: RequestListener = () => {};
let server: Running;

before(async () => {
  server = await serve((request, response) => listener(request, response));
  await startProvider('first');
});

after(async () => {
  await sender.dispose();
  await server.stop();
});

/** The provider with one key of this name, in the place of the one before. */
async function startProvider(keyId: string): Promise<void> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const provider = new Provider(server.origin, {
    jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: keyId, alg: 'ES256', use: 'sig' }] },
    clients: [
      {
        client_id: 'service',
        client_secret: 'the-secret-of-the-service',
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    cookies: { keys: ['the-cookie-key-of-the-test'] },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => 'urn:example:api',
        getResourceServerInfo: () => ({
          scope: 'read',
          audience: 'urn:example:api',
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    ttl: { ClientCredentials: 600 },
  });
  provider.on('server_error', (_context, error) => assert.fail(error));
  listener = provider.callback();
}

async function signedToken(): Promise<string> {
  const { response } = await send({
    url: `${server.origin}/token`,
    headers: {
      Authorization: `Basic ${Buffer.from('service:the-secret-of-the-service').toString('base64')}`,
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  });
  const token: unknown = JSON.parse(response?.body?.text ?? '{}').access_token;
  assert.ok(typeof token === 'string', response?.body?.text);
  return token;
}

const at = Date.UTC(2026, 0, 1);

function verify(token: string): Promise<IssuerVerification> {
  return createIssuerVerifier(sender.send, () => at).verify(token);
}

test('a token of oidc-provider is verified with the key that signed it', async () => {
  assert.deepEqual(await verify(await signedToken()), {
    kind: 'verified',
    keyId: 'first',
    from: `${server.origin}/jwks`,
    at,
    problems: [],
  });
});

test('a token of oidc-provider whose payload was changed does not match', async () => {
  const [header, payload = '', signature] = (await signedToken()).split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const changed = Buffer.from(JSON.stringify({ ...claims, scope: 'admin' })).toString('base64url');
  assert.deepEqual(await verify([header, changed, signature].join('.')), {
    kind: 'signature-mismatch',
    keyId: 'first',
    from: `${server.origin}/jwks`,
  });
});

test('the key of a token is not found once oidc-provider has rotated it', async () => {
  const token = await signedToken();
  await startProvider('second');
  assert.deepEqual(await verify(token), { kind: 'key-not-found', keyId: 'first', from: `${server.origin}/jwks` });
  assert.equal((await verify(await signedToken())).kind, 'verified');
});

test('a token of oidc-provider whose header was changed does not match', async () => {
  const [, payload, signature] = (await signedToken()).split('.');
  const header = Buffer.from(JSON.stringify({ alg: 'ES256' })).toString('base64url');
  assert.equal((await verify([header, payload, signature].join('.'))).kind, 'signature-mismatch');
});
