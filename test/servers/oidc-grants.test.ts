// Every grant at a real provider, over the real sender, with somebody at the browser.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeToken } from '../../src/jwt/decode.ts';
import type { DevicePrompt, SignInRequest, SignInResult, Tokens } from '../../src/oauth/model.ts';
import { clientKey, exchangeType, expire, provider, requireNonce, secret, signInAt } from './oidc.ts';
import { browse } from './oidc-browser.ts';

type Request = Omit<SignInRequest, 'issuer'>;
type Code = InstanceType<typeof provider.AuthorizationCode>;

const app: Request = {
  clientId: 'app',
  authentication: { kind: 'none' },
  grant: { kind: 'authorization-code' },
  scope: 'openid',
};
const machine = (clientId: string, authentication: Request['authentication']): Request => ({
  clientId,
  authentication,
  grant: { kind: 'client-credentials' },
  scope: 'read',
});

function tokensOf(result: SignInResult): Tokens {
  if (result.kind === 'signed-in') return result.tokens;
  return assert.fail(result.kind === 'failed' ? `${result.step}: ${result.reason}` : result.kind);
}

test('an authorization code with PKCE becomes tokens, and the ID token is checked', async () => {
  const result = await signInAt(app);
  const tokens = tokensOf(result);
  assert.equal(tokens.tokenType, 'bearer');
  assert.ok(tokens.refreshToken && tokens.expiresAt && tokens.expiresAt > Date.now());
  const token = decodeToken(tokens.idToken ?? '');
  assert.equal(token.kind !== 'undecodable' && token.payload?.sub, 'ada');
  const asked = new URL(result.exchanges.find(({ request }) => request.url.includes('/auth?'))?.request.url ?? '');
  assert.equal(asked.searchParams.get('code_challenge_method'), 'S256');
  assert.match(asked.searchParams.get('redirect_uri') ?? '', /^http:\/\/127\.0\.0\.1:\d+\/callback$/);
});

for (const [title, request] of [
  ['client_secret_basic', machine('basic', { kind: 'client_secret_basic', secret })],
  ['client_secret_post', machine('post', { kind: 'client_secret_post', secret })],
  ['client_secret_jwt', machine('hmac', { kind: 'client_secret_jwt', secret })],
  ['private_key_jwt', machine('key', { kind: 'private_key_jwt', key: clientKey, keyId: 'one' })],
] as const)
  test(`a client signs in for itself by ${title}`, async () => {
    const tokens = tokensOf(await signInAt(request));
    assert.equal(tokens.scope, 'read');
    assert.ok(tokens.accessToken);
  });

test('a code on a device becomes tokens once somebody has entered it elsewhere', async () => {
  const result = await signInAt({
    clientId: 'device',
    authentication: { kind: 'none' },
    grant: { kind: 'device-code' },
    scope: 'openid',
  });
  assert.ok(tokensOf(result).accessToken);
  assert.match(result.prompts[0]?.userCode ?? '', /^[A-Z]{4}-[A-Z]{4}$/);
  assert.equal(result.waited[0], 5000);
});

test('a refresh token becomes new tokens', async () => {
  const { refreshToken = '' } = tokensOf(await signInAt(app));
  const renewed = tokensOf(await signInAt({ ...app, grant: { kind: 'refresh-token', refreshToken } }));
  assert.ok(renewed.accessToken);
});

test('a password becomes a token where the server still takes one', async () => {
  const request = machine('legacy', { kind: 'client_secret_basic', secret });
  const grant = { kind: 'password', user: 'ada', password: 'engine' } as const;
  assert.equal(tokensOf(await signInAt({ ...request, grant })).accessToken, 'token-of-ada');
});

test('a token is exchanged for another', async () => {
  const request = machine('legacy', { kind: 'client_secret_basic', secret });
  const grant = { kind: 'token-exchange', subjectToken: 'token-of-ada' } as const;
  const tokens = tokensOf(await signInAt({ ...request, grant }));
  assert.equal(tokens.accessToken, 'exchanged urn:ietf:params:oauth:token-type:access_token');
  assert.equal(tokens.tokenType, 'n_a');
});

test('tokens are bound to a key by DPoP, with the nonce that the server wants, and renewed with that key', async () => {
  requireNonce(true);
  try {
    const result = await signInAt({ ...app, dpop: true });
    const { tokenType, dpopKey, refreshToken = '' } = tokensOf(result);
    assert.equal(tokenType, 'dpop');
    assert.ok(dpopKey);
    const refused = result.exchanges.find(({ response }) => response?.body?.text.includes('use_dpop_nonce'));
    assert.ok(refused, 'the server asked for its nonce first');
    const renewed = await signInAt({ ...app, dpop: dpopKey, grant: { kind: 'refresh-token', refreshToken } });
    assert.equal(tokensOf(renewed).dpopKey, dpopKey);
    const other = await signInAt({ ...app, dpop: true, grant: { kind: 'refresh-token', refreshToken } });
    assert.equal(other.kind, 'failed');
  } finally {
    requireNonce(false);
  }
});

test('no exchange of a sign-in is left out', async () => {
  const result = await signInAt(app);
  assert.deepEqual(
    result.exchanges.map(({ request, response }) => `${new URL(request.url).pathname} ${response?.status}`),
    ['/.well-known/openid-configuration 200', '/auth 303', '/auth 302', '/token 200'],
  );
});

interface Failing {
  readonly title: string;
  readonly request: Request;
  readonly step: string;
  readonly cause: string;
  readonly reason: RegExp;
}

