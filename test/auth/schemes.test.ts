import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCredentials } from '../../src/auth/credentials.ts';
import { suggestHeaderName } from '../../src/auth/header-names.ts';
import { type ProblemKind, problemKinds } from '../../src/auth/problems.ts';
import { readAwsScope } from '../../src/auth/schemes/aws4.ts';
import { findScheme, isScheme, schemes } from '../../src/auth/schemes/index.ts';
import { readNegotiateToken } from '../../src/auth/schemes/negotiate.ts';
import { editDistance, isMisspelling } from '../../src/auth/spelling.ts';

/** IANA, HTTP Authentication Scheme Registry. */
const registry = [
  'Basic',
  'Bearer',
  'Concealed',
  'Digest',
  'DPoP',
  'GNAP',
  'HOBA',
  'Mutual',
  'Negotiate',
  'OAuth',
  'PrivateToken',
  'SCRAM-SHA-1',
  'SCRAM-SHA-256',
  'vapid',
];

test('every scheme of the IANA registry is known', () => {
  for (const name of registry) assert.equal(findScheme(name)?.name, name);
});

test('scheme names are compared without regard to case', () => {
  assert.equal(findScheme('bEARER')?.name, 'Bearer');
  assert.equal(findScheme('Beare'), undefined);
  assert.equal(findScheme('constructor'), undefined);
  assert.ok(isScheme('DIGEST', 'Digest'));
});

test('every entry is sound: one per name, tables lower-cased, words without a final full stop', () => {
  assert.equal(new Set(schemes.map(({ name }) => name.toLowerCase())).size, schemes.length);
  for (const { name, source, summary, challengeParameters = [], credentialParameters = [] } of schemes) {
    assert.match(name, /^[A-Za-z][\w-]*$/);
    assert.ok(source !== '' && summary !== '' && !summary.endsWith('.'), name);
    for (const rule of [...challengeParameters, ...credentialParameters]) {
      assert.equal(rule.name, rule.name.toLowerCase());
      assert.ok(!rule.meaning.endsWith('.'), `${name} ${rule.name}`);
    }
  }
});

test('every kind of problem has words and a source', () => {
  for (const [code, { summary, source }] of Object.entries<ProblemKind>(problemKinds)) {
    assert.match(code, /^[a-z0-9-]+$/);
    assert.ok(summary !== '' && !summary.endsWith('.') && source !== '', code);
  }
});

test('a scope of AWS names key, date, region and service', () => {
  assert.deepEqual(readAwsScope('AK/20240101/eu-west-1/s3/aws4_request'), {
    accessKey: 'AK',
    date: '20240101',
    region: 'eu-west-1',
    service: 's3',
  });
  assert.deepEqual(readAwsScope('A/K/20240101/eu-west-1/s3/aws4_request')?.accessKey, 'A/K');
  assert.deepEqual(readAwsScope('AK/20240101/s3/aws4_request'), { accessKey: 'AK', date: '20240101', service: 's3' });
  assert.equal(readAwsScope('AK/2024/eu-west-1/s3/aws4_request'), undefined);
  assert.equal(readAwsScope('AK'), undefined);
});

test('the mechanism of a Negotiate token is read from its first bytes', () => {
  const encode = (...bytes: number[]) => Buffer.from(bytes).toString('base64');
  const ntlm = (type: number) => encode(...Buffer.from('NTLMSSP\0'), type, 0, 0, 0);
  assert.deepEqual(readNegotiateToken(ntlm(1)), { kind: 'ntlm', message: 'negotiate' });
  assert.deepEqual(readNegotiateToken(ntlm(3)), { kind: 'ntlm', message: 'authenticate' });
  assert.deepEqual(readNegotiateToken(encode(0x60, 0x10, 0x06, 0x06, 0x2b, 6, 1, 5, 5, 2)), { kind: 'spnego' });
  assert.deepEqual(readNegotiateToken(encode(0x60, 0x82, 1, 1, 0x06, 0x06, 0x2b, 6, 1, 5, 5, 2)), { kind: 'spnego' });
  assert.equal(readNegotiateToken('YWJj'), undefined);
  assert.equal(readNegotiateToken('?'), undefined);
});

test('the example of RFC 7616 has the parameters that its section names', () => {
  const { value } = parseCredentials(
    'Digest username="Mufasa", realm="http-auth@example.org", uri="/dir/index.html", algorithm=MD5, nc=00000001, qop=auth',
  );
  assert.deepEqual(
    value?.params.map(({ name }) => name),
    ['username', 'realm', 'uri', 'algorithm', 'nc', 'qop'],
  );
});

test('the distance of words counts letters added, dropped, changed and swapped', () => {
  assert.equal(editDistance('bearer', 'bearer'), 0);
  assert.equal(editDistance('beaer', 'bearer'), 1);
  assert.equal(editDistance('baerer', 'bearer'), 1);
  assert.equal(editDistance('kitten', 'sitting'), 3);
  assert.ok(isMisspelling('bearerr', 'bearer', 2));
  assert.ok(!isMisspelling('bearer', 'bearer', 2));
});

test('a header name that was meant is written in the case that was used', () => {
  assert.equal(suggestHeaderName('authorisation', ''), 'authorization');
  assert.equal(suggestHeaderName('Proxy-Authorisation', ''), 'Proxy-Authorization');
  assert.equal(suggestHeaderName('Authorization ', ''), 'Authorization');
  assert.equal(suggestHeaderName('Bearer', 'Bearer abc'), 'Authorization');
  for (const name of ['Authorization', 'proxy-authorization', 'Accept', 'Authority', 'Author', 'X-Token', 'Automation'])
    assert.equal(suggestHeaderName(name, 'abc'), undefined, name);
});
