import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeKey, findAlgorithm, signatureAlgorithms } from '../../src/jwt/algorithms.ts';

test('each algorithm stands once, with its section', () => {
  assert.equal(new Set(signatureAlgorithms.map(({ name }) => name)).size, signatureAlgorithms.length);
  for (const { name, source } of signatureAlgorithms) assert.match(source, /^(?:RFC \d{4} §[\d.]+|FIPS 204)$/, name);
});

test('algorithm names are compared as they are written (RFC 7515 §4.1.1)', () => {
  assert.equal(findAlgorithm('HS256')?.keyKind, 'secret');
  assert.equal(findAlgorithm('hs256'), undefined);
  assert.equal(findAlgorithm(5), undefined);
});

test('the key that an algorithm needs is told in words', () => {
  const words = ['HS256', 'RS256', 'ES384', 'EdDSA'].map(name => {
    const algorithm = findAlgorithm(name);
    return algorithm && describeKey(algorithm);
  });
  assert.deepEqual(words, [
    'the shared secret',
    'an RSA public key',
    'an EC public key (P-384)',
    'an Edwards-curve public key (Ed25519 or Ed448)',
  ]);
});
