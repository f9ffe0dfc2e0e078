import type { Rule } from '../rule.ts';
import { passOn } from '../value-rule.ts';

export const quotedToken: Rule = {
  id: 'quoted-token',
  severity: 'error',
  confidence: 'high',
  summary: 'Quotes are sent with the token',
  rationale: 'Quotes are no part of a token: the server compares it with its quotes, or refuses it as malformed.',
  notReported: 'Quoted parameters, as Digest and OAuth 1.0 have them.',
  references: ['[RFC 6750 §2.1](https://www.rfc-editor.org/rfc/rfc6750#section-2.1)'],
  examples: [
    {
      file: 'a.js',
      bad: 'const headers = { Authorization: `Bearer "${token}"` };',
      fixed: 'const headers = { Authorization: `Bearer ${token}` };',
    },
    {
      file: 'a.py',
      bad: `headers = {"Authorization": f"Bearer '{token}'"}`,
      fixed: 'headers = {"Authorization": f"Bearer {token}"}',
    },
    { file: 'a.js', good: 'const header = { Authorization: `Digest username="${user}"` };' },
  ],
  check: passOn('quoted-token'),
};
