import type { Rule } from '../rule.ts';

export const missingInterpolation: Rule = {
  id: 'missing-interpolation',
  severity: 'error',
  confidence: 'high',
  summary: 'The string does not interpolate, so the name of the variable is sent',
  rationale: 'x',
  examples: [
    {
      file: 'a.js',
      bad: "fetch(url, { headers: { Authorization: 'Bearer ${token}' } });",
      fixed: 'fetch(url, { headers: { Authorization: `Bearer ${token}` } });',
    },
  ],
  check(site, report) {
    for (const piece of site.pieces) {
      if (piece.kind !== 'literal' || !piece.segment || site.nested) continue;
      const match = site.language === 'javascript' && piece.quote !== '`' ? /\$\{[^}]*\}/.exec(piece.text) : undefined;
      if (!match) continue;
      const { start, end, innerStart, innerEnd } = piece.segment;
      report({
        message: `"${match[0]}" stands in a string that does not interpolate, so it is sent as it stands; use back-ticks`,
        span: { start: piece.offsets[match.index] ?? start, end: piece.offsets[match.index + match[0].length] ?? end },
        fixes: [
          {
            title: 'Use back-ticks',
            safe: false,
            edits: [
              { span: { start, end: innerStart }, text: '`' },
              { span: { start: innerEnd, end }, text: '`' },
            ],
          },
        ],
      });
    }
  },
};
