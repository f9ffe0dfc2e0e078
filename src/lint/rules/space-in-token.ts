import type { Rule } from '../rule.ts';
import { passOn } from '../value-rule.ts';

export const spaceInToken: Rule = {
  id: 'space-in-token',
  severity: 'error',
  confidence: 'medium',
  summary: 'White space stands inside the token',
  rationale:
    'The credentials end where the grammar says that a token ends. What follows the space is refused as malformed or dropped.',
  notReported: 'Sentences in log lines and messages.',
  references: ['[RFC 6750 §2.1](https://www.rfc-editor.org/rfc/rfc6750#section-2.1)'],
  examples: [
    { file: 'a.js', bad: "const headers = { Authorization: 'Bearer abc123def456 ghi789' };" },
    { file: 'b.js', good: 'const headers = { Authorization: `Bearer ${token}` };' },
  ],
  check: passOn('space-in-token'),
};
