import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseChallenges } from '../../src/auth/challenges.ts';
import { checkChallenge, checkHeader } from '../../src/auth/check.ts';
import { problemKinds } from '../../src/auth/problems.ts';
import { encodeBasic } from '../../src/auth/schemes/basic.ts';
import { applyEdits } from '../../src/text/span.ts';

const jwt = `${btoa('{"alg":"HS256"}').replaceAll('=', '')}.${btoa('{"sub":"1"}').replaceAll('=', '')}.c2lnbmF0dXJlLW9mLWl0`;
const pair = encodeBasic('user', 'secret');
const key = 'k3y-9f8e7d6c5b4a';

function check(value: string) {
  return checkHeader('Authorization', value);
}

/** A value, what is wrong with it, and the value after the first fix where one is offered. */
const faults: [value: string, code: string, fixed?: string][] = [
  [`Bearer Bearer ${key}`, 'doubled-scheme', `Bearer ${key}`],
  [`Bearer bearer: ${key}`, 'doubled-scheme', `Bearer ${key}`],
  ['Bearer Bearer \0', 'doubled-scheme', 'Bearer \0'],
  [`Bearer Basic ${pair}`, 'doubled-scheme', `Basic ${pair}`],
  [`Bearer token ${key}`, 'doubled-scheme', `Bearer ${key}`],
  [`Bearer: ${key}`, 'scheme-punctuation', `Bearer ${key}`],
  [`Bearer=${key}`, 'scheme-punctuation', `Bearer ${key}`],
  [`Bearer, ${key}`, 'scheme-punctuation', `Bearer ${key}`],
  [`Bearer : ${key}`, 'scheme-punctuation', `Bearer ${key}`],
  [`Basic: ${pair}`, 'scheme-punctuation', `Basic ${pair}`],
  [`Bearer${jwt}`, 'missing-scheme-space', `Bearer ${jwt}`],
  ['Bearer\0', 'missing-scheme-space', 'Bearer \0'],
  [`basic_${pair}`, 'missing-scheme-space', `basic ${pair}`],
  ['Token\0', 'missing-scheme-space', 'Token \0'],
  [`Bearer"${key}"`, 'missing-scheme-space', `Bearer "${key}"`],
  [`Beaer ${key}`, 'scheme-typo', `Bearer ${key}`],
  ['Baerer \0', 'scheme-typo', 'Bearer \0'],
  [`BearerToken ${key}`, 'scheme-typo', `Bearer ${key}`],
  [`Basci ${pair}`, 'scheme-typo', `Basic ${pair}`],
  [`BearerBearer ${key}`, 'scheme-typo', `Bearer ${key}`],
  [jwt, 'missing-scheme', `Bearer ${jwt}`],
  [pair, 'missing-scheme', `Basic ${pair}`],
  [`Authorization: Bearer ${key}`, 'name-in-value', `Bearer ${key}`],
  [`"Bearer ${key}"`, 'quoted-token', `Bearer ${key}`],
  [`Bearer "${key}"`, 'quoted-token', `Bearer ${key}`],
  [`Bearer '\0'`, 'quoted-token', 'Bearer \0'],
  [`Bearer ${key}"`, 'quoted-token', `Bearer ${key}`],
  ['Bearer $\0', 'stray-delimiter', 'Bearer \0'],
  ['Bearer {\0}', 'stray-delimiter', 'Bearer \0'],
  ['Bearer \0}', 'stray-delimiter', 'Bearer \0'],
  ['Bearer', 'empty-credentials'],
  ['Bearer ', 'empty-credentials'],
  ['Bearer undefined', 'stringified-nothing'],
  ['Bearer [object Promise]', 'stringified-nothing'],
  ['Bearer %!s(MISSING)', 'stringified-nothing'],
  ['Bot None', 'stringified-nothing'],
  [`Basic ${encodeBasic('undefined', 'undefined')}`, 'stringified-nothing'],
  ['Bearer {{token}}', 'unresolved-variable'],
  ['Bearer ${TOKEN}', 'unresolved-variable'],
  ['Bearer $TOKEN', 'unresolved-variable'],
  ['Bearer %TOKEN%', 'unresolved-variable'],
  ['Token token="{{token}}"', 'unresolved-variable'],
  ['Bearer <token>', 'placeholder-value'],
  ['Bearer YOUR_API_KEY', 'placeholder-value'],
  ['Bearer sk-...', 'placeholder-value'],
  ['Bearer ghp_xxxxxxxxxxxx', 'placeholder-value'],
  [`Basic b'${pair}'`, 'bytes-literal', `Basic ${pair}`],
  [`Bearer%20${key}`, 'url-encoded-token', `Bearer ${key}`],
  ['Bearer a1b2%2Fc3d4', 'url-encoded-token', 'Bearer a1b2/c3d4'],
  [`Bearer ${key}, Basic ${pair}`, 'several-credentials', `Bearer ${key}`],
  [`Bearer ${key}, Accept: text/html`, 'several-credentials', `Bearer ${key}`],
  [`Bearer ${jwt.slice(0, 30)} ${jwt.slice(30)}`, 'space-in-token', `Bearer ${jwt}`],
  [`Bearer ${key},`, 'token68-character', `Bearer ${key}`],
  [`Bearer token="${key}"`, 'unexpected-parameters', `Bearer ${key}`],
  ['Bearer realm="a"', 'unexpected-parameters'],
  [`Basic ${jwt}`, 'scheme-credential-mismatch', `Bearer ${jwt}`],
  [`Bearer ${pair}`, 'scheme-credential-mismatch', `Basic ${pair}`],
  ['Basic user:secret', 'basic-not-encoded', `Basic ${pair}`],
  ['Basic user secret', 'basic-not-encoded', `Basic ${pair}`],
  ['Basic \0:\0', 'basic-not-encoded'],
  [`Basic ${btoa('user:secret\n')}`, 'basic-trailing-newline', `Basic ${pair}`],
  [`Basic ${btoa('user')}`, 'basic-without-colon', `Basic ${encodeBasic('user', '')}`],
  [`Basic ${btoa(pair)}`, 'basic-double-encoded', `Basic ${pair}`],
  [`Basic ${btoa(`Basic ${pair}`)}`, 'basic-encodes-scheme', `Basic ${pair}`],
  [`Basic ${pair.replaceAll('=', '')}`, 'basic-unpadded', `Basic ${pair}`],
  [`Basic ${btoa('u:??>').replaceAll('/', '_').replaceAll('+', '-')}`, 'basic-base64url', `Basic ${btoa('u:??>')}`],
  [`Basic ${btoa('us\x01er:secret')}`, 'basic-control-character'],
  [`Basic ${btoa('user:\xff')}`, 'basic-not-utf8', `Basic ${encodeBasic('user', 'ÿ')}`],
  ['Basic a', 'basic-invalid-base64'],
  [`Bearer ${key}\n`, 'control-character', `Bearer ${key}`],
  [`Bearer ${key}\u200b`, 'non-ascii-character', `Bearer ${key}`],
  [`Bearer ${key}\u2026`, 'non-ascii-character'],
  [` Bearer ${key}`, 'surrounding-space', `Bearer ${key}`],
  ['Bearer\t\0', 'tab-after-scheme', 'Bearer \0'],
  [`Bearer  ${key}`, 'extra-scheme-space', `Bearer ${key}`],
  [`bearer ${key}`, 'scheme-case', `Bearer ${key}`],
  ['', 'empty-value'],
  ['Digest username="a"', 'missing-parameter'],
  [
    'Digest username="a" realm="b", nonce="c", uri="/", response="0123456789abcdef0123456789abcdef"',
    'missing-comma',
    'Digest username="a", realm="b", nonce="c", uri="/", response="0123456789abcdef0123456789abcdef"',
  ],
  ['AWS4-HMAC-SHA256 Credential=AK/s3/aws4_request, SignedHeaders=host, Signature=\0', 'signature-parts'],
  ['Negotiate a', 'invalid-base64'],
];

