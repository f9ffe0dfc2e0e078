import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SessionTokens } from '../../src/oauth/session-tokens.ts';
import { renew } from '../../src/oauth/use-tokens.ts';
import { sender } from '../request/sending.ts';
import { answering, oauthError, requestAt, run, token } from './signing-in.ts';

/** A session whose time is told, and how often somebody signed in. */
function sessionOf() {
  const clock = { now: 0, signIns: 0, again: async (): Promise<unknown> => undefined };
  const outside = {
    send: sender.send,
    now: () => clock.now,
    wait: async () => undefined,
    listen: () => Promise.reject(new Error('nobody')),
    openBrowser: async () => false,
    showDeviceCode: () => undefined,
    readFile: async () => '',
  };
  const session = new SessionTokens({
    now: outside.now,
    async signIn(request, _name, again) {
      Object.assign(clock, { signIns: clock.signIns + 1, again });
      const result = await run(request, outside);
      return result.kind === 'signed-in' ? result.tokens : undefined;
    },
    renew: (request, tokens) => renew(request, tokens, outside, new AbortController().signal),
  });
  return { clock, session };
}

test('tokens serve all who ask until they run out, and are then renewed by their refresh token', async () => {
  const server = await answering(token({ refresh_token: 'r' }), token({ access_token: 'b' }));
  const { clock, session } = sessionOf();
  const request = requestAt(server);
  const both = await Promise.all([session.get('a.http', request, 'api'), session.get('a.http', request, 'api')]);
  assert.deepEqual(
    both.map(tokens => tokens?.accessToken),
    ['a', 'a'],
  );
  assert.equal(server.received.length, 1);
  clock.now = 60_000;
  assert.equal((await session.get('a.http', request, 'api'))?.accessToken, 'b');
  assert.match(server.received[1]?.body ?? '', /grant_type=refresh_token/);
  assert.equal(clock.signIns, 1);
});

test('where a refresh token is good for nothing, somebody signs in', async () => {
  const refused = oauthError(400, { error: 'invalid_grant' });
  const server = await answering(token({ refresh_token: 'r' }), refused, token({ access_token: 'b' }));
  const { clock, session } = sessionOf();
  await session.get('a.http', requestAt(server), 'api');
  clock.now = 60_000;
  assert.equal((await session.get('a.http', requestAt(server), 'api'))?.accessToken, 'b');
  assert.equal(clock.signIns, 2);
});

test('another file, or another client, signs in by itself', async () => {
  const server = await answering(token());
  const { clock, session } = sessionOf();
  await session.get('a.http', requestAt(server), 'api');
  await session.get('b.http', requestAt(server), 'api');
  await session.get('a.http', requestAt(server, { clientId: 'other' }), 'api');
  assert.equal(clock.signIns, 3);
});

test('a token that was good and is refused is not used again, and one that never was is not fetched anew', async () => {
  const server = await answering(token(), token({ access_token: 'b' }));
  const { session } = sessionOf();
  const get = async () => (await session.get('a.http', requestAt(server), 'api'))?.accessToken;
  const answered = (status: number) => session.settle(sent => sent === 'a', status);
  await get();
  answered(401);
  assert.equal(await get(), 'a');
  answered(200);
  answered(401);
  assert.equal(await get(), 'b');
});

test('a sign-in that failed is made again, and what it then brings is kept', async () => {
  const server = await answering(oauthError(401, { error: 'invalid_client' }), token());
  const { clock, session } = sessionOf();
  assert.equal(await session.get('a.http', requestAt(server), 'api'), undefined);
  await clock.again();
  assert.equal((await session.get('a.http', requestAt(server), 'api'))?.accessToken, 'a');
  assert.equal(clock.signIns, 2);
});
