// The mistakes that people make with this header, each in the languages where it occurs, against the rules that find it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languageOf } from '../../src/lint/languages.ts';
import { lintText } from '../../src/lint/lint.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { mistakes } from './mistake-cases.ts';

/** Where fewer languages have the mistake: files of environments, of proxies, of request runners, and data formats. */
const fewer: Readonly<Record<number, number>> = { 12: 4, 15: 1, 22: 1, 26: 2 };
const now = 1_700_000_000_000;

for (const mistake of mistakes) {
  test(`${mistake.number}: ${mistake.title}`, () => {
    const found = new Set<string>();
    for (const [file, text] of mistake.cases) {
      const reported = lintText(text, { file, now }).map(problem => problem.rule);
      assert.ok(
        reported.some(rule => mistake.rules.includes(rule)),
        `${file}: ${text} (${reported})`,
      );
      found.add(languageOf(file));
    }
    assert.ok(found.size >= (fewer[mistake.number] ?? 6), [...found].join(', '));
  });
}

test('every mistake is in the table, and every rule it names exists', () => {
  assert.deepEqual(
    mistakes.map(mistake => mistake.number),
    Array.from({ length: 26 }, (_, index) => index + 1),
  );
  const ids = new Set(rules.map(rule => rule.id));
  for (const mistake of mistakes) for (const rule of mistake.rules) assert.ok(ids.has(rule), rule);
});
