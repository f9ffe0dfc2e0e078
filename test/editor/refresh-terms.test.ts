import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientOf, keptNameOf, whyNotRefreshable } from '../../src/editor/refresh-terms.ts';
import { findTokens } from '../../src/jwt/find.ts';
import type { DecodedToken } from '../../src/jwt/model.ts';
import { tokenWith } from '../cli/cli.ts';

function token(claims: object, header?: object): DecodedToken {
  const [found] = findTokens(tokenWith(claims, header));
  assert.ok(found);
  return found;
}

const iss = 'https://id.test';

test('access and ID tokens with an issuer can be refreshed, and tokens whose kind nothing tells', () => {
  for (const claims of [
    { iss, scope: 'read' },
    { iss, nonce: 'n', auth_time: 1 },
    { iss, sub: 'ada' },
  ])
    assert.equal(whyNotRefreshable(token(claims)), undefined);
});

test('other tokens cannot, and it is said why', () => {
  assert.match(whyNotRefreshable(token({ sub: 'ada' })) ?? '', /does not say who issued it/);
  assert.match(whyNotRefreshable(token({ iss, typ: 'Refresh' })) ?? '', /Only access and ID tokens/);
  assert.match(whyNotRefreshable(token({ iss, htm: 'GET', htu: iss })) ?? '', /Only access and ID tokens/);
  assert.match(whyNotRefreshable(token({ iss, scope: 'read', cnf: { jkt: 'x' } })) ?? '', /bound to a key/);
});

test('the client is the one that the token was issued to, as each provider calls it', () => {
  assert.equal(clientOf({ azp: 'web' }), 'web');
  assert.equal(clientOf({ cid: 'okta' }), 'okta');
  assert.equal(clientOf({ appid: 'entra' }), 'entra');
  assert.equal(clientOf({ client_id: '', sub: 'ada' }), undefined);
});

test('a refresh token is kept for one issuer, user and client', () => {
  const name = keptNameOf(token({ iss, sub: 'ada', azp: 'web' }));
  assert.equal(name, 'refresh token ["https://id.test","ada","web"]');
  assert.notEqual(keptNameOf(token({ iss, sub: 'bob', azp: 'web' })), name);
});
