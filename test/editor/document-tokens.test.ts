import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DocumentTokens, slicesOf, type TextChange, type TextSource } from '../../src/editor/document-tokens.ts';
import { findTokens } from '../../src/jwt/find.ts';

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const token = `${encode({ alg: 'HS256' })}.${encode({ sub: 'ada', exp: 1 })}.${'A'.repeat(43)}`;

function sourceOf(text: string): TextSource {
  return { length: text.length, slice: (start, end) => text.slice(start, end) };
}

function spansOf(tokens: DocumentTokens): readonly string[] {
  return tokens.tokens.map(({ span }) => `${span.start}-${span.end}`);
}

function wholeSpans(text: string): readonly string[] {
  return findTokens(text).map(({ span }) => `${span.start}-${span.end}`);
}

test('edits, several at once too, leave the tokens that a search of the whole text finds', () => {
  const piece = fc.constantFrom('x', ' = "', `"${token}"`, '\n', token.slice(0, 30), 'y'.repeat(200));
  const edit = fc.record({ at: fc.nat(2000), removed: fc.nat(300), text: piece });
  const edits = fc.array(fc.array(edit, { minLength: 1, maxLength: 3 }), { maxLength: 6 });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), edits, (pieces, events) => {
      let text = pieces.join('\n');
      const tokens = new DocumentTokens();
      tokens.search(sourceOf(text), 0, text.length);
      for (const event of events) {
        const changes: TextChange[] = [];
        let before = text.length;
        // From the end to the beginning and without overlaps, as VS Code tells them.
        for (const { at, removed, text: inserted } of event.toSorted((a, b) => b.at - a.at)) {
          const offset = Math.min(at, before);
          const end = Math.min(offset + removed, before);
          text = text.slice(0, offset) + inserted + text.slice(end);
          changes.push({ offset, removed: end - offset, inserted: inserted.length });
          before = offset;
        }
        tokens.change(sourceOf(text), changes);
        assert.deepEqual(spansOf(tokens), wholeSpans(text));
      }
    }),
    { numRuns: 200 },
  );
});

test('a document is searched in slices without a gap, what is seen first', () => {
  const slices = slicesOf(1_000_000, { start: 400_000, end: 410_000 });
  assert.deepEqual(slices[0], { start: 400_000, end: 410_000 });
  const ordered = [...slices].sort((a, b) => a.start - b.start);
  assert.equal(ordered[0]?.start, 0);
  assert.equal(ordered.at(-1)?.end, 1_000_000);
  for (const [i, slice] of ordered.entries()) assert.equal(slice.start, ordered[i - 1]?.end ?? 0);
});

test('a token that lies across two slices is found', () => {
  const text = `${' '.repeat(100)}${token}`;
  const tokens = new DocumentTokens();
  tokens.search(sourceOf(text), 0, 110);
  tokens.search(sourceOf(text), 110, text.length);
  assert.deepEqual(spansOf(tokens), [`100-${100 + token.length}`]);
});
