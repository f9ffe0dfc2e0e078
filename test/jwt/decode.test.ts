import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeToken } from '../../src/jwt/decode.ts';
import { encode, fakeSignature, token } from './tokens.ts';

const header = encode({ alg: 'HS256' });
const payload = encode({ sub: 'a' });

// RFC 7515 App. A.1 and A.5: JSON with CRLF and blanks in it.
const claimsOfTheRfc = 'eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ';

test('the example of RFC 7515 App. A.1 decodes', () => {
  const compact = `eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.${claimsOfTheRfc}.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk`;
  const decoded = decodeToken(compact);
  assert.equal(decoded.kind, 'jws');
  assert.deepEqual('payload' in decoded && decoded.payload, {
    iss: 'joe',
    exp: 1300819380,
    'http://example.com/is_root': true,
  });
});

test('the example of RFC 7515 App. A.5 is unsecured', () => {
  assert.equal(decodeToken(`eyJhbGciOiJub25lIn0.${claimsOfTheRfc}.`).kind, 'unsecured');
});

const undecodable: readonly [name: string, compact: string, code: string][] = [
  ['nothing', '', 'segment-count'],
  ['two parts', `${header}.${payload}`, 'segment-count'],
  ['four parts', 'a.b.c.d', 'segment-count'],
  ['a thousand dots', '.'.repeat(1000), 'segment-count'],
  ['an empty header', `.${payload}.abc`, 'empty-header'],
  ['a header with a blank', ` ${header}.${payload}.abc`, 'header-not-base64url'],
  ['a header that is text', `${encode('alg')}.${payload}.abc`, 'header-not-json'],
  ['a header that is a list', `${encode([])}.${payload}.abc`, 'header-not-object'],
  ['the JSON serialization', '{"payload":"e30","protected":"e30","signature":"e30"}', 'json-serialization'],
];

for (const [name, compact, code] of undecodable) {
  test(`${name} cannot be decoded: ${code}`, () => {
    const decoded = decodeToken(compact);
    assert.ok(decoded.kind === 'undecodable');
    assert.equal(decoded.code, code);
    assert.match(decoded.reason, /\w/);
  });
}

const faulty: readonly [name: string, compact: string, code: string][] = [
  [
    'a payload in plain base64',
    `${header}.${Buffer.from('{"q":"??>>"}').toString('base64')}.abc`,
    'payload-not-base64url',
  ],
  ['a padded payload', `${header}.${Buffer.from('{"a":12}').toString('base64')}.abc`, 'payload-not-base64url'],
  ['a payload with a blank', `${header}.a b.abc`, 'payload-not-base64url'],
  [
    'a payload in ISO-8859-1',
    `${header}.${Buffer.from('{"a":"é"}', 'latin1').toString('base64url')}.abc`,
    'payload-not-utf8',
  ],
  ['a payload that is a list', `${header}.${encode([1])}.abc`, 'payload-not-object'],
  ['a payload that is text', `${header}.${encode('text')}.abc`, 'payload-not-json'],
  ['no payload', `${header}..${fakeSignature(32)}`, 'empty-payload'],
  ['stray bits', `${header}.${payload}.AB`, 'signature-non-canonical-base64url'],
  ['a signature with a question mark', `${header}.${payload}.ab?`, 'signature-not-base64url'],
  [
    'a claim that is there twice',
    `${header}.${encode('{"a":{"b":1,"b":2},"c":"a\\":","exp":1, "\\u0065xp" :2}')}.abc`,
    'duplicate-name',
  ],
  [
    'a header parameter that is there twice',
    `${encode('{"alg":"none","alg":"HS256"}')}.${payload}.abc`,
    'duplicate-name',
  ],
  ['no signature', `${header}.${payload}.`, 'empty-signature'],
];

for (const [name, compact, code] of faulty) {
  test(`${name} is reported: ${code}`, () => {
    const decoded = decodeToken(compact);
    assert.ok(decoded.kind !== 'undecodable');
    const problem = decoded.problems.find(each => each.code === code);
    assert.match(problem?.source ?? '', /^RFC \d{4}/);
  });
}

test('a payload in ISO-8859-1 is read all the same', () => {
  const decoded = decodeToken(`${header}.${Buffer.from('{"a":"é"}', 'latin1').toString('base64url')}.abc`);
  assert.deepEqual('payload' in decoded && decoded.payload, { a: 'é' });
});

test('a member named __proto__ is a claim like any other', () => {
  const decoded = decodeToken(`${header}.${encode('{"__proto__":{"exp":1}}')}.abc`);
  assert.ok('payload' in decoded && decoded.payload);
  assert.equal(decoded.payload.exp, undefined);
});

test('equal names at different depths, and names as values, are no duplicates', () => {
  const decoded = decodeToken(`${header}.${encode('{"a":{"a":["a"]},"b":"a","c":["b",{"b":1}]}')}.abc`);
  assert.ok('problems' in decoded && decoded.problems.every(({ code }) => code !== 'duplicate-name'));
});

test('any claims come back as they were', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), claims => {
      const decoded = decodeToken(token(claims));
      assert.deepEqual('payload' in decoded && decoded.payload, JSON.parse(JSON.stringify(claims)));
    }),
    { numRuns: 300 },
  );
});

test('no text makes the decoder throw', () => {
  const segment = fc.oneof(fc.string(), fc.jsonValue().map(encode), fc.constantFrom('', header, payload, '=', 'a'));
  fc.assert(
    fc.property(fc.array(segment, { maxLength: 6 }), segments => {
      decodeToken(segments.join('.'));
    }),
    { numRuns: 1000 },
  );
});
