import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LineIndex } from '../../src/text/line-index.ts';
import { maskSecret } from '../../src/text/mask.ts';
import { applyEdits } from '../../src/text/span.ts';

test('edits refer to the original text, whatever their order', () => {
  const edits = [
    { span: { start: 7, end: 7 }, text: '!' },
    { span: { start: 0, end: 2 }, text: 'AB' },
    { span: { start: 3, end: 4 }, text: '' },
  ];
  assert.equal(applyEdits('ab-cd-e', edits), 'AB-d-e!');
});

test('of two overlapping edits the one that starts first wins', () => {
  const edits = [
    { span: { start: 1, end: 3 }, text: 'x' },
    { span: { start: 2, end: 4 }, text: 'y' },
  ];
  assert.equal(applyEdits('abcd', edits), 'axd');
});

test('lines end at LF, CRLF and a lone CR', () => {
  const index = new LineIndex('a\nb\r\nc\rd');
  assert.equal(index.lineCount, 4);
  assert.deepEqual(index.position(5), { line: 2, column: 0 });
  assert.deepEqual(index.lineSpan(1), { start: 2, end: 5 });
});

test('every offset survives the way to a position and back', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r', 'é', '😀') }), fc.nat(), (text, seed) => {
      const offset = seed % (text.length + 1);
      const index = new LineIndex(text);
      assert.equal(index.offset(index.position(offset)), offset);
    }),
  );
});

test('a mask shows six characters of a long secret and none of a short one', () => {
  assert.equal(maskSecret('abcdefghijklmnop'), 'abcdef…16');
  assert.equal(maskSecret('hunter2'), '…7');
});
