import { decodeToken } from '../../jwt/decode.ts';
import type { Rule } from '../rule.ts';
import { sourceSpan } from '../site.ts';
import { firstLiteral } from '../value-rule.ts';

export const missingScheme: Rule = {
  id: 'missing-scheme',
  severity: 'warning',
  confidence: 'medium',
  summary: 'A token is sent without a scheme',
  rationale:
    'A server that takes JWTs looks for the scheme `Bearer` first and does not see a bare token. Some services take a bare key in this header; none that is known takes a bare JWT.',
  notReported: 'Keys that are no JWT: Linear, Pexels, ClickUp and others take them without a scheme.',
  references: ['[RFC 6750 §2.1](https://www.rfc-editor.org/rfc/rfc6750#section-2.1)'],
  examples: [
    {
      file: 'a.http',
      bad: 'GET https://api.example.com/\nAuthorization: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl\n',
      fixed: 'GET https://api.example.com/\nAuthorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl\n',
    },
    { file: 'a.js', good: 'const headers = { Authorization: apiKey };' },
    { file: 'b.js', good: "const headers = { Authorization: 'lin_api_0123456789' };" },
  ],
  check(site, report) {
    const first = firstLiteral(site);
    const match = first && site.implied === 0 ? /^\s*(eyJ[\w-]+\.[\w-]+\.[\w-]*)\s*$/.exec(first.text) : undefined;
    if (!first || !match || site.pieces.length > 1 || site.form === 'assignment') return;
    const token = decodeToken(match[1] ?? '');
    if ('reason' in token) return;
    // The token of jwt.io's page, which examples are made with.
    const sample = token.payload?.sub === '1234567890';
    const start = first.text.indexOf('eyJ');
    const at = sourceSpan(site, { start, end: start + 1 }).start;
    report({
      message: 'A JWT is sent without a scheme, so the server does not see it; write "Bearer " before it',
      span: sourceSpan(site, { start, end: start + (match[1] ?? '').length }),
      severity: site.prose || sample ? 'info' : 'warning',
      fixes: [{ title: 'Add "Bearer "', safe: false, edits: [{ span: { start: at, end: at }, text: 'Bearer ' }] }],
    });
  },
};
