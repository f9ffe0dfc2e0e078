// Snippets in many languages: `=== bad <rule>` must be found by that rule, `=== good` must be left alone.
// The name of a fixture, such as `go.go.txt`, says what ending the snippet's file has.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { lintText } from '../../src/lint/lint.ts';
import { applyEdits } from '../../src/text/span.ts';

const folder = join(import.meta.dirname, '../fixtures/lint');
const sounding = (text: string, file: string) =>
  lintText(text, { file }).filter(problem => problem.severity === 'error' || problem.severity === 'warning');

let bad = 0;
let good = 0;
let fixable = 0;
for (const name of readdirSync(folder)) {
  const file = name.replace(/\.txt$/, '');
  const cases = readFileSync(join(folder, name), 'utf8').split(/^=== /m).slice(1);
  test(`${file}: bad snippets are found by their rule, good ones are left alone`, () => {
    for (const one of cases) {
      const [head = '', ...lines] = one.split('\n');
      const [verdict, rule] = head.split(' ');
      const text = lines.join('\n');
      const found = sounding(text, file);
      if (verdict === 'good') {
        good++;
        assert.deepEqual(
          found.map(problem => `${problem.rule}: ${problem.message}`),
          [],
          text,
        );
        continue;
      }
      bad++;
      assert.ok(
        found.some(problem => problem.rule === rule),
        `${rule} in ${text} (${found.map(problem => problem.rule)})`,
      );
      const fix = found.find(problem => problem.rule === rule)?.fixes[0];
      if (!fix) continue;
      fixable++;
      const left = sounding(applyEdits(text, fix.edits), file).filter(problem => problem.rule === rule);
      assert.deepEqual(left, [], applyEdits(text, fix.edits));
    }
  });
}

test('the snippets are many, and most faults have a fix', () => {
  assert.ok(bad >= 300 && good >= 300, `${bad} bad, ${good} good`);
  assert.ok(fixable / bad >= 0.75, `${fixable} of ${bad}`);
});
