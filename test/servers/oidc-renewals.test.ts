// Fifty requests at once with one token that is no longer good: a real provider, which revokes everything when a refresh token
// comes twice, is asked once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outside, Tokens } from '../../src/oauth/model.ts';
import { renew } from '../../src/oauth/use-tokens.ts';
import type { Profile } from '../../src/profiles/model.ts';
import { type Renewal, Renewals, signedIn } from '../../src/profiles/renewals.ts';
import { issuer, outsideOf, provider, publicClient, signInAt } from './oidc.ts';
import { send } from './server.ts';

/** A profile in memory, as windows share it, and how often the token endpoint was asked. */
async function startWith(change: Partial<Tokens> = {}) {
  const result = await signInAt(publicClient);
  assert.equal(result.kind, 'signed-in');
  const tokens = { ...(result.kind === 'signed-in' && result.tokens), ...change } as Tokens;
  const places = { profile: { id: 'a', name: 'A', credentials: signedIn(publicClient, tokens) } as Profile, hits: 0 };
  const { outside } = outsideOf();
  const counting: Outside = {
    ...outside,
    send: (request, options, signal) => {
      if (request.method === 'POST') places.hits++;
      return outside.send(request, options, signal);
    },
  };
  const openWindow = () =>
    new Renewals({
      read: async () => places.profile,
      save: async profile => {
        places.profile = profile;
      },
      renew: (request, old) => renew(request, old, counting, new AbortController().signal),
    });
  return { places, tokens, openWindow };
}

const tokenOf = ({ credentials }: Profile) => (credentials.kind === 'oauth' ? credentials.tokens.accessToken : '');

async function askForUser(accessToken: string): Promise<number | undefined> {
  const { response } = await send({ url: `${issuer}/me`, headers: { Authorization: `Bearer ${accessToken}` } });
  return response?.status;
}

test('fifty requests that are refused at once cause one renewal, and all of them succeed with its token', async () => {
  const { places, tokens, openWindow } = await startWith();
  await (await provider.AccessToken.find(tokens.accessToken))?.destroy();
  const renewals = openWindow();
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, async () => {
      assert.equal(await askForUser(tokens.accessToken), 401);
      const renewal = await renewals.renew('a', tokens.accessToken);
      return renewal.kind === 'renewed' ? askForUser(tokenOf(renewal.profile)) : renewal.kind;
    }),
  );
  assert.deepEqual(new Set(outcomes), new Set([200]));
  assert.equal(places.hits, 1);
  assert.notEqual(tokenOf(places.profile), tokens.accessToken);
});

test('fifty renewals that fail ask once, all have the reason, and nothing is asked again until somebody wants it', async () => {
  const { places, tokens, openWindow } = await startWith({ refreshToken: 'revoked-long-ago' });
  const renewals = openWindow();
  const ask = () => Promise.all(Array.from({ length: 50 }, () => renewals.renew('a', tokens.accessToken)));
  const all: readonly Renewal[] = [...(await ask()), ...(await ask())];
  const reasons = new Set(all.map(renewal => (renewal.kind === 'failed' ? renewal.failure : renewal.kind)));
  assert.equal(reasons.size, 1);
  const failure = renewals.failureOf('a', tokens.accessToken);
  assert.match(failure?.reason ?? '', /The token endpoint said "invalid_grant"/);
  assert.ok(failure?.cause && failure.exchange);
  assert.equal(places.hits, 1);
  renewals.tryAgain('a');
  await ask();
  assert.equal(places.hits, 2);
});

test('a window takes the token that another one has got, before it asks and where it came too late', async () => {
  const { places, tokens, openWindow } = await startWith();
  const first = await openWindow().renew('a', tokens.accessToken);
  const second = await openWindow().renew('a', tokens.accessToken);
  assert.equal(places.hits, 1);
  assert.deepEqual(second, first);

  const { openWindow: openOther, places: late, tokens: spent } = await startWith({ refreshToken: 'revoked-long-ago' });
  const renewed: Profile = {
    ...late.profile,
    credentials: signedIn(publicClient, { ...spent, accessToken: 'by another' }),
  };
  const slow = openOther();
  const renewal = slow.renew('a', spent.accessToken);
  late.profile = renewed;
  assert.deepEqual(await renewal, { kind: 'renewed', profile: renewed });
  assert.equal(slow.failureOf('a', spent.accessToken), undefined);
});