for (const [value, code, fixed] of faults) {
  test(`${code} is found in ${JSON.stringify(value).slice(0, 60)}`, () => {
    const found = check(value);
    assert.ok(
      found.some(one => one.code === code),
      `found ${JSON.stringify(found.map(one => one.code))}`,
    );
    const fix = found.find(one => one.code === code)?.fixes[0];
    assert.equal(fix && applyEdits(value, fix.edits), fixed);
    if (fixed !== undefined) assert.ok(!check(fixed).some(one => one.code === code), 'the fix leaves the fault');
  });
}

const sound = [
  `Bearer ${jwt}`,
  `Bearer ${key}`,
  `Basic ${pair}`,
  `Basic ${encodeBasic('key', '')}`,
  `Basic ${encodeBasic('', 'token')}`,
  `Basic ${encodeBasic('jürgen', 'pä:ß')}`,
  'Bearer \0',
  'Bearer \0.\0.\0',
  'Bearer\0\0',
  'Basic \0',
  '\0',
  '\0 \0',
  '\0:\0',
  'Token \0',
  `token ${key}`,
  `Token token="${key}", nonce="def"`,
  `ApiKey user:${key}`,
  `SSWS ${key}`,
  `Bot ${key}`,
  'PVEAPIToken=user@pam!name=0f0f',
  'SharedKey account:c2lnbmF0dXJl',
  'AWS AKEXAMPLE:c2lnbmF0dXJl',
  `AWS4-HMAC-SHA256 Credential=AK/20240101/eu-west-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=${'0f'.repeat(32)}`,
  'AWS4-HMAC-SHA256 Credential=\0/\0/\0/s3/aws4_request, SignedHeaders=\0, Signature=\0',
  'Digest username="a", realm="b", nonce="c", uri="/?a=%20b%20", response="0123456789abcdef0123456789abcdef", qop=auth, nc=00000001, cnonce="d"',
  'Digest \0',
  'Digest \0, qop=auth',
  'Digest username="\0", \0',
  'AWS4-HMAC-SHA256 Credential=\0, \0, Signature=\0',
  'OAuth oauth_consumer_key="a", oauth_signature="a%2Bb%3D", oauth_signature_method="HMAC-SHA1"',
  'Hawk id="a", ts="1353832234", nonce="b", mac="c="',
  'Signature keyId="a",algorithm="rsa-sha256",headers="(request-target) date",signature="c2ln"',
  'Negotiate YIIJvw==',
  `Custom ${key}`,
  'Custom a=b, c="d e"',
];

