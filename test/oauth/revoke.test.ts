import assert from 'node:assert/strict';
import { test } from 'node:test';
import { revoke } from '../../src/oauth/revoke.ts';
import { type Loopback, reply } from '../request/loopback.ts';
import { sender, start } from '../request/sending.ts';
import { json, oauthError, requestAt } from './signing-in.ts';

const outside = { send: sender.send, readFile: () => Promise.reject(new Error('no such file')) };
const tokens = { accessToken: 'the-access-token', refreshToken: 'the-refresh-token', tokenType: 'bearer' };

/** Where tokens are ended, which answers so; without an answer, the server has no such place. */
async function revokeAt(answer?: (body: string) => string | Buffer) {
  const server: Loopback = await start(({ target, body }) => {
    if (target === '/revoke') return answer?.(body) ?? reply(404);
    const metadata = { issuer: server.url(''), token_endpoint: server.url('/token') };
    return reply(
      200,
      json,
      JSON.stringify({ ...metadata, ...(answer && { revocation_endpoint: server.url('/revoke') }) }),
    );
  });
  const request = requestAt(server, { issuer: server.url(''), endpoints: {} });
  const result = await revoke(request, tokens, outside, new AbortController().signal);
  const sent = server.received
    .filter(({ target }) => target === '/revoke')
    .map(({ body }) => new URLSearchParams(body));
  return { result, sent };
}

test('the refresh token is ended before the access token', async () => {
  const { result, sent } = await revokeAt(() => reply(200));
  assert.deepEqual(result, { kind: 'revoked' });
  assert.deepEqual(
    sent.map(form => [form.get('token'), form.get('token_type_hint')]),
    [
      ['the-refresh-token', 'refresh_token'],
      ['the-access-token', 'access_token'],
    ],
  );
});

test('an access token that the server cannot end is said to be left', async () => {
  const { result } = await revokeAt(body =>
    body.includes('hint=access') ? oauthError(400, { error: 'unsupported_token_type' }) : reply(204),
  );
  assert.deepEqual(result, { kind: 'revoked', left: true });
});

test('a server without such a place offers none', async () => {
  const { result, sent } = await revokeAt();
  assert.deepEqual([result.kind, sent.length], ['not-offered', 0]);
});

for (const [title, answer, reason] of [
  ['the client is refused', oauthError(401, { error: 'invalid_client' }), /said "invalid_client"/],
  [
    'it echoes the token',
    oauthError(400, { error: 'x', error_description: 'the-refresh-token is bad' }),
    /the-re…\S+ is bad/,
  ],
  ['it fails', reply(503), /revocation endpoint answered 503/],
] as const)
  test(`a server that ends no token is explained: ${title}`, async () => {
    const { result } = await revokeAt(() => answer);
    assert.ok(result.kind === 'failed' && result.exchange);
    assert.match(result.reason, reason);
  });
