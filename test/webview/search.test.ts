import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findMatches, markMatches, mostMatches } from '../../src/webview/search.ts';

const segments = [{ text: 'one to' }, { text: 'ken', secret: true as const }, { text: ' Two tokens' }];

test('a text is found whatever its letter case, across segments too', () => {
  assert.deepEqual(findMatches(segments, 'TOKEN'), [
    { start: 4, end: 9 },
    { start: 14, end: 19 },
  ]);
  assert.deepEqual(findMatches(segments, '.'), []);
  assert.deepEqual(findMatches(segments, ''), []);
});

test('segments are cut where matches begin and end, and stay what they are', () => {
  assert.deepEqual(markMatches(segments, findMatches(segments, 'token'), 1), [
    { text: 'one ' },
    { text: 'to', found: 'here' },
    { text: 'ken', secret: true, found: 'here' },
    { text: ' Two ' },
    { text: 'token', found: 'current' },
    { text: 's' },
  ]);
});

test('no more is marked than a page can bear', () => {
  assert.equal(findMatches([{ text: 'a'.repeat(50_000) }], 'a').length, mostMatches);
});

test('marking changes no text, and what is marked is what was asked for', () => {
  const texts = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'A', ' '), maxLength: 6 }), { maxLength: 6 });
  fc.assert(
    fc.property(texts, fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 3 }), (parts, query) => {
      const given = parts.map(text => ({ text }));
      const matches = findMatches(given, query);
      const marked = markMatches(given, matches, 0);
      assert.equal(marked.map(({ text }) => text).join(''), parts.join(''));
      const found = marked.filter(segment => segment.found).map(({ text }) => text.toLowerCase());
      assert.equal(found.join(''), query.repeat(matches.length));
    }),
  );
});
