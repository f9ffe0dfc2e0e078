import type { Rule } from '../rule.ts';
import { passOn } from '../value-rule.ts';

export const tokenCharacter: Rule = {
  id: 'token-character',
  severity: 'info',
  confidence: 'low',
  summary: 'The token holds a character that the grammar of tokens does not allow',
  rationale:
    'RFC 6750 allows letters, digits and `-._~+/`, then `=`. Servers may take more, and gateways in between may not.',
  references: ['[RFC 6750 §2.1](https://www.rfc-editor.org/rfc/rfc6750#section-2.1)'],
  examples: [
    { file: 'a.http', bad: 'GET https://api.example.com/\nAuthorization: Bearer abc,def\n' },
    { file: 'b.js', good: "const headers = { Authorization: 'Bearer mF_9.B5f-4.1JqM' };" },
  ],
  check: passOn('token68-character'),
};
