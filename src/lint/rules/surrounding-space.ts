import type { Rule } from '../rule.ts';
import { passOn } from '../value-rule.ts';

export const surroundingSpace: Rule = {
  id: 'surrounding-space',
  severity: 'warning',
  confidence: 'medium',
  summary: 'The value begins or ends with white space',
  rationale:
    'Clients strip it, refuse it (Python requests: `Invalid leading whitespace`), or send it on to a server that then finds no scheme.',
  references: ['[RFC 9110 §5.5](https://www.rfc-editor.org/rfc/rfc9110#section-5.5)'],
  examples: [
    {
      file: 'a.js',
      bad: "const headers = { Authorization: ' Bearer ' + token };",
      fixed: "const headers = { Authorization: 'Bearer ' + token };",
    },
    { file: 'b.js', good: 'const headers = { Authorization: `Bearer ${token}` };' },
  ],
  check: passOn('surrounding-space'),
};
