import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeToken } from '../../src/jwt/decode.ts';
import type { TokenProblem } from '../../src/jwt/model.ts';
import { encode, fakeSignature, now, nowSeconds, token } from './tokens.ts';

const iat = nowSeconds;
const exp = nowSeconds + 600;

function problemsOf(payload: object, header: object = {}, signature = fakeSignature(32)): readonly TokenProblem[] {
  const decoded = decodeToken(token(payload, { alg: 'HS256', ...header }, signature));
  assert.ok(decoded.kind !== 'undecodable');
  return decoded.problems;
}

const good: readonly [name: string, payload: object, header?: object, signature?: string][] = [
  ['an ordinary token', { iss: 'i', sub: 's', aud: 'a', iat, exp }],
  ['fractions of seconds', { aud: 'a', iat: iat + 0.5, exp: exp + 0.25 }],
  ['several audiences', { aud: ['a', 'b'], exp }],
  [
    'an access token by RFC 9068',
    { iss: 'i', sub: 's', aud: 'a', client_id: 'c', jti: 'j', iat, exp },
    { typ: 'at+jwt', alg: 'ES256', kid: 'k' },
    fakeSignature(64),
  ],
  ['a refresh token that lives long', { token_type: 'refresh', iat, exp: iat + 30 * 86_400 }],
  ['a credential that lives for years', { vct: 'x', iat, exp: iat + 1e8 }, { typ: 'dc+sd-jwt' }],
  [
    'a DPoP proof',
    { jti: 'j', htm: 'GET', htu: 'https://a/', iat },
    { typ: 'dpop+jwt', alg: 'ES256', jwk: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' } },
    fakeSignature(64),
  ],
  ['an RSA key of an unusual size', { aud: 'a', exp }, { alg: 'RS256' }, fakeSignature(320)],
  ['an understood extension', { aud: 'a', exp }, { crit: ['exp'], exp }],
  ['an unknown algorithm', { aud: 'a', exp }, { alg: 'XX1' }],
];

for (const [name, ...parts] of good) {
  test(`${name} has no problems`, () => assert.deepEqual(problemsOf(...parts), []));
}

const bad: readonly [code: string, payload: object, header?: object, signature?: string][] = [
  ['alg-none', { aud: 'a', exp }, { alg: 'none' }, ''],
  ['alg-none', { aud: 'a', exp }, { alg: 'nOnE' }],
  ['none-with-signature', { aud: 'a', exp }, { alg: 'none' }],
  ['empty-signature', { aud: 'a', exp }, { alg: 'RS256' }, ''],
  ['signature-length', { aud: 'a', exp }, { alg: 'HS512' }],
  ['signature-length', { aud: 'a', exp }, { alg: 'ES256' }, fakeSignature(71)],
  ['signature-length', { aud: 'a', exp }, { alg: 'RS256' }],
  ['exp-not-number', { aud: 'a', exp: `${exp}` }],
  ['iat-not-number', { aud: 'a', exp, iat: null }],
  ['nbf-not-number', { aud: 'a', exp, nbf: 'x' }],
  ['exp-in-milliseconds', { aud: 'a', exp: now }],
  ['iat-in-milliseconds', { aud: 'a', exp, iat: now }],
  ['exp-beyond-year-9999', { aud: 'a', exp: 1e15 * 7 }],
  ['exp-before-iat', { aud: 'a', iat, exp: iat - 1 }],
  ['exp-before-nbf', { aud: 'a', nbf: exp, exp }],
  ['exp-missing', { aud: 'a' }],
  ['aud-missing', { exp }],
  ['aud-type', { aud: [1], exp }],
  ['iss-not-string', { iss: 1, aud: 'a', exp }],
  ['sub-not-string', { sub: 1, aud: 'a', exp }],
  ['claims-missing', { iss: 'i', sub: 's', aud: 'a', iat, exp }, { typ: 'at+jwt' }],
  ['lifetime-long', { aud: 'a', scope: 'read', iat, exp: iat + 30 * 86_400 }],
  ['logout-nonce', { iss: 'i', aud: 'a', iat, jti: 'j', events: {}, nonce: 'n' }, { typ: 'logout+jwt' }],
  [
    'typ-mismatch',
    { iss: 'i', sub: 's', aud: 'a', client_id: 'c', jti: 'j', iat, exp, at_hash: 'x' },
    { typ: 'at+jwt' },
  ],
  ['typ-misspelt', { aud: 'a', exp }, { typ: 'at-jwt' }],
  ['typ-misspelt', { aud: 'a', exp }, { typ: 'DPoP JWT' }],
  ['typ-not-string', { aud: 'a', exp }, { typ: 1 }],
  ['dpop-typ', { jti: 'j', htm: 'GET', htu: 'https://a/', iat }, { typ: 'JWT' }],
  ['dpop-jwk-missing', { jti: 'j', htm: 'GET', htu: 'https://a/', iat }, { typ: 'dpop+jwt' }],
  ['dpop-alg', { jti: 'j', htm: 'GET', htu: 'https://a/', iat }, { typ: 'dpop+jwt', jwk: {} }],
  ['private-key-in-header', { aud: 'a', exp }, { jwk: { kty: 'EC', d: 'x' } }],
  ['crit-invalid', { aud: 'a', exp }, { crit: [] }],
  ['crit-absent', { aud: 'a', exp }, { crit: ['x'] }],
  ['crit-registered', { aud: 'a', exp }, { crit: ['alg'] }],
  ['b64-false', { aud: 'a', exp }, { b64: false, crit: ['b64'] }],
  ['zip-without-encryption', { aud: 'a', exp }, { zip: 'DEF' }],
  ['jku-not-https', { aud: 'a', exp }, { jku: 'http://a/' }],
  ['kid-suspicious', { aud: 'a', exp }, { kid: '../../dev/null' }],
];

for (const [code, ...parts] of bad) {
  test(`${code} is reported for ${JSON.stringify(parts.slice(0, 2)).slice(0, 90)}`, () => {
    const problem = problemsOf(...parts).find(each => each.code === code);
    assert.ok(
      problem,
      problemsOf(...parts)
        .map(each => each.code)
        .join(),
    );
    assert.match(problem.source ?? '', /§|FIPS/);
    assert.doesNotMatch(problem.message, /\.$/);
  });
}

test('an encrypted token is told about its weak key encryption', () => {
  const decoded = decodeToken([encode({ alg: 'RSA1_5', enc: 'A128GCM' }), 'AAAA', 'AAAA', 'AAAA', 'AAAA'].join('.'));
  assert.deepEqual('problems' in decoded && decoded.problems.map(({ code }) => code), ['rsa1-5']);
});

test('messages never hold more than a little of what the token says', () => {
  const long = 'x'.repeat(5000);
  for (const { message } of problemsOf({ exp: long }, { crit: [long], typ: long, kid: `../${long}` }))
    assert.ok(message.length < 200);
});

test('no claims make the checks throw', () => {
  const names = fc.constantFrom(
    'exp',
    'nbf',
    'iat',
    'aud',
    'iss',
    'sub',
    'events',
    'crit',
    'jwk',
    'typ',
    'kid',
    'token_use',
  );
  const object = fc.dictionary(names, fc.jsonValue());
  fc.assert(
    fc.property(object, object, (payload, header) => {
      decodeToken(token(payload, header));
    }),
    { numRuns: 500 },
  );
});
