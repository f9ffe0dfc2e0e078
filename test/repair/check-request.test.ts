import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkRequest } from '../../src/repair/check-request.ts';

const hour = 3_600_000;

function warnings(url: string, value: string, now = 0): readonly string[] {
  return checkRequest({ method: 'GET', url, headers: [{ name: 'Authorization', value }] }, now).map(
    ({ message }) => message,
  );
}

function bearer(claims: object): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  return `Bearer ${encode({ alg: 'HS256' })}.${encode(claims)}.${'A'.repeat(43)}`;
}

test('a token that has expired is named with its age', () => {
  assert.deepEqual(warnings('https://api.example.com/', bearer({ exp: 3600 }), 3 * hour), [
    'The token in "Authorization" expired 2 h ago: get a new one first',
  ]);
});

test('a token that has not expired, or does not say when it will, is no matter', () => {
  assert.deepEqual(warnings('https://api.example.com/', bearer({ exp: 3600 })), []);
  assert.deepEqual(warnings('https://api.example.com/', bearer({ sub: 'ada' })), []);
});

test('a malformed header, a variable without a value and a secret in the open are told', () => {
  assert.equal(warnings('https://api.example.com/', 'Bearer Bearer abc0123456789').length, 1);
  assert.deepEqual(warnings('https://api.example.com/', 'Bearer {{token}}'), [
    '"{{token}}" in "Authorization" has no value: it would be sent as it stands',
  ]);
  assert.match(warnings('http://api.example.com/', 'Bearer abc0123456789')[0] ?? '', /unencrypted/);
});

test('a request that stays on this computer is not held back', () => {
  for (const url of ['http://localhost:3000/', 'http://127.0.0.1/', 'http://[::1]:8080/'])
    assert.deepEqual(warnings(url, 'Bearer Bearer {{token}}'), [], url);
});
