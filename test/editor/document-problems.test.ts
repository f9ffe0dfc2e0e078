import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DocumentProblems } from '../../src/editor/document-problems.ts';
import type { TextChange } from '../../src/editor/document-tokens.ts';
import type { LintProblem } from '../../src/lint/rule.ts';
import type { Span } from '../../src/text/span.ts';

function problem(start: number, end: number, related?: Span): LintProblem {
  return {
    rule: 'doubled-scheme',
    severity: 'error',
    confidence: 'high',
    message: 'The scheme is sent twice',
    span: { start, end },
    fixes: [],
    ...(related && { related: [{ span: related, message: 'here' }] }),
  };
}

function after(problems: readonly LintProblem[], ...changes: readonly TextChange[]): DocumentProblems {
  const found = new DocumentProblems();
  found.set(problems);
  found.change(changes);
  return found;
}

const spans = ({ problems }: DocumentProblems) => problems.map(({ span }) => [span.start, span.end]);

test('a problem moves with the text before it, along with what it is related to', () => {
  const found = after([problem(10, 20, { start: 30, end: 40 })], { offset: 5, removed: 2, inserted: 6 });
  assert.deepEqual(spans(found), [[14, 24]]);
  assert.deepEqual(found.problems[0]?.related?.[0]?.span, { start: 34, end: 44 });
});

test('a problem that an edit cuts is gone, and one that it only touches stays', () => {
  const change = { offset: 20, removed: 5, inserted: 0 };
  assert.deepEqual(spans(after([problem(10, 20), problem(18, 22), problem(25, 30)], change)), [
    [10, 20],
    [20, 25],
  ]);
});

test('several edits are counted in the text before all of them', () => {
  const changes = [
    { offset: 0, removed: 0, inserted: 10 },
    { offset: 50, removed: 0, inserted: 10 },
  ];
  assert.deepEqual(spans(after([problem(20, 30), problem(60, 70)], ...changes)), [
    [30, 40],
    [80, 90],
  ]);
});

test('checking what was touched replaces its problems and no others', () => {
  const found = after([problem(100, 110), problem(50_000, 50_010)], { offset: 120, removed: 0, inserted: 1 });
  assert.ok(found.touched);
  found.setPart(found.touched, [problem(200, 210)]);
  assert.deepEqual(spans(found), [
    [200, 210],
    [50_001, 50_011],
  ]);
  assert.equal(found.touched, undefined);
});

test('whatever is edited, it was touched', () => {
  const change = fc.record({ offset: fc.nat(1_000), removed: fc.nat(50), inserted: fc.nat(50) });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), changes => {
      const found = new DocumentProblems();
      for (const one of changes) found.change([one]);
      const last = changes.at(-1);
      assert.ok(last && found.touched);
      assert.ok(found.touched.start <= last.offset && found.touched.end >= last.offset + last.inserted);
    }),
    { numRuns: 300 },
  );
});
