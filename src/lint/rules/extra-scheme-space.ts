import type { Rule } from '../rule.ts';
import { passOn } from '../value-rule.ts';

export const extraSchemeSpace: Rule = {
  id: 'extra-scheme-space',
  severity: 'hint',
  confidence: 'medium',
  summary: 'More than one space follows the scheme',
  rationale:
    'Several spaces are allowed (RFC 9110 §11.4 has `1*SP`), but servers that split at the first one read an empty token.',
  references: ['[RFC 9110 §11.4](https://www.rfc-editor.org/rfc/rfc9110#section-11.4)'],
  examples: [
    {
      file: 'a.js',
      bad: "const headers = { Authorization: 'Bearer  ' + token };",
      fixed: "const headers = { Authorization: 'Bearer ' + token };",
    },
    { file: 'a.js', good: "const headers = { Authorization: 'Bearer ' + token };" },
  ],
  check: passOn('extra-scheme-space'),
};
