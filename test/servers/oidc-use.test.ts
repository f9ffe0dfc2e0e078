// Tokens of a real provider at work: at its own resource, bound to a key, and renewed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SignInResult, Tokens } from '../../src/oauth/model.ts';
import { revoke } from '../../src/oauth/revoke.ts';
import { runsOut } from '../../src/oauth/runs-out.ts';
import { headersFor, renew } from '../../src/oauth/use-tokens.ts';
import { type Exchange, headerValue } from '../../src/request/model.ts';
import { issuer, outsideOf, publicClient, requireNonce, secret, signInAt } from './oidc.ts';
import { checkExchange, send } from './server.ts';

function tokensOf(result: SignInResult): Tokens {
  if (result.kind === 'signed-in') return result.tokens;
  return assert.fail(result.kind === 'failed' ? `${result.step}: ${result.reason}` : result.kind);
}

async function askForUser(tokens: Tokens, nonce?: string): Promise<Exchange> {
  const url = `${issuer}/me`;
  const use = { id: crypto.randomUUID(), now: Date.now(), ...(nonce !== undefined && { nonce }) };
  const headers = await headersFor(tokens, { method: 'GET', url }, use);
  return send({ url, headers: Object.fromEntries(headers.map(({ name, value }) => [name, value])) });
}

test('a bearer token opens the resource', async () => {
  const { response } = await askForUser(tokensOf(await signInAt(publicClient)));
  assert.deepEqual(JSON.parse(response?.body?.text ?? ''), { sub: 'ada' });
});

test('a token that is bound to a key opens the resource with a proof of that key, and with the nonce once it is known', async () => {
  const tokens = tokensOf(await signInAt({ ...publicClient, dpop: true }));
  assert.equal((await askForUser(tokens)).response?.status, 200);
  requireNonce(true);
  try {
    const refused = await askForUser(tokens);
    checkExchange(refused, 'sender-proof-invalid');
    const nonce = headerValue(refused.response?.headers ?? [], 'DPoP-Nonce');
    assert.equal((await askForUser(tokens, nonce)).response?.status, 200);
  } finally {
    requireNonce(false);
  }
  const stolen = await askForUser({ ...tokens, tokenType: 'bearer' });
  assert.equal(stolen.response?.status, 401);
});

test('tokens are renewed by their refresh token, which stays in force where no new one comes', async () => {
  const tokens = tokensOf(await signInAt(publicClient));
  assert.equal(runsOut(tokens, Date.now()), false);
  assert.equal(runsOut(tokens, (tokens.expiresAt ?? 0) - 1000), true);
  const { outside } = outsideOf();
  const renewed = tokensOf(await renew(publicClient, tokens, outside, new AbortController().signal));
  assert.notEqual(renewed.accessToken, tokens.accessToken);
  assert.ok(renewed.refreshToken);
});

test('tokens that nobody has to be asked for are renewed by signing in again', async () => {
  const authentication = { kind: 'client_secret_basic', secret } as const;
  const request = { issuer, clientId: 'basic', authentication, grant: { kind: 'client-credentials' } } as const;
  const tokens = tokensOf(await signInAt(request));
  const { outside } = outsideOf();
  assert.ok(tokensOf(await renew(request, tokens, outside, new AbortController().signal)).accessToken);
});

test('what cannot be renewed says what to do', async () => {
  const { outside } = outsideOf();
  const { signal } = new AbortController();
  const old = { accessToken: 'a', tokenType: 'bearer' };
  const without = await renew(publicClient, old, outside, signal);
  assert.match(without.kind === 'failed' ? without.reason : '', /no refresh token: sign in again/);
  const refused = await renew(publicClient, { ...old, refreshToken: 'an-old-refresh-token' }, outside, signal);
  assert.match(refused.kind === 'failed' ? refused.reason : '', /said "invalid_grant".*Sign in again$/);
});

test('tokens that are revoked are of no use any more, and a client that may not revoke them is told', async () => {
  const tokens = tokensOf(await signInAt(publicClient));
  const { outside } = outsideOf();
  const { signal } = new AbortController();
  const request = { ...publicClient, authentication: { kind: 'client_secret_basic', secret: 'wrong' } } as const;
  const refused = await revoke({ ...request, clientId: 'basic' }, tokens, outside, signal);
  assert.match(refused.kind === 'failed' ? refused.reason : refused.kind, /revocation endpoint said "invalid_client"/);
  assert.equal((await askForUser(tokens)).response?.status, 200);
  assert.deepEqual(await revoke(publicClient, tokens, outside, signal), { kind: 'revoked' });
  assert.equal((await askForUser(tokens)).response?.status, 401);
  const renewed = await renew(publicClient, tokens, outside, signal);
  assert.equal(renewed.kind === 'failed' && renewed.cause, 'grant-invalid');
});
