import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kindOf } from '../../src/jwt/kind-of.ts';

const cases: readonly [name: string, header: object, payload: object, kind: string | undefined][] = [
  ['at+jwt', { typ: 'at+jwt' }, {}, 'access'],
  ['the full media type in another case', { typ: 'application/AT+JWT' }, {}, 'access'],
  ['dpop+jwt', { typ: 'dpop+jwt' }, {}, 'dpop-proof'],
  ['logout+jwt', { typ: 'logout+jwt' }, {}, 'logout'],
  ['a credential', { typ: 'dc+sd-jwt' }, { vct: 'x' }, 'credential'],
  ['a typ that objects inherit', { typ: 'constructor' }, {}, undefined],
  ['Cognito, access', {}, { token_use: 'access', client_id: 'c' }, 'access'],
  ['Cognito, ID', {}, { token_use: 'id', aud: 'c' }, 'id'],
  ['Keycloak, access', {}, { typ: 'Bearer', azp: 'c' }, 'access'],
  ['Keycloak, offline', {}, { typ: 'Offline' }, 'refresh'],
  ['Django simplejwt, refresh', {}, { token_type: 'refresh' }, 'refresh'],
  ['a claim that says refresh_token', {}, { tokenType: 'refresh_token', scope: 's' }, 'refresh'],
  ['Flask, access', {}, { type: 'access', fresh: false }, 'access'],
  ['OIDC with at_hash', {}, { aud: 'c', at_hash: 'x', nonce: 'n' }, 'id'],
  ['OIDC with nonce', { typ: 'JWT' }, { aud: 'c', nonce: 'n', email: 'e' }, 'id'],
  ['Google ID token', {}, { aud: 'c', azp: 'c', email: 'e', email_verified: true }, 'id'],
  ['Auth0 access token', { typ: 'JWT' }, { aud: ['api'], azp: 'c', scope: 'read' }, 'access'],
  ['Okta access token', {}, { cid: 'c', scp: ['read'] }, 'access'],
  ['Entra access token', {}, { scp: 'User.Read', auth_time: 1 }, 'access'],
  ['back-channel logout', {}, { events: { 'http://schemas.openid.net/event/backchannel-logout': {} } }, 'logout'],
  [
    'security event',
    {},
    { events: { 'https://schemas.openid.net/secevent/risc/event-type/account-disabled': {} } },
    'security-event',
  ],
  ['a proof without typ', {}, { htm: 'GET', htu: 'https://a/' }, 'dpop-proof'],
  ['client assertion', {}, { iss: 'c', sub: 'c', aud: 'https://as/token', jti: 'j' }, 'client-assertion'],
  [
    'client assertion without jti',
    {},
    { iss: 'c', sub: 'c', aud: 'https://as.example/oauth/token' },
    'client-assertion',
  ],
  [
    'Google service account',
    {},
    { iss: 'a@b', scope: 's', aud: 'https://oauth2.googleapis.com/token' },
    'grant-assertion',
  ],
  ['Entra app-only access token', {}, { aud: 'api://x', appid: 'c', roles: ['r'] }, 'access'],
  ['Entra ID token', {}, { aud: 'c', preferred_username: 'u', tid: 't', ver: '2.0' }, 'id'],
  ['Web Push', { alg: 'ES256' }, { aud: 'https://push.example', sub: 'mailto:a@example.org' }, 'vapid'],
  ['Supabase key', {}, { role: 'service_role', iss: 'supabase' }, 'api-key'],
  ['nothing that tells', { typ: 'JWT' }, { sub: 'a', iat: 1 }, undefined],
  ['a role alone', {}, { sub: 'a', role: 'admin' }, undefined],
];

for (const [name, header, payload, kind] of cases) {
  test(`${name}: ${kind ?? 'no guess'}`, () => {
    const guess = kindOf({ header: { ...header }, payload: { ...payload } });
    assert.equal(guess?.kind, kind);
    if (guess) assert.match(guess.because, /\w/);
  });
}
