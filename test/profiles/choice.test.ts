import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseProfile, type ProfileChoice } from '../../src/profiles/choice.ts';
import type { ProfileEntry } from '../../src/profiles/model.ts';
import type { SendOptions } from '../../src/request/sender.ts';

const api = 'https://api.example';
const entries: readonly ProfileEntry[] = [
  { id: 'a', name: 'Orders', kind: 'oauth', origins: [api, 'https://orders.example'] },
  { id: 'b', name: 'Admin', kind: 'basic' },
];
const byOrigin: ProfileChoice = { kind: 'by-origin' };
const admin: ProfileChoice = { kind: 'chosen', id: 'b', origin: api };

interface Given {
  readonly url?: string;
  readonly header?: readonly [name: string, value: string];
  readonly options?: SendOptions;
}

/** Such as `Orders: kept`, `Admin: asked for first`. */
function choose(choice: ProfileChoice, { url = `${api}/orders`, header, options }: Given = {}): string {
  const headers = header ? [{ name: header[0], value: header[1] }] : [];
  const chosen = chooseProfile(entries, choice, { method: 'GET', url, headers }, options);
  if (chosen?.kind !== 'profile') return chosen ? `unknown ${chosen.name}` : 'none';
  return `${chosen.entry.name}: ${chosen.kept ? 'kept' : chosen.allowed ? 'allowed' : 'asked for first'}`;
}

for (const [title, choice, given, expected] of [
  ['of an origin that it is kept for', byOrigin, {}, 'Orders: kept'],
  ['to another port', byOrigin, { url: `${api}:8443/orders` }, 'none'],
  ['to the same host without TLS', byOrigin, { url: 'http://api.example/orders' }, 'none'],
  ['to a host that begins like it', byOrigin, { url: `${api}.test/orders` }, 'none'],
  ['with a header of its own', byOrigin, { header: ['authorization', 'Bearer x'] }, 'none'],
  ['with a header that was left empty', byOrigin, { header: ['Authorization', ' '] }, 'Orders: kept'],
  ['with a key of its own', byOrigin, { header: ['X-Api-Key', 'x'] }, 'none'],
  ['with a password in the address', byOrigin, { url: 'https://ada:x@api.example/' }, 'none'],
  ['that answers a Digest challenge', byOrigin, { options: { digest: { user: 'a', password: 'b' } } }, 'none'],
  ['that is to have none', { kind: 'none' }, {}, 'none'],
  ['that one was chosen for', admin, {}, 'Admin: allowed'],
  ['that went elsewhere since', admin, { url: 'https://other.example/' }, 'Admin: asked for first'],
  ['that names it', { kind: 'named', name: 'orders' }, {}, 'Orders: kept'],
  [
    'that names it and goes elsewhere',
    { kind: 'named', name: 'Orders' },
    { url: 'https://evil.example/' },
    'Orders: asked for first',
  ],
  ['that names one nobody knows', { kind: 'named', name: 'Payments' }, {}, 'unknown Payments'],
  ['that one was chosen for which is forgotten', { kind: 'chosen', id: 'z', origin: api }, {}, 'none'],
] as const)
  test(`the profile of a request ${title}: ${expected}`, () => {
    assert.equal(choose(choice, given), expected);
  });
