import type { Rule } from '../rule.ts';
import { passOn } from '../value-rule.ts';

export const severalCredentials: Rule = {
  id: 'several-credentials',
  severity: 'error',
  confidence: 'high',
  summary: 'Two sets of credentials stand in one header',
  rationale:
    'Authorization is no list: a server reads one scheme and takes the comma and the rest for part of the token, or refuses the request.',
  notReported: 'The commas of Digest, OAuth, Hawk, Signature and AWS4 parameters.',
  references: ['[RFC 9110 §11.6.2](https://www.rfc-editor.org/rfc/rfc9110#section-11.6.2)'],
  examples: [
    { file: 'a.js', bad: 'const headers = { Authorization: `Basic ${basic}, Bearer ${token}` };' },
    { file: 'b.js', good: 'const headers = { Authorization: `Digest username="u", realm="r"` };' },
  ],
  check: passOn('several-credentials', 'name-in-value'),
};
