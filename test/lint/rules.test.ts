// The laws of rules, over every rule's own examples.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { lintText } from '../../src/lint/lint.ts';
import type { Example, LintProblem } from '../../src/lint/rule.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { applyEdits, sliceSpan } from '../../src/text/span.ts';

/** Advice is not what an example is about. */
const sounding = (problems: readonly LintProblem[], rule: string) =>
  problems.filter(problem => problem.rule === rule || problem.severity === 'error' || problem.severity === 'warning');

/** Some time after the tokens of the examples have expired. */
const now = 1_700_000_000_000;

const sourceOf = (example: Example) => ('bad' in example ? example.bad : example.good);

test('every rule is a file in its index, in the order of ids', () => {
  const files = readdirSync(join(import.meta.dirname, '../../src/lint/rules')).filter(name => name !== 'index.ts');
  assert.deepEqual(
    rules.map(rule => rule.id),
    files.map(name => name.slice(0, -3)).toSorted(),
  );
});

for (const rule of rules) {
  test(`${rule.id}: its bad examples are found by it alone, and its good ones are not`, () => {
    assert.ok(rule.examples.some(example => 'bad' in example));
    for (const example of rule.examples) {
      const source = sourceOf(example);
      const found = [
        ...new Set(sounding(lintText(source, { file: example.file, now }), rule.id).map(problem => problem.rule)),
      ];
      assert.deepEqual(found, 'bad' in example ? [rule.id] : [], `${example.file}: ${source}`);
    }
  });

  test(`${rule.id}: its first fix yields what the example says, and that lints silent`, () => {
    for (const example of rule.examples) {
      if (!('bad' in example)) continue;
      const [problem] = lintText(example.bad, { file: example.file, now }).filter(found => found.rule === rule.id);
      const fix = problem?.fixes[0];
      const fixed = fix ? applyEdits(example.bad, fix.edits) : undefined;
      assert.equal(fixed, example.fixed, `${example.file}: ${example.bad}`);
      if (fixed !== undefined)
        assert.deepEqual(sounding(lintText(fixed, { file: example.file, now }), rule.id), [], fixed);
    }
  });

  test(`${rule.id}: the spans of its problems lie in the text and are not empty`, () => {
    for (const example of rule.examples) {
      const source = sourceOf(example);
      for (const problem of lintText(source, { file: example.file, now })) {
        assert.ok(problem.span.start >= 0 && problem.span.end <= source.length, problem.message);
        assert.notEqual(sliceSpan(source, problem.span), '', `${problem.rule}: ${problem.message}`);
        assert.doesNotMatch(problem.message, /\.$/);
      }
    }
  });
}
