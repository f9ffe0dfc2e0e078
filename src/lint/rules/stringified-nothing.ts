import type { Rule } from '../rule.ts';
import { passOn } from '../value-rule.ts';

export const stringifiedNothing: Rule = {
  id: 'stringified-nothing',
  severity: 'warning',
  confidence: 'high',
  summary: 'The text of a missing value or of an object is sent as the token',
  rationale:
    '`undefined`, `null`, `None`, `[object Object]` and `[object Promise]` are what languages make of a value that is not there or is no string. The server looks up a token of that name.',
  notReported: 'Comparisons with such a value, which guard against it.',
  references: ['[RFC 6750 §2.1](https://www.rfc-editor.org/rfc/rfc6750#section-2.1)'],
  examples: [
    { file: 'a.http', bad: 'GET https://api.example.com/\nAuthorization: Bearer undefined\n' },
    { file: 'a.sh', bad: "curl -H 'Authorization: Bearer null' https://api.example.com/" },
    { file: 'a.js', good: "if (header === 'Bearer undefined') throw new Error('no token');" },
  ],
  check: passOn('stringified-nothing'),
};
