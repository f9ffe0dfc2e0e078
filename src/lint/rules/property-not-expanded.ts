import type { Rule } from '../rule.ts';

export const propertyNotExpanded: Rule = {
  id: 'property-not-expanded',
  severity: 'error',
  confidence: 'high',
  summary: 'Only the variable is put into the string, and the property’s name stays text',
  rationale:
    'In PowerShell and Dart `$response.access_token` in a string expands `$response` alone, and `.access_token` follows as text: the server is sent something like `@{access_token=…}.access_token`. A subexpression expands the whole.',
  references: [
    '[about_Quoting_Rules](https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules)',
    '[Dart: string interpolation](https://dart.dev/language/built-in-types#strings)',
  ],
  examples: [
    {
      file: 'a.ps1',
      bad: '$headers = @{ Authorization = "Bearer $response.access_token" }',
      fixed: '$headers = @{ Authorization = "Bearer $($response.access_token)" }',
    },
    {
      file: 'a.dart',
      bad: "final headers = {'Authorization': 'Bearer $auth.token'};",
      fixed: "final headers = {'Authorization': 'Bearer ${auth.token}'};",
    },
    {
      file: 'a.kt',
      bad: 'request.addHeader("Authorization", "Bearer $session.token")',
      fixed: 'request.addHeader("Authorization", "Bearer ${session.token}")',
    },
    { file: 'b.ps1', good: '$headers = @{ Authorization = "Bearer $($response.access_token)" }' },
    { file: 'c.ps1', good: '$headers = @{ Authorization = "Bearer $token" }' },
  ],
  check(site, report) {
    if (!['powershell', 'dart', 'kotlin', 'scala'].includes(site.language)) return;
    for (const [index, piece] of site.pieces.entries()) {
      const next = site.pieces[index + 1];
      if (piece.kind !== 'opaque' || !/^\$\w+$/.test(piece.source) || next?.kind !== 'literal') continue;
      if (!next.segment || next.segment.start > piece.span.start) continue;
      const member = /^(?:\.[A-Za-z_]\w*)+|^\[['"]?\w+['"]?\]/.exec(next.text)?.[0];
      if (member === undefined || next.text.length > member.length) continue;
      const span = { start: piece.span.start, end: next.offsets[member.length] ?? next.span.end };
      const inner = site.text.slice(span.start, span.end);
      const text = site.language === 'powershell' ? `$(${inner})` : `\${${inner.slice(1)}}`;
      report({
        message: `Only "${piece.source}" is expanded, and "${member}" is sent as text; write "${text}"`,
        span,
        fixes: [{ title: `Write "${text}"`, safe: true, edits: [{ span, text }] }],
      });
    }
  },
};
