import type { Rule } from '../rule.ts';

const opened = /(\$\{\{?|\{\{)[^{}]*$/;
const half = /(?<![{$])\{\{[^{}]{0,400}\}(?!\})|(?<!\{)\{[^{}]{0,400}\}\}/;

export const unbalancedPlaceholder: Rule = {
  id: 'unbalanced-placeholder',
  severity: 'error',
  confidence: 'high',
  summary: 'A placeholder lacks a bracket on one side',
  rationale:
    'Whatever fills placeholders in looks for a matching pair of brackets. A placeholder that is open on one side is sent as it stands.',
  examples: [
    {
      file: 'a.http',
      bad: 'GET https://api.example.com/\nAuthorization: Bearer {{token}\n',
      fixed: 'GET https://api.example.com/\nAuthorization: Bearer {{token}}\n',
    },
    {
      file: 'b.http',
      bad: 'GET https://api.example.com/\nAuthorization: Bearer {token}}\n',
      fixed: 'GET https://api.example.com/\nAuthorization: Bearer {{token}}\n',
    },
    { file: 'a.ts', bad: 'const headers = { Authorization: "Bearer ${session.getItem" };' },
    { file: 'c.http', good: 'GET https://api.example.com/\nAuthorization: Bearer {{token}}\n' },
  ],
  check(site, report) {
    for (const piece of site.pieces) {
      if (piece.kind !== 'literal' || piece.segment?.interpolates.includes('${')) continue;
      // A raw header line in a program is cut where the fragment ends.
      if (site.form === 'line' && site.language !== 'http' && site.language !== 'bruno') continue;
      const broken = half.exec(piece.text);
      const open = broken ? null : opened.exec(piece.text);
      const match = broken ?? open;
      if (!match || (open && piece !== site.pieces.at(-1))) continue;
      if (site.language === 'shell' && piece.quote === '') continue;
      const at = match.index;
      const span = {
        start: piece.offsets[at] ?? piece.span.start,
        end: piece.offsets[at + match[0].length] ?? piece.span.end,
      };
      const name = match[0].replace(/^\{{1,2}|\}{1,2}$/g, '');
      report({
        message: `"${match[0]}" lacks a bracket, so it is sent as it stands; close it`,
        span,
        severity: site.prose ? 'warning' : 'error',
        fixes:
          broken && site.form === 'line'
            ? [{ title: `Write "{{${name}}}"`, safe: true, edits: [{ span, text: `{{${name}}}` }] }]
            : [],
      });
      return;
    }
  },
};
