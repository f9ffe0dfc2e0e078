import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ruleDocumentation } from '../../src/lint/documentation.ts';
import { rules } from '../../src/lint/rules/index.ts';

test('every page says what, why, wrong, how safe the fix is and how to switch the rule off', () => {
  for (const rule of rules) {
    const page = ruleDocumentation(rule);
    for (const heading of [`# ${rule.id}`, '## Why', '## Wrong', '## Fix safety', '## Options'])
      assert.ok(page.includes(`${heading}\n`), `${rule.id} has no "${heading}"`);
    assert.doesNotMatch(page, /undefined\.|\n{3}/);
  }
});
