import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseCredentials } from '../../src/auth/credentials.ts';
import { sliceSpan } from '../../src/text/span.ts';

const cases: [title: string, value: string, scheme: string, read: string, problems: string[]][] = [
  ['a token', 'Bearer abc.def', 'Bearer', 'abc.def', []],
  ['parameters', 'Digest username="a", qop=auth', 'Digest', 'username=a qop=auth', []],
  ['white space around the value', '  Bearer abc ', 'Bearer', 'abc', []],
  ['a scheme alone', 'Negotiate', 'Negotiate', '', []],
  ['a trailing comma after parameters', 'Digest realm="a", ', 'Digest', 'realm=a', []],
  [
    'values with signs in a scheme that has its own grammar',
    'AWS4-HMAC-SHA256 Credential=A/20240101/r/s3/aws4_request, SignedHeaders=a;b, Signature=0f',
    'AWS4-HMAC-SHA256',
    'credential=A/20240101/r/s3/aws4_request signedheaders=a;b signature=0f',
    [],
  ],
  ['a pair with a colon in a scheme that has its own grammar', 'SharedKey account:abc=', 'SharedKey', '', []],
  ['a token glued on with an equals sign', 'PVEAPIToken=u@pam!n=0f', 'PVEAPIToken', '', []],
  ['an opaque piece', 'Bearer a\0b', 'Bearer', 'a\0b', []],
  ['a raw key', 'sk_1234', '', '', ['missing-scheme']],
  ['raw base64', 'QVFJQzV3=', '', '', ['missing-scheme']],
  ['a sign in the token', 'Bearer a@b', 'Bearer', '', ['unexpected-text']],
  ['a space in the token', 'Bearer a b', 'Bearer', 'a', ['unexpected-text']],
  ['a pair that was not encoded', 'Basic user:secret', 'Basic', '', ['unexpected-text']],
  ['a second set of credentials', 'Bearer a, Basic b', 'Bearer', 'a', ['several-credentials']],
  ['a line break at the end', 'Bearer abc\n', 'Bearer', 'abc', ['control-character']],
];

for (const [title, value, scheme, content, problems] of cases) {
  test(`credentials with ${title} are read`, () => {
    const { value: credentials, problems: found } = parseCredentials(value);
    const params = credentials?.params.map(one => `${one.name}=${one.value}`) ?? [];
    assert.equal(credentials?.scheme, scheme);
    const text = credentials?.token68Span ? sliceSpan(value, credentials.token68Span) : params.join(' ');
    assert.equal(scheme === 'SharedKey' || scheme === 'PVEAPIToken' ? '' : text, content);
    assert.deepEqual(
      found.map(({ code }) => code),
      problems,
    );
  });
}

test('what follows the scheme is kept as written', () => {
  assert.equal(parseCredentials('Custom  a b:c ').value?.rest, 'a b:c');
  assert.equal(parseCredentials('PVEAPIToken=u@pam!n=0f').value?.rest, 'u@pam!n=0f');
});

test('an empty value has no credentials', () => {
  for (const value of ['', '   ']) {
    assert.equal(parseCredentials(value).value, undefined);
    assert.equal(parseCredentials(value).problems[0]?.code, 'empty-value');
  }
});

test('nothing throws, and spans name the text they came from', () => {
  const piece = fc.constantFrom(
    'Basic',
    'Bearer',
    'Digest',
    'AWS4-HMAC-SHA256',
    ' ',
    ',',
    '"',
    '=',
    'realm',
    't0ken',
    '\t',
    '\0',
    ':',
  );
  const noise = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 16 }).map(parts => parts.join('')),
  );
  fc.assert(
    fc.property(noise, value => {
      const { value: credentials, problems } = parseCredentials(value);
      if (credentials) {
        assert.equal(sliceSpan(value, credentials.schemeSpan), credentials.scheme);
        assert.equal(sliceSpan(value, credentials.restSpan), credentials.rest);
        if (credentials.token68Span) assert.equal(sliceSpan(value, credentials.token68Span), credentials.token68);
      }
      for (const { span } of problems) assert.ok(span.start >= 0 && span.start <= span.end && span.end <= value.length);
    }),
    { numRuns: 1000 },
  );
});
