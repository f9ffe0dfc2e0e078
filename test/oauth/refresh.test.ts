import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findTokenEndpoint, type RefreshGrant, redeemRefreshToken } from '../../src/oauth/refresh.ts';
import { type Loopback, type ReceivedRequest, reply } from '../request/loopback.ts';
import { sender, start } from '../request/sending.ts';

const oidc = '/.well-known/openid-configuration';
const json = { 'Content-Type': 'application/json' };

/** An issuer whose token endpoint answers so; more of its metadata where a test needs it. */
async function startIssuer(answer: Buffer, metadata: object = {}): Promise<Loopback> {
  const server: Loopback = await start(({ target }: ReceivedRequest) => {
    if (target === '/token') return answer;
    const found = { issuer: server.url(''), token_endpoint: server.url('/token'), ...metadata };
    return target === oidc ? reply(200, json, JSON.stringify(found)) : reply(404);
  });
  return server;
}

async function refreshAt(issuer: Loopback, grant: RefreshGrant): Promise<unknown> {
  const endpoint = await findTokenEndpoint(sender.send, issuer.url(''));
  return endpoint.kind === 'failed' ? endpoint : redeemRefreshToken(sender.send, endpoint, grant);
}

const good = reply(200, json, JSON.stringify({ access_token: 'new', token_type: 'Bearer', refresh_token: 'next' }));

test('a refresh token becomes an access token, and its successor is told', async () => {
  const issuer = await startIssuer(good);
  const tokens = await refreshAt(issuer, { refreshToken: 'old+1', clientId: 'web' });
  assert.deepEqual(tokens, { kind: 'tokens', accessToken: 'new', refreshToken: 'next' });
  const asked = issuer.received.at(-1);
  assert.equal(asked?.method, 'POST');
  assert.equal(asked?.body, 'grant_type=refresh_token&refresh_token=old%2B1&client_id=web');
  assert.equal(asked?.header('authorization'), undefined);
});

test('a client with a secret says it the way that the metadata names, or with Basic', async () => {
  const grant = { refreshToken: 'old', clientId: 'web', clientSecret: 'a:b' };
  const silent = await startIssuer(good);
  await refreshAt(silent, grant);
  assert.equal(silent.received.at(-1)?.header('authorization'), `Basic ${btoa('web:a%3Ab')}`);
  assert.equal(silent.received.at(-1)?.body, 'grant_type=refresh_token&refresh_token=old');
  const post = await startIssuer(good, { token_endpoint_auth_methods_supported: ['client_secret_post'] });
  await refreshAt(post, grant);
  assert.equal(post.received.at(-1)?.header('authorization'), undefined);
  assert.match(post.received.at(-1)?.body ?? '', /&client_id=web&client_secret=a%3Ab$/);
});

const refusals: readonly (readonly [title: string, answer: Buffer, message: RegExp])[] = [
  [
    'an error is told in the words of the endpoint',
    reply(400, json, JSON.stringify({ error: 'invalid_grant', error_description: 'Token is not active' })),
    /\/token" said "invalid_grant": Token is not active$/,
  ],
  ['an answer without a token is told', reply(200, json, '{}'), /\/token" answered 200 without an access token$/],
  ['an answer that is no JSON is told', reply(503, {}, '<html>'), /\/token" answered 503 without an access token$/],
  [
    'a redirect is not followed',
    reply(307, { Location: 'http://127.0.0.1:1/token' }),
    /\/token" answered 307 without an access token$/,
  ],
];

for (const [title, answer, message] of refusals)
  test(title, async () => {
    const issuer = await startIssuer(answer);
    const result = await refreshAt(issuer, { refreshToken: 'old' });
    assert.match((result as { message: string }).message, message);
    assert.equal(issuer.received.filter(({ target }) => target === '/token').length, 1);
  });

test('a token endpoint that is no https address of the world is sent nothing', async () => {
  for (const url of ['http://login.test/token', 'https://192.168.0.1/token', 'https://u:p@login.test/token']) {
    const issuer = await startIssuer(good, { token_endpoint: url });
    const result = await findTokenEndpoint(sender.send, issuer.url(''));
    assert.equal(result.kind, 'failed', url);
  }
});

test('an issuer without a token endpoint is told', async () => {
  const issuer = await startIssuer(good, { token_endpoint: undefined });
  const result = await findTokenEndpoint(sender.send, issuer.url(''));
  assert.match(result.kind === 'failed' ? result.message : '', /names no token endpoint/);
});