const failing: readonly Failing[] = [
  {
    title: 'a wrong client secret',
    request: machine('basic', { kind: 'client_secret_basic', secret: 'another-secret' }),
    step: 'token',
    cause: 'client-authentication-failed',
    reason: /said "invalid_client": client authentication failed/,
  },
  {
    title: 'another way to authenticate than the client is registered with',
    request: machine('key', { kind: 'client_secret_basic', secret }),
    step: 'token',
    cause: 'client-authentication-failed',
    reason: /said "invalid_client"/,
  },
  {
    title: 'a client that nobody knows, at the token endpoint',
    request: machine('nobody', { kind: 'client_secret_basic', secret }),
    step: 'token',
    cause: 'client-authentication-failed',
    reason: /said "invalid_client"/,
  },
  {
    title: 'a client that nobody knows, in the browser',
    request: { ...app, clientId: 'nobody' },
    step: 'authorization',
    cause: 'client-authentication-failed',
    reason: /check the client id/,
  },
  {
    title: 'a redirect URI that is not registered',
    request: { ...app, clientId: 'moved' },
    step: 'authorization',
    cause: 'client-not-allowed',
    reason: /Register "http:\/\/127\.0\.0\.1:\d+\/callback" as a redirect URI/,
  },
  {
    title: 'a scope that the client may not have, in the browser',
    request: { ...app, scope: 'openid read' },
    step: 'authorization',
    cause: 'insufficient-scope',
    reason: /said "invalid_scope".*check "scope"/,
  },
  {
    title: 'a scope that the client may not have, for the client itself',
    request: { ...machine('basic', { kind: 'client_secret_basic', secret }), scope: 'offline_access' },
    step: 'token',
    cause: 'insufficient-scope',
    reason: /said "invalid_scope"/,
  },
  {
    title: 'a grant that the client is not registered for',
    request: {
      ...machine('basic', { kind: 'client_secret_basic', secret }),
      grant: { kind: 'password', user: 'ada', password: 'engine' },
    },
    step: 'token',
    cause: 'auth-method-disabled',
    reason: /requested grant type is not allowed for this client/,
  },
  {
    title: 'a wrong password',
    request: {
      ...machine('legacy', { kind: 'client_secret_basic', secret }),
      grant: { kind: 'password', user: 'ada', password: 'compiler' },
    },
    step: 'token',
    cause: 'invalid-credentials',
    reason: /said "invalid_grant".*User name or password is wrong/,
  },
  {
    title: 'a refresh token that is not known',
    request: { ...app, grant: { kind: 'refresh-token', refreshToken: 'an-old-refresh-token' } },
    step: 'token',
    cause: 'grant-invalid',
    reason: /said "invalid_grant"/,
  },
  {
    title: 'a token to exchange that is not known',
    request: {
      ...machine('legacy', { kind: 'client_secret_basic', secret }),
      grant: { kind: 'token-exchange', subjectToken: 'an-old-token', requestedTokenType: exchangeType },
    },
    step: 'token',
    cause: 'grant-invalid',
    reason: /said "invalid_grant"/,
  },
];

function assertFailure(result: SignInResult, { step, cause, reason }: Omit<Failing, 'title' | 'request'>): void {
  if (result.kind !== 'failed') assert.fail(`${result.kind} instead of failed`);
  assert.match(result.reason, reason);
  assert.deepEqual([result.step, result.cause], [step, cause], result.reason);
  assert.ok(result.exchange, 'the exchange that failed is there');
}

for (const { title, request, ...expected } of failing)
  test(`a sign-in ends with its reason: ${title}`, async () => assertFailure(await signInAt(request), expected));

test('a sign-in ends with its reason: somebody refuses in the browser', async () => {
  const result = await signInAt(app, { refuse: true });
  assertFailure(result, { step: 'authorization', cause: 'permission-denied', reason: /said "access_denied"/ });
});

const broken: readonly (readonly [string, (code: Code) => Promise<unknown>])[] = [
  ['was used before', code => code.consume()],
  ['has expired', code => expire(code)],
];

for (const [title, breakCode] of broken)
  test(`a sign-in ends with its reason: the code ${title}`, async () => {
    const result = await signInAt(app, {
      async beforeReturn(url) {
        const code = await provider.AuthorizationCode.find(url.searchParams.get('code') ?? '');
        await breakCode(code ?? assert.fail('no such code'));
      },
    });
    assertFailure(result, { step: 'token', cause: 'grant-invalid', reason: /said "invalid_grant"/ });
  });

const device: Request = { ...app, clientId: 'device', grant: { kind: 'device-code' } };

test('a device waits for as long as nobody has entered its code', async () => {
  let asked: DevicePrompt | undefined;
  const waited: number[] = [];
  const result = await signInAt(device, {
    outside: {
      showDeviceCode: prompt => {
        asked = prompt;
      },
      async wait(milliseconds) {
        waited.push(milliseconds);
        if (waited.length === 3) await browse(asked?.completeUrl ?? '');
      },
    },
  });
  assert.ok(tokensOf(result).accessToken);
  assert.deepEqual(waited, [5000, 5000, 5000]);
  assert.equal(result.exchanges.filter(({ response }) => response?.status === 400).length, 2);
});

test('a sign-in ends with its reason: somebody refuses the code of a device', async () => {
  const result = await signInAt(device, { refuse: true });
  assertFailure(result, { step: 'token', cause: 'permission-denied', reason: /refused the request/ });
});

test('a sign-in ends with its reason: nobody enters the code of a device', async () => {
  let asked: DevicePrompt | undefined;
  const result = await signInAt(device, {
    outside: {
      showDeviceCode: prompt => {
        asked = prompt;
      },
      async wait() {
        const code = await provider.DeviceCode.findByUserCode((asked?.userCode ?? '').replace('-', ''), {});
        await expire(code ?? assert.fail('no such code'));
      },
    },
  });
  assertFailure(result, { step: 'token', cause: 'grant-invalid', reason: /it has expired: start again/ });
});
