import type { Rule } from '../rule.ts';
import { passOn } from '../value-rule.ts';

export const malformedBasic: Rule = {
  id: 'malformed-basic',
  severity: 'error',
  confidence: 'high',
  summary: 'The value after Basic is not what a Basic value decodes from',
  rationale:
    'The server decodes the value as base64, then splits at the first colon. A line break at the end becomes part of the password; text without a colon has no password; the URL-safe alphabet and a second encoding give other characters. The answer is 401 or 400.',
  notReported: 'Words that stand for a value in tests, such as `Basic credentials`.',
  references: ['[RFC 7617 §2](https://www.rfc-editor.org/rfc/rfc7617#section-2)'],
  examples: [
    { file: 'a.http', bad: 'GET https://api.example.com/\nAuthorization: Basic dXNlcjpwYXNzd29yZA==Cg\n' },
    { file: 'a.js', good: "const headers = { Authorization: 'Basic dXNlcjpwYXNzd29yZA==' };" },
  ],
  check: passOn(
    'basic-invalid-base64',
    'basic-base64url',
    'basic-unpadded',
    'basic-without-colon',
    'basic-trailing-newline',
    'basic-control-character',
    'basic-double-encoded',
  ),
};
