import type { Rule } from '../rule.ts';
import { lineEnd } from '../scan.ts';

export const missingCompanion: Rule = {
  id: 'missing-companion',
  severity: 'info',
  confidence: 'medium',
  summary: 'A DPoP token is sent without the proof that goes with it',
  rationale:
    'A token of the scheme DPoP is taken only with a second header, `DPoP`, which holds a proof signed for this method and URL. Without it the server answers 401 with `invalid_dpop_proof`.',
  notReported: 'Objects that are spread or filled elsewhere.',
  references: ['[RFC 9449 §7.1](https://www.rfc-editor.org/rfc/rfc9449#section-7.1)'],
  examples: [
    { file: 'a.js', bad: 'fetch(url, { headers: { Authorization: `DPoP ${token}` } });' },
    { file: 'a.http', bad: 'GET https://api.example.com/me\nAuthorization: DPoP {{token}}\n' },
    { file: 'b.js', good: 'fetch(url, { headers: { Authorization: `DPoP ${token}`, DPoP: proof } });' },
    { file: 'b.http', good: 'GET https://api.example.com/me\nAuthorization: DPoP {{token}}\nDPoP: {{proof}}\n' },
  ],
  check(site, report) {
    if (site.prose || site.nested || !/^\s*DPoP\s+\S/i.test(site.value)) return;
    const object = site.enclosing[0];
    let around: string;
    if (site.form === 'line') {
      const end = site.text.indexOf('\n\n', site.valueSpan.end);
      around = site.text.slice(Math.max(0, site.nameSpan.start - 1500), end < 0 ? site.text.length : end);
      around = around.slice(Math.max(0, around.lastIndexOf('\n\n', site.nameSpan.start)));
    } else if (site.form === 'pair' && object && object.bracket !== '(') {
      around = site.text.slice(object.span.start, Math.max(object.span.end, lineEnd(site.text, object.span.end)));
    } else return;
    const others = around.replace(/DPoP\s/i, '');
    if (/dpop|\.\.\.|\*\*/i.test(others)) return;
    report({ message: 'The scheme DPoP needs a header "DPoP" with the proof beside it', span: site.valueSpan });
  },
};
