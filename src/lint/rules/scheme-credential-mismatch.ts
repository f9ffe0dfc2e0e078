import type { Rule } from '../rule.ts';
import { passOn } from '../value-rule.ts';

export const schemeCredentialMismatch: Rule = {
  id: 'scheme-credential-mismatch',
  severity: 'warning',
  confidence: 'medium',
  summary: 'The credentials belong to another scheme',
  rationale:
    'A JWT after `Basic` cannot be decoded into user and password; user and password after `Bearer` are no token the server ever issued.',
  references: ['[RFC 9110 §11.4](https://www.rfc-editor.org/rfc/rfc9110#section-11.4)'],
  examples: [
    {
      file: 'a.http',
      bad: 'GET https://api.example.com/\nAuthorization: Basic eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl\n',
      fixed: 'GET https://api.example.com/\nAuthorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl\n',
    },
    { file: 'a.js', good: "const headers = { Authorization: 'Basic dXNlcjpwYXNzd29yZA==' };" },
  ],
  check: passOn('scheme-credential-mismatch'),
};
