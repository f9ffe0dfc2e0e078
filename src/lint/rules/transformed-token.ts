import type { Severity } from '../../auth/model.ts';
import type { Rule } from '../rule.ts';

const transforms: readonly { readonly pattern: RegExp; readonly says: string; readonly severity: Severity }[] = [
  {
    pattern: /^\$?\{?\s*JSON\.stringify\(/,
    says: '"JSON.stringify" puts quotes around a string, and they are sent with the token; pass the string itself',
    severity: 'warning',
  },
  {
    pattern:
      /^\$?\{?\s*(?:encodeURIComponent|encodeURI|urllib\.parse\.quote|url\.QueryEscape|urlencode|rawurlencode|URLEncoder\.encode|CGI\.escape|Uri\.EscapeDataString|HttpUtility\.UrlEncode)\(/,
    says: 'Nothing decodes a header, so the percent-encoded text is what the server compares; pass the token itself',
    severity: 'info',
  },
];

export const transformedToken: Rule = {
  id: 'transformed-token',
  severity: 'warning',
  confidence: 'medium',
  summary: 'The token is quoted or percent-encoded on its way into the header',
  rationale:
    'A header carries the token as it was issued. `JSON.stringify` adds quotes; `encodeURIComponent` turns `+`, `/` and `=` into `%2B`, `%2F` and `%3D`, which tokens and base64 are full of.',
  notReported: 'OAuth 1.0, and client credentials before they are encoded as Basic (RFC 6749 §2.3.1).',
  references: ['[RFC 6750 §2.1](https://www.rfc-editor.org/rfc/rfc6750#section-2.1)'],
  examples: [
    { file: 'a.js', bad: 'const headers = { Authorization: `Bearer ${JSON.stringify(token)}` };' },
    { file: 'b.js', bad: "const headers = { Authorization: 'Bearer ' + encodeURIComponent(token) };" },
    { file: 'a.php', bad: "<?php $headers = ['Authorization' => 'Bearer ' . rawurlencode($token)];" },
    { file: 'a.go', bad: 'req.Header.Set("Authorization", "Bearer "+url.QueryEscape(token))' },
    { file: 'c.js', good: "const headers = { Authorization: 'OAuth ' + encodeURIComponent(token) };" },
  ],
  check(site, report) {
    if (!/^\s*(?:Bearer|Token|Basic)\s+\0$/i.test(site.value)) return;
    for (const piece of site.pieces) {
      if (piece.kind !== 'opaque') continue;
      const transform = transforms.find(entry => entry.pattern.test(piece.source));
      // Base64 ends in "=" and holds "+" and "/": of Basic nothing is left whole.
      const severity = /^\s*Basic/i.test(site.value) ? 'error' : transform?.severity;
      if (transform && severity) report({ message: transform.says, span: piece.span, severity });
    }
  },
};
