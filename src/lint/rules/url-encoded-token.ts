import type { Rule } from '../rule.ts';
import { passOn } from '../value-rule.ts';

export const urlEncodedToken: Rule = {
  id: 'url-encoded-token',
  severity: 'warning',
  confidence: 'medium',
  summary: 'The token is percent-encoded',
  rationale:
    'A header is sent as it stands: nothing decodes `%20` or `%3D` in it, so the server compares the encoded text.',
  notReported: 'OAuth 1.0, whose values are percent-encoded, and shared access signatures.',
  references: ['[RFC 6750 §2.1](https://www.rfc-editor.org/rfc/rfc6750#section-2.1)'],
  examples: [
    {
      file: 'a.http',
      bad: 'GET https://api.example.com/\nAuthorization: Bearer abc%2Bdef%3D%3D\n',
      fixed: 'GET https://api.example.com/\nAuthorization: Bearer abc+def==\n',
    },
    { file: 'b.js', good: "const headers = { Authorization: 'Bearer mF_9.B5f-4.1JqM' };" },
  ],
  check: passOn('url-encoded-token'),
};
