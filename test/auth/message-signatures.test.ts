import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkHeader } from '../../src/auth/check.ts';
import { parseSignatureInput } from '../../src/auth/schemes/message-signatures.ts';
import { parseDictionary } from '../../src/auth/structured-fields.ts';

test('the example of RFC 9421 §2.5 is read', () => {
  const value =
    'sig1=("@method" "@authority" "@path" "content-digest" "content-length" "content-type");created=1618884473;keyid="test-key-rsa-pss"';
  const { value: inputs, problems } = parseSignatureInput(value);
  assert.deepEqual(problems, []);
  assert.deepEqual(inputs, [
    {
      label: 'sig1',
      components: ['@method', '@authority', '@path', 'content-digest', 'content-length', 'content-type'],
      created: 1618884473,
      keyid: 'test-key-rsa-pss',
      span: { start: 0, end: value.length },
    },
  ]);
});

test('several signatures and parameters of components are read', () => {
  const { value, problems } = parseSignatureInput(
    'a=("@query-param";name="x" "@query-param";name="y"), b=();alg="ed25519"',
  );
  assert.deepEqual(problems, []);
  assert.deepEqual(
    value.map(({ label, alg }) => [label, alg]),
    [
      ['a', undefined],
      ['b', 'ed25519'],
    ],
  );
});

const faults: [value: string, words: RegExp][] = [
  ['sig1', /list of components/],
  ['sig1=("@method" "@method")', /listed twice/],
  ['sig1=("Date")', /lower case/],
  ['sig1=("@nope")', /no derived component/],
  ['sig1=(date)', /quoted string/],
  ['sig1=("date");alg="rsa"', /no registered algorithm/],
  ['sig1=("date");created=2;expires=1', /ends before/],
  ['sig1=("date"', /counts as absent/],
  ['sig1=("date"),', /counts as absent/],
];

for (const [value, words] of faults) {
  test(`the fault in ${value} is named`, () => {
    assert.match(
      checkHeader('Signature-Input', value)
        .map(({ message }) => message)
        .join('\n'),
      words,
    );
  });
}

test('items of every kind are read', () => {
  const { members, faultAt } = parseDictionary('a="x\\"y", b=:YQ==:, c=-1.5, d=?0, e=t/k, f;p=1');
  assert.equal(faultAt, undefined);
  assert.deepEqual(
    members.map(({ items }) => items[0]?.value),
    [
      { kind: 'string', text: 'x"y' },
      { kind: 'bytes', text: 'YQ==' },
      { kind: 'number', number: -1.5 },
      { kind: 'boolean', on: false },
      { kind: 'token', text: 't/k' },
      { kind: 'boolean', on: true },
    ],
  );
});

test('nothing throws', () => {
  const piece = fc.constantFrom('a', '=', '(', ')', '"', ';', ',', ' ', ':', '1', '?1', '@method', '\\');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), parts => {
      parseSignatureInput(parts.join(''));
    }),
    { numRuns: 500 },
  );
});
