import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toSegments } from '../../src/panel/segments.ts';

test('a mark that touches a secret marks all of it', () => {
  assert.deepEqual(toSegments('Bearer abcdefghijklmnop', [{ start: 7, end: 23 }], [{ start: 9, end: 10 }]), [
    { text: 'Bearer ' },
    { text: 'abcdef…16', secret: true, marked: true },
  ]);
});

test('a mark cuts the text around it', () => {
  assert.deepEqual(toSegments('one two three', [], [{ start: 4, end: 7 }]), [
    { text: 'one ' },
    { text: 'two', marked: true },
    { text: ' three' },
  ]);
});

test('without secrets the segments are the text', () => {
  const span = fc.tuple(fc.nat(40), fc.nat(40)).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.array(span, { maxLength: 5 }), (text, marks) => {
      assert.equal(
        toSegments(text, [], marks)
          .map(segment => segment.text)
          .join(''),
        text,
      );
    }),
  );
});
