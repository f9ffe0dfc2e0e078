import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SignInRequest } from '../../src/oauth/model.ts';
import { describeEntry } from '../../src/profiles/describe.ts';
import type { ReadyCredentials } from '../../src/profiles/model.ts';
import { credentialHeaders } from '../../src/profiles/put-credentials.ts';
import { isProfileKey, openProfiles } from '../../src/profiles/store.ts';

/** The two storages of an editor, in memory. */
function places() {
  const secrets = new Map<string, string>();
  const state = new Map<string, unknown>();
  return {
    secrets: {
      kept: secrets,
      get: async (key: string) => secrets.get(key),
      store: async (key: string, value: string) => void secrets.set(key, value),
      delete: async (key: string) => void secrets.delete(key),
    },
    globalState: {
      kept: state,
      get: <T>(key: string, otherwise: T) => (state.get(key) as T | undefined) ?? otherwise,
      update: async (key: string, value: unknown) => void state.set(key, value),
    },
  };
}

const request: SignInRequest = {
  issuer: 'https://login.example',
  clientId: 'web',
  authentication: { kind: 'client_secret_basic', secret: 'secret-of-client' },
  grant: { kind: 'client-credentials' },
};
const tokens = { accessToken: 'secret-access', tokenType: 'bearer', expiresAt: 60_000 };

const all: readonly ReadyCredentials[] = [
  { kind: 'basic', user: 'ada', password: 'secret-password' },
  { kind: 'bearer', token: 'secret-token' },
  { kind: 'api-key', header: 'X-API-Key', key: 'secret-key' },
  { kind: 'oauth', request, tokens },
];

test('credentials come back as they were kept, and the list beside them holds no secret', async () => {
  const own = places();
  const profiles = openProfiles(own);
  for (const credentials of all)
    await profiles.save({ id: credentials.kind, name: `my ${credentials.kind}`, credentials });
  for (const credentials of all)
    assert.deepEqual(await profiles.read(credentials.kind), {
      id: credentials.kind,
      name: `my ${credentials.kind}`,
      credentials,
    });
  assert.doesNotMatch(JSON.stringify([...own.globalState.kept]), /secret-/);
  assert.ok([...own.secrets.kept.keys()].every(isProfileKey));
});

test('new tokens take the place of the old ones, and the name and the last use stay', async () => {
  const profiles = openProfiles(places());
  await profiles.save({ id: 'a', name: 'old', credentials: { kind: 'oauth', request, tokens } });
  await profiles.rename('a', 'new');
  await profiles.markUsed('a', 1000);
  const profile = await profiles.read('a');
  assert.ok(profile);
  const renewed = { ...tokens, accessToken: 'b', expiresAt: 120_000 };
  await profiles.save({ ...profile, credentials: { kind: 'oauth', request, tokens: renewed } });
  assert.deepEqual(profiles.list(), [
    { id: 'a', name: 'new', kind: 'oauth', expiresAt: 120_000, renews: true, usedAt: 1000 },
  ]);
});

test('an origin has one profile, which stays when its tokens are renewed or it gets another name', async () => {
  const profiles = openProfiles(places());
  for (const id of ['a', 'b']) await profiles.save({ id, name: id, credentials: { kind: 'bearer', token: 't' } });
  const originsOf = (id: string) => profiles.list().find(entry => entry.id === id)?.origins ?? [];
  await profiles.useFor('a', 'https://one.example');
  await profiles.useFor('a', 'https://two.example');
  await profiles.useFor('b', 'https://one.example');
  await profiles.save({ id: 'a', name: 'a', credentials: { kind: 'bearer', token: 'new' } });
  await profiles.rename('b', 'other');
  assert.deepEqual([originsOf('a'), originsOf('b')], [['https://two.example'], ['https://one.example']]);
  await profiles.stopUsingFor('https://one.example');
  assert.deepEqual(originsOf('b'), []);
});

test('what is forgotten is in neither storage', async () => {
  const own = places();
  const profiles = openProfiles(own);
  await profiles.save({ id: 'a', name: 'a', credentials: { kind: 'bearer', token: 't' } });
  await profiles.save({ id: 'b', name: 'b', credentials: { kind: 'bearer', token: 't' } });
  await profiles.forget('a');
  assert.deepEqual(
    profiles.list().map(({ id }) => id),
    ['b'],
  );
  assert.equal(own.secrets.kept.size, 1);
  assert.equal(await profiles.read('a'), undefined);
});

test('credentials that the secret storage has lost are gone, and the entry says that there were some', async () => {
  const own = places();
  const profiles = openProfiles(own);
  await profiles.save({ id: 'a', name: 'a', credentials: { kind: 'bearer', token: 't' } });
  own.secrets.kept.clear();
  assert.equal(await profiles.read('a'), undefined);
  assert.equal(profiles.list().length, 1);
});

test('a token that is a JWT says when it expires', async () => {
  const profiles = openProfiles(places());
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const token = `${encode({ alg: 'HS256' })}.${encode({ exp: 60 })}.${'A'.repeat(43)}`;
  await profiles.save({ id: 'a', name: 'a', credentials: { kind: 'bearer', token } });
  assert.equal(profiles.list()[0]?.expiresAt, 60_000);
});

const minute = 60_000;

for (const [entry, words] of [
  [{ kind: 'basic' }, 'Basic · never used'],
  [{ kind: 'bearer', expiresAt: 9 * minute, usedAt: 3 * minute }, 'Bearer token · expires in 4 min · used 2 min ago'],
  [{ kind: 'bearer', expiresAt: minute }, 'Bearer token · expired 4 min ago · never used'],
  [{ kind: 'oauth', expiresAt: minute, renews: true }, 'OAuth · expired 4 min ago, renewed when used · never used'],
  [{ kind: 'oauth', expiresAt: minute }, 'OAuth · expired 4 min ago, sign in again · never used'],
  [{ kind: 'signed-out' }, 'OAuth · signed out · never used'],
  [{ kind: 'account' }, 'VS Code account · never used'],
  [{ kind: 'oauth' }, 'OAuth · no expiry known · never used'],
] as const)
  test(`the list says "${words}"`, () => {
    assert.equal(describeEntry({ id: 'a', name: 'a', ...entry }, 5 * minute), words);
  });

for (const [credentials, header] of [
  [all[0], { name: 'Authorization', value: `Basic ${btoa('ada:secret-password')}` }],
  [all[1], { name: 'Authorization', value: 'Bearer secret-token' }],
  [all[2], { name: 'X-API-Key', value: 'secret-key' }],
  [all[3], { name: 'Authorization', value: 'Bearer secret-access' }],
] as const)
  test(`${credentials?.kind} credentials are sent in ${header.name}`, async () => {
    assert.ok(credentials);
    const to = { method: 'GET', url: 'https://api.example/' };
    assert.deepEqual(await credentialHeaders(credentials, to, { id: 'a', now: 0 }), [header]);
  });
