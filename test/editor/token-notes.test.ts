import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextNoteChange, notesOf } from '../../src/editor/token-notes.ts';
import type { DecodedToken } from '../../src/jwt/model.ts';

const minute = 60_000;
const now = 1_800_000_000_000;
const relative = { soon: 5 * minute, times: 'relative' } as const;
const absolute = { soon: 5 * minute, times: 'absolute' } as const;

function token(exp?: number): DecodedToken {
  return tokenOf(exp === undefined ? {} : { exp: (now + exp) / 1000 });
}

function tokenOf(payload: Record<string, unknown>): DecodedToken {
  return { kind: 'jws', compact: '', header: { alg: 'HS256' }, payload, problems: [] };
}

test('a line with one token has its words', () => {
  assert.deepEqual(notesOf([{ line: 3, column: 9, token: token(-120 * minute) }], now, relative), [
    { line: 3, column: 9, kind: 'expired', text: 'expired 2 h ago' },
  ]);
});

test('a line with several tokens has the words of each, and the colour of the worst', () => {
  const tokens = [60 * 24, 4, 60 * 24].map(minutes => ({ line: 0, column: 70, token: token(minutes * minute) }));
  assert.deepEqual(notesOf(tokens, now, relative), [
    { line: 0, column: 70, kind: 'expiring', text: 'expires in 24 h · expires in 4 min' },
  ]);
});

test('a token without expiry is coloured as neither good nor bad', () => {
  assert.equal(notesOf([{ line: 0, column: 0, token: token() }], now, relative)[0]?.kind, 'other');
});

test('an odd expiry is said as what it is, and never coloured as good', () => {
  const odd: readonly (readonly [unknown, string])[] = [
    [now - 60 * minute, 'exp is in milliseconds, meant: expired 60 min ago'],
    [now + 60 * minute, 'exp is in milliseconds, meant: expires in 60 min'],
    [String((now + 60 * minute) / 1000), 'exp is a string, meant: expires in 60 min'],
    [3e11, 'expires after the year 9999'],
    ['soon', 'exp is not a number'],
  ];
  for (const [exp, text] of odd)
    assert.deepEqual(notesOf([{ line: 0, column: 0, token: tokenOf({ exp }) }], now, relative), [
      { line: 0, column: 0, kind: 'other', text },
    ]);
});

test('absolute times are dates, and change with the state alone', () => {
  const text = (one: DecodedToken) => notesOf([{ line: 0, column: 0, token: one }], now, absolute)[0]?.text ?? '';
  assert.match(text(token(60 * minute)), /^expires 1[45] Jan 2027, \d\d:\d\d$/);
  assert.match(text(token(-60 * minute)), /^expired 1[45] Jan 2027, \d\d:\d\d$/);
  assert.match(text(tokenOf({ nbf: now / 1000 + 3600 })), /^not yet valid, starts 1[45] Jan 2027, \d\d:\d\d$/);
  assert.equal(text(tokenOf({})), 'no expiry');
  assert.equal(nextNoteChange(token(60 * minute), now, absolute), now + 55 * minute + 1);
  assert.equal(nextNoteChange(token(4 * minute), now, absolute), now + 4 * minute);
  assert.equal(nextNoteChange(token(-4 * minute), now, absolute), undefined);
});
