import type { Rule } from '../rule.ts';
import { passOn } from '../value-rule.ts';

export const schemeCase: Rule = {
  id: 'scheme-case',
  severity: 'hint',
  confidence: 'low',
  summary: 'The scheme is not in its usual letter case',
  rationale:
    'Schemes are compared without regard to case (RFC 9110 §11.1), but many servers look for `Bearer ` letter by letter.',
  references: ['[RFC 9110 §11.1](https://www.rfc-editor.org/rfc/rfc9110#section-11.1)'],
  examples: [
    {
      file: 'a.js',
      bad: 'const headers = { Authorization: `bearer ${token}` };',
      fixed: 'const headers = { Authorization: `Bearer ${token}` };',
    },
    { file: 'a.js', good: 'const headers = { Authorization: `Bearer ${token}` };' },
  ],
  check: passOn('scheme-case'),
};
