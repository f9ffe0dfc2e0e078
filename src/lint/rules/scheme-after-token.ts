import type { Rule } from '../rule.ts';
import { sourceSpan } from '../site.ts';

export const schemeAfterToken: Rule = {
  id: 'scheme-after-token',
  severity: 'error',
  confidence: 'medium',
  summary: 'The scheme stands after the token',
  rationale:
    'The scheme is the first word of the header (RFC 9110 §11.4). A value that begins with the token has no scheme.',
  references: ['[RFC 9110 §11.4](https://www.rfc-editor.org/rfc/rfc9110#section-11.4)'],
  examples: [
    { file: 'A.java', bad: 'request.addHeader("Authorization", token + " Bearer");' },
    { file: 'a.js', bad: 'const headers = { Authorization: `${token} Bearer` };' },
    { file: 'a.js', good: 'const headers = { Authorization: `${scheme} ${token}` };' },
  ],
  check(site, report) {
    const match = /^\0\s*(Bearer|Basic)\s*(?:$|\s)/i.exec(site.value);
    if (!match || site.implied > 0) return;
    const start = match[0].toLowerCase().indexOf((match[1] ?? '').toLowerCase());
    // A prefix that a variable holds, as in `prefix + "Bearer "`, is mostly a line break or a header's name.
    const [first] = site.pieces;
    if (first?.kind !== 'opaque' || !/token|jwt|key|jws/i.test(first.source)) return;
    report({
      message: `"${match[1]}" stands after the token; the scheme comes first`,
      span: sourceSpan(site, { start, end: start + (match[1] ?? '').length }),
    });
  },
};