for (const value of sound) {
  test(`nothing is said about ${JSON.stringify(value).slice(0, 60)}`, () => assert.deepEqual(check(value), []));
}

test('a likely placeholder and an odd character are only worth a word', () => {
  assert.deepEqual(
    check('Bearer test-token').map(({ severity }) => severity),
    ['hint'],
  );
  assert.deepEqual(
    check('Bearer 1|kP3xQ').map(({ severity }) => severity),
    ['info'],
  );
  assert.deepEqual(
    check(key).map(({ code, severity }) => [code, severity]),
    [['missing-scheme', 'info']],
  );
});

test('a misspelt header name is found, by itself or by its value', () => {
  const found = (name: string, value: string) => checkHeader(name, value).map(({ code }) => code);
  assert.deepEqual(found('Authorisation', 'anything'), ['header-name']);
  assert.deepEqual(found('Authorization:', `Bearer ${key}`), ['header-name']);
  assert.deepEqual(found('Authentication', `Bearer ${key}`), ['header-name']);
  assert.deepEqual(found('Authentication', 'required'), []);
  assert.deepEqual(found('Author', 'Jane'), []);
  assert.deepEqual(found('X-Api-Key', 'undefined'), ['stringified-nothing']);
  assert.deepEqual(found('X-Api-Key', key), []);
});

const challengeFaults: [value: string, code: string][] = [
  ['Basic', 'missing-parameter'],
  ['Basic realm=a', 'parameter-quoting'],
  ['Basic realm="a", charset="latin1"', 'parameter-value'],
  ['Digest realm="a"', 'missing-parameter'],
  ['Digest realm="a", nonce="b", algorithm=SHA', 'parameter-value'],
  ['Bearer error="nope"', 'parameter-value'],
  ['Bearer error=', 'parameter-without-value'],
  ['Bearer service="registry"', 'missing-parameter'],
  ['NTLM abcde', 'invalid-base64'],
  ['PrivateToken realm="a"', 'missing-parameter'],
];

for (const [value, code] of challengeFaults) {
  test(`the challenge ${value} has the fault ${code}`, () => {
    assert.deepEqual(
      parseChallenges(value)
        .value.flatMap(checkChallenge)
        .map(one => one.code),
      [code],
    );
  });
}

