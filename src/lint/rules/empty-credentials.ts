import type { Rule } from '../rule.ts';
import { passOn } from '../value-rule.ts';

export const emptyCredentials: Rule = {
  id: 'empty-credentials',
  severity: 'error',
  confidence: 'high',
  summary: 'Nothing follows the scheme',
  rationale:
    'A scheme without credentials is refused, mostly with 401 and `invalid_request`. It is what is left when the token was not put in.',
  notReported:
    'A prefix constant that is joined later, `curl -H "Authorization:"`, which removes the header, and tests that check for an empty one.',
  references: ['[RFC 9110 §11.4](https://www.rfc-editor.org/rfc/rfc9110#section-11.4)'],
  examples: [
    { file: 'a.js', bad: "fetch(url, { headers: { Authorization: 'Bearer ' } });" },
    { file: 'a.go', bad: 'req.Header.Set("Authorization", "Bearer ")' },
    { file: 'a.http', bad: 'GET https://api.example.com/\nAuthorization: Bearer\n' },
    { file: 'a.js', good: "const prefix = 'Bearer ';" },
    { file: 'a.sh', good: "curl -H 'Authorization:' https://api.example.com/" },
  ],
  check: passOn('empty-credentials', 'empty-value'),
};
