import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { describeVerification, secretNameOf, verifyWithText } from '../../src/oauth/verification.ts';

const at = Date.UTC(2026, 0, 1);
const secret = 'a-secret-of-the-test-with-enough-bytes';

function signWith(key: Uint8Array): Promise<string> {
  return new SignJWT({ sub: 'ada' }).setProtectedHeader({ alg: 'HS256' }).sign(key);
}

async function verdict(token: string, text: string): Promise<string> {
  return describeVerification(await verifyWithText(token, text, 'what was pasted', () => at), 'UTC');
}

test('a pasted secret verifies as text and as the bytes that its base64 stands for', async () => {
  const bytes = new TextEncoder().encode(secret);
  const expected = 'verified with key from what was pasted at 2026-01-01 00:00:00 UTC';
  assert.equal(await verdict(await signWith(bytes), secret), expected);
  assert.equal(await verdict(await signWith(bytes), Buffer.from(bytes).toString('base64')), expected);
});

test('a wrong secret does not match, and is not called wrong base64', async () => {
  const token = await signWith(new TextEncoder().encode(secret));
  for (const wrong of [`${secret}!`, 'dGhlIHdyb25nIHNlY3JldCB0aGF0IGlzIGxvbmc='])
    assert.match(await verdict(token, wrong), /^does not match key from what was pasted/);
});

test('a PEM that lost its line breaks in an input box still verifies, and so do JWK and JWK set', async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const token = await new SignJWT({ sub: 'ada' }).setProtectedHeader({ alg: 'ES256', kid: 'one' }).sign(privateKey);
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one' };
  const pem = (await exportSPKI(publicKey)).replaceAll('\n', '');
  for (const text of [pem, JSON.stringify(jwk), JSON.stringify({ keys: [jwk] })])
    assert.match(await verdict(token, text), /^verified with key /);
  assert.match(await verdict(token, secret), /^wrong key: ES256 needs/);
});

test('a secret is remembered for the issuer and the key that the token names, or not at all', async () => {
  const key = new TextEncoder().encode(secret);
  const named = new SignJWT({ iss: 'https://login.test' }).setProtectedHeader({ alg: 'HS256', kid: 'one' });
  assert.equal(secretNameOf(await named.sign(key)), 'token secret ["https://login.test","one"]');
  assert.equal(secretNameOf(await signWith(key)), undefined);
});
