import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainClaim, explainHeaderParameter, findProvider } from '../../src/jwt/claims.ts';
import { claimProviders } from '../../src/jwt/provider-claims.ts';
import { headerParameters, registeredClaims } from '../../src/jwt/registered-claims.ts';

function sourceOf(name: string, payload: object): string | undefined {
  return explainClaim(name, undefined, { payload: { [name]: 'x', ...payload } })?.source;
}

test('each name stands once in its table, with a meaning and a source', () => {
  for (const table of [registeredClaims, headerParameters]) {
    assert.equal(new Set(table.map(([name]) => name)).size, table.length);
    for (const [name, meaning, source] of table) assert.ok(meaning && !meaning.endsWith('.') && source, name);
  }
  for (const { title, claims } of claimProviders)
    assert.equal(new Set(claims.map(([name]) => name)).size, claims.length, title);
});

test('registered claims are explained with their section', () => {
  assert.equal(sourceOf('exp', {}), 'RFC 7519 §4.1.4');
  assert.equal(sourceOf('at_hash', {}), 'OpenID Connect Core §3.1.3.6');
  assert.equal(sourceOf('client_id', {}), 'RFC 8693 §4.3');
  assert.equal(sourceOf('htu', {}), 'RFC 9449 §4.2');
  assert.equal(explainHeaderParameter('kid')?.source, 'RFC 7515 §4.1.4');
});

const issuers: readonly [issuer: string, provider: string][] = [
  ['https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111/v2.0', 'Entra ID'],
  ['https://sts.windows.net/11111111-1111-1111-1111-111111111111/', 'Entra ID'],
  ['https://contoso.ciamlogin.com/11111111-1111-1111-1111-111111111111/v2.0', 'Entra ID'],
  ['https://dev-1.okta.com/oauth2/default', 'Okta'],
  ['https://dev-1.oktapreview.com', 'Okta'],
  ['https://a.eu.auth0.com/', 'Auth0'],
  ['https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AAAAAAAAA', 'Amazon Cognito'],
  ['https://sso.example.org/realms/main', 'Keycloak'],
  ['https://sso.example.org/auth/realms/main', 'Keycloak'],
  ['https://accounts.google.com', 'Google'],
  ['https://securetoken.google.com/project', 'Firebase'],
  ['https://abcdefghij.supabase.co/auth/v1', 'Supabase'],
  ['https://token.actions.githubusercontent.com', 'GitHub Actions'],
];

for (const [iss, title] of issuers) {
  test(`${iss} is known as ${title}`, () => assert.equal(findProvider({ payload: { iss } })?.title, title));
}

test('an issuer that only looks like a provider is none', () => {
  for (const iss of ['https://login.microsoftonline.com.example.org/x', 'https://okta.com.example.org', 'http://a/b'])
    assert.equal(findProvider({ payload: { iss } }), undefined);
});

test('a provider on a customer’s own domain is known by its claims', () => {
  assert.equal(findProvider({ payload: { iss: 'https://login.example.org', gty: 'password' } })?.title, 'Auth0');
  assert.equal(findProvider({ payload: { iss: 'https://id.example.org', token_use: 'id' } })?.title, 'Amazon Cognito');
});

test('the provider’s own meaning of a name comes before the registry’s', () => {
  assert.equal(sourceOf('roles', { iss: 'https://sts.windows.net/1/' }), 'Entra ID');
  assert.equal(sourceOf('roles', {}), 'RFC 9068 §2.2.3.1, RFC 7643 §4.1.2');
});

test('a name that one provider alone uses is explained without knowing the issuer', () => {
  assert.equal(sourceOf('cognito:username', {}), 'Amazon Cognito');
});

test('an unknown name, and one that objects inherit, are not explained', () => {
  for (const name of ['my_claim', 'constructor', '__proto__', 'toString'])
    assert.equal(explainClaim(name, 1, { payload: {} }), undefined);
});
