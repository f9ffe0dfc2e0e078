import type { Rule } from '../rule.ts';
import { passOnTogether } from '../value-rule.ts';

export const nonAsciiCharacter: Rule = {
  id: 'non-ascii-character',
  severity: 'error',
  confidence: 'high',
  summary: 'A character outside ASCII stands in the header, often one that cannot be seen',
  rationale:
    'Clients refuse it (`Cannot convert argument to a ByteString because the character at index 7 has a value of 8230`; Python `latin-1 codec can’t encode character`) or send other bytes. Typographic quotes, the ellipsis of a shortened display, zero-width and non-breaking spaces come with copied text.',
  notReported: 'Comments, and user names and passwords before they are encoded.',
  references: ['[RFC 9110 §5.5](https://www.rfc-editor.org/rfc/rfc9110#section-5.5)'],
  examples: [
    {
      file: 'a.js',
      bad: "const headers = { Authorization: 'Bearer ​eyJhbGciOi' + rest };",
      fixed: "const headers = { Authorization: 'Bearer eyJhbGciOi' + rest };",
    },
    { file: 'a.js', good: 'const headers = { Authorization: `Bearer ${token}` }; // “typographic” quotes' },
  ],
  check: passOnTogether('non-ascii-character'),
};
