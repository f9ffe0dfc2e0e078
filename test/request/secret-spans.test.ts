import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { maskText } from '../../src/panel/segments.ts';
import { secretsInBody, secretsInHeader, secretsInUrl } from '../../src/request/secret-spans.ts';

const secret = 'S3cretS3cretS3cret';
const mask = 'S3cret…18';
const jwt = `eyJ${'a'.repeat(20)}.eyJ${'b'.repeat(20)}.${'c'.repeat(20)}`;

const headers: readonly (readonly [string, string, string])[] = [
  ['Authorization', `Bearer ${secret}`, `Bearer ${mask}`],
  ['authorization', `Bearer Bearer ${secret}`, `Bearer Bearer ${mask}`],
  ['Authorization', `Bearer: ${secret}`, `Bearer: ${mask}`],
  ['Authorization', `Bearer="${secret}"`, `Bearer="S3cre…20`],
  ['Authorization', secret, mask],
  ['Authorization', 'Bearer undefined', 'Bearer undefined'],
  ['Authorization', 'Bearer {{token}}', 'Bearer {{token}}'],
  ['Proxy-Authorization', `Basic ${secret}`, `Basic ${mask}`],
  ['X-Api-Key', secret, mask],
  ['X-Api-Key', 'YOUR_API_KEY', 'YOUR_API_KEY'],
  ['Cookie', `theme=dark; sid=${secret}`, `theme=…4; sid=${mask}`],
  ['Set-Cookie', `sid=${secret}; Path=/; HttpOnly`, `sid=${mask}; Path=/; HttpOnly`],
  ['Location', `https://a.example/cb?code=${secret}&state=1`, `https://a.example/cb?code=${mask}&state=1`],
  ['WWW-Authenticate', 'Bearer realm="x", error="invalid_token"', 'Bearer realm="x", error="invalid_token"'],
  ['X-Forwarded-Note', `see ${jwt} there`, `see eyJaaa…${jwt.length} there`],
  ['Content-Type', 'application/json', 'application/json'],
];

for (const [name, value, shown] of headers)
  test(`${name}: ${value.slice(0, 40)} is shown as ${shown.slice(0, 40)}`, () => {
    assert.equal(maskText(value, secretsInHeader(name, value)), shown);
  });

test('the parameters of a Digest answer that give nothing away stay readable', () => {
  const value = `Digest username="ada", realm="x", nonce="n", uri="/a", response="${'0'.repeat(32)}"`;
  const shown = maskText(value, secretsInHeader('Authorization', value));
  assert.match(shown, /^Digest username="ada", realm="x", nonce="n", uri="\/a", response=/);
  assert.doesNotMatch(shown, /0{8}/);
});

test('a password in a URL and secrets in its query and fragment are found', () => {
  const url = `https://ada:${secret}@a.example/x?api_key=${secret}&page=2#access_token=${secret}`;
  assert.equal(
    maskText(url, secretsInUrl(url)),
    `https://ada:${mask}@a.example/x?api_key=${mask}&page=2#access_token=${mask}`,
  );
});

test('a token that stands in the place of the user name of a URL is found', () => {
  for (const after of ['@', ':@'])
    assert.equal(
      maskText(`https://${secret}${after}a.example/x`, secretsInUrl(`https://${secret}${after}a.example/x`)),
      `https://${mask}${after}a.example/x`,
    );
  assert.deepEqual(secretsInUrl('https://a.example/@ada'), []);
});

test('secret fields of JSON and of forms are found', () => {
  const json = `{"access_token": "${secret}", "token_type": "Bearer", "user": {"password":"${secret}"}, "n": [1, "x"]}`;
  assert.equal(
    maskText(json, secretsInBody(json)),
    `{"access_token": "${mask}", "token_type": "Bearer", "user": {"password":"${mask}"}, "n": [1, "x"]}`,
  );
  const form = `grant_type=refresh_token&refresh_token=${secret}&client_id=me`;
  assert.equal(maskText(form, secretsInBody(form)), `grant_type=refresh_token&refresh_token=${mask}&client_id=me`);
});

test('no text makes it throw, and the spans lie in the text in order', () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'eyJ.=&"{}: ;?#@/\\Bearer') }));
  fc.assert(
    fc.property(
      text,
      fc.constantFrom('Authorization', 'Cookie', 'Set-Cookie', 'Location', 'X-Token'),
      (value, name) => {
        for (const spans of [secretsInHeader(name, value), secretsInUrl(value), secretsInBody(value)]) {
          let at = 0;
          for (const { start, end } of spans) {
            assert.ok(start >= at && end > start && end <= value.length);
            at = end;
          }
        }
      },
    ),
    { numRuns: 1000 },
  );
});

test('a token in brackets is no placeholder', () => {
  for (const value of [`[${jwt}]`, `<${jwt}>`, `{${jwt}}`])
    assert.ok(!maskText(value, secretsInHeader('Authorization', value)).includes(jwt), value);
});

test('a long token never crosses whole, whatever surrounds it', () => {
  const around = fc.string({ maxLength: 20 });
  fc.assert(
    fc.property(around, around, (before, after) => {
      const value = `${before}${jwt}${after}`;
      assert.ok(!maskText(value, secretsInHeader('Authorization', value)).includes(jwt));
      assert.ok(!maskText(value, secretsInBody(value)).includes(jwt));
    }),
    { numRuns: 500 },
  );
});