test('sound challenges have no fault', () => {
  for (const value of [
    'Basic realm="a", charset="UTF-8"',
    'Bearer',
    'Bearer realm="a", error="invalid_token", error_description="The token expired", scope="a b"',
    'Digest realm="a", qop="auth, auth-int", nonce="b", algorithm=SHA-256, stale=TRUE',
    'DPoP error="use_dpop_nonce", algs="ES256"',
    'Negotiate, NTLM',
    'Custom a=b',
  ])
    assert.deepEqual(parseChallenges(value).value.flatMap(checkChallenge), [], value);
});

test('no message shows the secret, whatever is wrong with the value', () => {
  const secret = 'Zq8wXv3nR5tY';
  const shapes = [
    `Bearer ${secret},`,
    `Bearer Bearer ${secret}`,
    `Bearer "${secret}"`,
    `Basic user:${secret}`,
    `Basic user ${secret}`,
    `Bearer ${secret}, Basic ${btoa(`u:${secret}`)}`,
    `Basic ${btoa(`${secret}\n`)}`,
    `Bearer${secret}9`,
    `Bearer: ${secret}`,
    `${secret}9`,
    `Bearer ${secret} ${secret}`,
    `Bearer ${secret}, ${secret}`,
    `Bearer ${secret}@x`,
    `Bearer b'${secret}'`,
  ];
  for (const value of shapes)
    for (const { message } of check(value)) assert.ok(!message.includes(secret.slice(0, 8)), `${value}: ${message}`);
});

test('messages are one line without a final full stop', () => {
  for (const [value] of faults) for (const { message } of check(value)) assert.ok(!/[.\n]$/.test(message), message);
});

test('every kind of problem is found by some case here or is one of the grammar', () => {
  const grammar = [
    'folded-line',
    'unexpected-text',
    'misplaced-parameter',
    'token68-with-parameters',
    'duplicate-parameter',
    'unquoted-value',
    'unterminated-quote',
    'space-around-equals',
    'header-name',
    'parameter-value',
    'parameter-quoting',
    'parameter-without-value',
  ];
  const covered = new Set([...faults.map(([, code]) => code), ...grammar]);
  assert.deepEqual(
    Object.keys(problemKinds).filter(code => !covered.has(code)),
    [],
  );
});

test('nothing throws, spans and edits stay inside the value, and opaque pieces are never reported', () => {
  const piece = fc.constantFrom(
    'Basic',
    'Bearer',
    'Digest',
    'AWS4-HMAC-SHA256',
    'Token',
    ' ',
    ',',
    '"',
    "'",
    '=',
    ':',
    '%20',
    '{',
    '}',
    '$',
    'eyJ',
    'abc',
    '==',
    '\0',
    '\n',
    'é',
  );
  const noise = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 16 }).map(parts => parts.join('')),
  );
  fc.assert(
    fc.property(noise, value => {
      for (const { span, fixes, message } of check(value)) {
        assert.ok(span.start >= 0 && span.start <= span.end && span.end <= value.length);
        assert.ok(!message.includes('\0'));
        for (const { span, text } of fixes.flatMap(fix => fix.edits)) {
          assert.ok(span.start >= 0 && span.end <= value.length);
          assert.ok(!(value.slice(span.start, span.end) + text).includes('\0'));
        }
      }
    }),
    { numRuns: 1000 },
  );
});

test('safe fixes, applied one after the other, come to an end', () => {
  const piece = fc.constantFrom(...faults.map(([value]) => value), ' ', ',', '"', ':', 'Bearer ', '\u200b', '\n');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 3 }), parts => {
      let value = parts.join('');
      for (let step = 0; step < 20; step++) {
        const fix = check(value).find(one => one.fixes[0]?.safe)?.fixes[0];
        if (!fix) return;
        value = applyEdits(value, fix.edits);
      }
      assert.fail(`still changing: ${value}`);
    }),
    { numRuns: 300 },
  );
});

test('a value of many kilobytes is judged at once', () => {
  for (const piece of ['Bearer ', 'a,', '<a', '${', '%2', ' "', 'a=b, ', '\u200b', '\n', 'A'.repeat(64)]) {
    const start = process.cpuUsage().user;
    check(`Bearer ${piece.repeat(100_000 / piece.length)}`);
    assert.ok(process.cpuUsage().user - start < 1_000_000, `slow on ${JSON.stringify(piece)}`);
  }
});
