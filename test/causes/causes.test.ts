import assert from 'node:assert/strict';
import { test } from 'node:test';
import { causeById, causes, findCause } from '../../src/causes/catalogue.ts';
import { causeDocumentation } from '../../src/causes/documentation.ts';

test('the ids of the causes are a contract: none is renamed or lost', () => {
  const contract =
    'credentials-missing wrong-header-name header-dropped-on-redirect header-stripped-by-intermediary malformed-header placeholder-credentials scheme-mismatch token-expired token-not-yet-valid clock-skew token-malformed signature-invalid signing-key-unknown algorithm-not-allowed issuer-mismatch audience-mismatch wrong-token-type token-revoked token-unknown claim-missing insufficient-scope step-up-required sender-proof-invalid invalid-credentials invalid-api-key account-disabled credentials-expired auth-method-disabled session-expired csrf-token-invalid client-authentication-failed grant-invalid digest-mismatch request-signature-mismatch negotiate-failed wrong-environment proxy-authentication-required client-not-allowed permission-denied server-misconfigured not-an-auth-failure';
  const ids = new Set<string>(causes.map(({ id }) => id));
  for (const id of contract.split(' ')) assert.ok(ids.has(id), id);
  assert.equal(ids.size, causes.length);
});

test('a cause is found by its id, and a stranger is not', () => {
  assert.equal(causeById('token-expired').title, 'The token has expired');
  assert.equal(findCause('token-expired')?.group, 'token');
  assert.equal(findCause('toString'), undefined);
});

for (const cause of causes) {
  test(`the page of ${cause.id} says what both sides can do`, () => {
    for (const texts of [cause.tell, cause.caller, cause.server])
      assert.ok(texts.length > 0 && texts.every(text => text.length > 10));
    assert.ok(cause.references.length > 0);
    assert.doesNotMatch(cause.title, /\.$/);
    const page = causeDocumentation(cause);
    assert.ok(page.startsWith(`# ${cause.title}\n\n\`${cause.id}\`\n\n`));
    for (const heading of [
      'How to tell',
      'What the caller does',
      'What the server’s author does',
      'How not to be misled',
      'References',
    ])
      assert.ok(page.includes(`\n## ${heading}\n`), heading);
  });
}
