import assert from 'node:assert/strict';
import { test } from 'node:test';
import { notesOf } from '../../src/editor/token-notes.ts';
import type { DecodedToken } from '../../src/jwt/model.ts';

const minute = 60_000;
const now = 1_800_000_000_000;

function token(exp?: number): DecodedToken {
  const payload = exp === undefined ? {} : { exp: (now + exp) / 1000 };
  return { kind: 'jws', compact: '', header: { alg: 'HS256' }, payload, problems: [] };
}

test('a line with one token has its words', () => {
  assert.deepEqual(notesOf([{ line: 3, column: 9, token: token(-120 * minute) }], now, 5 * minute), [
    { line: 3, column: 9, kind: 'expired', text: 'expired 2 h ago' },
  ]);
});

test('a line with several tokens has the words of each, and the colour of the worst', () => {
  const tokens = [60 * 24, 4, 60 * 24].map(minutes => ({ line: 0, column: 70, token: token(minutes * minute) }));
  assert.deepEqual(notesOf(tokens, now, 5 * minute), [
    { line: 0, column: 70, kind: 'expiring', text: 'expires in 24 h · expires in 4 min' },
  ]);
});

test('a token without expiry is coloured as neither good nor bad', () => {
  assert.equal(notesOf([{ line: 0, column: 0, token: token() }], now, 0)[0]?.kind, 'other');
});
