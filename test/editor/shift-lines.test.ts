import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shiftLines } from '../../src/editor/shift-lines.ts';

const lines = { first: 4, last: 6 };
const cases = [
  ['a change below leaves them', { first: 7, last: 9 }, 'x\ny', lines],
  ['lines that come above move them down', { first: 2, last: 2 }, 'x\ny\n', { first: 6, last: 8 }],
  ['lines that go above move them up', { first: 0, last: 2 }, '', { first: 2, last: 4 }],
  ['a change at their end is theirs', { first: 6, last: 7 }, '', undefined],
  ['a change that reaches into them is theirs', { first: 3, last: 4 }, 'x', undefined],
] as const;

for (const [title, changed, text, expected] of cases)
  test(title, () => assert.deepEqual(shiftLines(lines, changed, text), expected));
