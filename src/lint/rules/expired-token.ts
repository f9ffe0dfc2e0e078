import { decodeToken } from '../../jwt/decode.ts';
import { describeState, tokenState } from '../../jwt/times.ts';
import type { Rule } from '../rule.ts';
import { sourceSpan } from '../site.ts';

export const expiredToken: Rule = {
  id: 'expired-token',
  severity: 'info',
  confidence: 'high',
  summary: 'The token in the source has expired',
  rationale:
    'A JWT says itself until when it is good. After that servers answer 401 with `invalid_token`, whatever the rest of the request looks like.',
  notReported: 'Documentation, and tokens without a time.',
  references: ['[RFC 7519 §4.1.4](https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4)'],
  examples: [
    {
      file: 'a.js',
      bad: "const headers = { Authorization: 'Bearer eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9.c2lnbmF0dXJl' };",
    },
    { file: 'b.js', good: "const headers = { Authorization: 'Bearer eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl' };" },
  ],
  checkFile(file, report) {
    if (file.now === undefined) return;
    for (const site of file.sites) {
      const token = /^\s*\w{1,20}\s{1,8}(eyJ[\w-]{1,8000}\.[\w-]{1,8000}\.[\w-]{0,8000})\s*$/.exec(site.value)?.[1];
      if (site.prose || token === undefined) continue;
      const decoded = decodeToken(token);
      if (decoded.kind === 'undecodable') continue;
      const state = tokenState(decoded, file.now);
      if (state.kind !== 'expired') continue;
      const start = site.value.indexOf(token);
      report({
        message: `The token ${describeState(state, file.now)}; put a new one in its place`,
        span: sourceSpan(site, { start, end: start + token.length }),
      });
    }
  },
};
