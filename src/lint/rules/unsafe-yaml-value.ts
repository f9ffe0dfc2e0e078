import type { Rule } from '../rule.ts';

const value =
  /^([ \t]{0,60}(?:- {1,4})?["']?(?:proxy-)?authorization["']?[ \t]{0,4}:[ \t]{1,8})([*&!@%`{[][^\n#]{0,400})$/gim;

export const unsafeYamlValue: Rule = {
  id: 'unsafe-yaml-value',
  severity: 'error',
  confidence: 'high',
  summary: 'YAML reads this value as something other than text',
  rationale:
    'A plain value may not begin with `{`, `[`, `*`, `&`, `!`, `%`, `@` or a back-tick. `{{ token }}` without quotes is a mapping inside a mapping, `*token` the name of an anchor.',
  references: ['[YAML 1.2 §7.3.3](https://yaml.org/spec/1.2.2/#733-plain-style)'],
  examples: [
    {
      file: 'a.yml',
      bad: 'headers:\n  Authorization: {{ token }}\n',
      fixed: 'headers:\n  Authorization: "{{ token }}"\n',
    },
    { file: 'b.yaml', bad: 'headers:\n  Authorization: @token\n', fixed: 'headers:\n  Authorization: "@token"\n' },
    { file: 'c.yml', good: 'headers:\n  Authorization: "{{ token }}"\n' },
    { file: 'd.yml', good: 'headers:\n  Authorization: ["Bearer abc"]\n' },
  ],
  checkFile(file, report) {
    if (file.language !== 'yaml') return;
    for (const match of file.text.matchAll(value)) {
      const text = (match[2] ?? '').trimEnd();
      const start = match.index + (match[1] ?? '').length;
      const whole = /^\{\{-?[^\n]*\}\}$/.test(text) || !/^[[{*&!]/.test(text);
      // A list, a mapping, an anchor or a tag may well be meant; only what is plainly a value is reported.
      if (
        !whole ||
        text.endsWith(',') ||
        text.includes('"') ||
        /\{\{-?\s*(?:if|range|with|toYaml|include|tpl|\.Values)/.test(text)
      )
        continue;
      const span = { start, end: start + text.length };
      report({
        message: `YAML does not read "${text.slice(0, 24)}" as text; put it in quotes`,
        span,
        fixes: [{ title: 'Put it in quotes', safe: true, edits: [{ span, text: `"${text}"` }] }],
      });
    }
  },
};
