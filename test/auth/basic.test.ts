import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeBase64, encodeBase64 } from '../../src/auth/base64.ts';
import { decodeBasic, encodeBasic } from '../../src/auth/schemes/basic.ts';

test('the examples of RFC 7617 are read', () => {
  const first = decodeBasic('QWxhZGRpbjpvcGVuIHNlc2FtZQ==');
  assert.deepEqual([first?.user, first?.password, first?.problems], ['Aladdin', 'open sesame', []]);
  const second = decodeBasic('dGVzdDoxMjPCow==');
  assert.deepEqual([second?.user, second?.password, second?.problems], ['test', '123£', []]);
});

test('the first colon splits', () => {
  const decoded = decodeBasic(encodeBasic('user', 'a:b:c'));
  assert.deepEqual([decoded?.user, decoded?.password], ['user', 'a:b:c']);
});

test('bytes that are not UTF-8 are read as ISO-8859-1', () => {
  const decoded = decodeBasic('/HNlcjpwYXNzd/ZyZA==');
  assert.deepEqual([decoded?.user, decoded?.password, decoded?.problems], ['üser', 'passwörd', ['not-utf8']]);
});

test('what is odd about a value is named', () => {
  const oddities = (text: string) => decodeBasic(text)?.problems;
  assert.deepEqual(oddities('dXNlcg=='), ['no-colon']);
  assert.deepEqual(oddities('dXNlcjpw'), []);
  assert.deepEqual(oddities('dTpwYQ'), ['unpadded']);
  assert.deepEqual(oddities('dTpwCg=='), ['trailing-newline']);
  assert.deepEqual(oddities('dQE6cA=='), ['control-character']);
  assert.deepEqual(oddities('dTo_Pz4='), ['base64url']);
  assert.equal(oddities('a'), undefined);
  assert.equal(oddities('ab=c'), undefined);
  assert.equal(oddities('ab==='), undefined);
});

test('user name and password are read back as they were encoded', () => {
  const sound = fc.string({ unit: 'grapheme' }).filter(text => !/[\x00-\x1f\x7f]/.test(text));
  fc.assert(
    fc.property(
      sound.filter(user => !user.includes(':')),
      sound,
      (user, password) => {
        const decoded = decodeBasic(encodeBasic(user, password));
        assert.deepEqual([decoded?.user, decoded?.password, decoded?.problems], [user, password, []]);
      },
    ),
    { numRuns: 200 },
  );
});

test('base64 agrees with that of the platform', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), bytes => {
      assert.equal(encodeBase64(bytes), Buffer.from(bytes).toString('base64'));
      assert.deepEqual([...(decodeBase64(encodeBase64(bytes))?.bytes ?? [])], [...bytes]);
      assert.deepEqual([...(decodeBase64(Buffer.from(bytes).toString('base64url'))?.bytes ?? [])], [...bytes]);
    }),
    { numRuns: 200 },
  );
});
