import { assignedTo } from '../constants.ts';
import type { Report, Rule } from '../rule.ts';
import { type Site, sourceSpan } from '../site.ts';
import { firstLiteral } from '../value-rule.ts';

export const missingSchemeSpace: Rule = {
  id: 'missing-scheme-space',
  severity: 'error',
  confidence: 'high',
  summary: 'No space stands between the scheme and the token',
  rationale:
    'The scheme ends at the first space (RFC 9110 §11.4). `BearereyJ…` is one long word: servers look for a scheme of that name, find none, and answer 401 as if nothing had been sent.',
  notReported:
    'A prefix that is joined with a space (`"Bearer" + " " + token`), a scheme by itself, and comparisons with the scheme.',
  references: ['[RFC 9110 §11.4](https://www.rfc-editor.org/rfc/rfc9110#section-11.4)'],
  examples: [
    {
      file: 'a.js',
      bad: 'fetch(url, { headers: { Authorization: "Bearer" + token } });',
      fixed: 'fetch(url, { headers: { Authorization: "Bearer " + token } });',
    },
    {
      file: 'a.ts',
      bad: "headers.set('Authorization', `Bearer${token}`);",
      fixed: "headers.set('Authorization', `Bearer ${token}`);",
    },
    {
      file: 'a.py',
      bad: 'headers = {"Authorization": f"Bearer{token}"}',
      fixed: 'headers = {"Authorization": f"Bearer {token}"}',
    },
    {
      file: 'a.json',
      bad: '{ "headers": { "Authorization": "Bearer${TOKEN}" } }',
      fixed: '{ "headers": { "Authorization": "Bearer ${TOKEN}" } }',
    },
    {
      file: 'a.c',
      bad: 'snprintf(line, sizeof line, "Authorization: Bearer%s", access_token);',
      fixed: 'snprintf(line, sizeof line, "Authorization: Bearer %s", access_token);',
    },
    { file: 'b.js', bad: "const scheme = 'Bearer';\nconst headers = { Authorization: `${scheme}${token}` };" },
    { file: 'b.js', good: "const scheme = 'Bearer';\nconst headers = { Authorization: `${scheme} ${token}` };" },
    { file: 'a.js', good: 'const value = "Bearer" + " " + token;' },
  ],
  check(site, report) {
    throughVariable(site, report);
    const first = firstLiteral(site);
    const match = first
      ? /^\s*(Bearer|Basic|Token|Digest|ApiKey|JWT)(?:$|(?=\$\{|\{\{|\{\w+\}|%[sv@](?!\w)))/i.exec(first.text)
      : undefined;
    const filled = match !== null && match !== undefined && match[0].length < (first?.text.length ?? 0);
    const next = filled ? first : site.pieces[1];
    if (!first || !match || !next || site.implied > 0) return;
    if (site.form === 'assignment' && !isCredential(site, match[1] ?? '')) return;
    if (next.kind === 'literal' && /^\s|^$/.test(next.text)) return;
    const scheme = match[1] ?? '';
    const start = match[0].length - scheme.length;
    const end = sourceSpan(site, { start, end: match[0].length }).end;
    report({
      message: `No space follows "${scheme}", so the token becomes part of the scheme's name; add one`,
      span: sourceSpan(site, { start, end: match[0].length }),
      severity: site.prose ? 'warning' : 'error',
      fixes: [
        { title: `Add a space after "${scheme}"`, safe: true, edits: [{ span: { start: end, end }, text: ' ' }] },
      ],
    });
  },
};

/** Whether a value without a header's name is one by what it is joined with or kept in. */
function isCredential(site: Site, scheme: string): boolean {
  if (!/^(?:Bearer|Basic)$/i.test(scheme)) return false;
  const [, next] = site.pieces;
  const kept = site.text.slice(Math.max(0, site.valueSpan.start - 40), site.valueSpan.start);
  const joinedWith = next?.kind === 'opaque' ? next.source : '';
  return (
    /token|jwt|auth|bearer|cred|secret|api_?key|base64|b64|btoa|encode/i.test(joinedWith) ||
    /auth|header|token|bearer/i.test(kept)
  );
}

/** The scheme is in a variable, and what follows it begins with no space. */
function throughVariable(site: Site, report: Report): void {
  const [scheme, next] = site.pieces;
  if (scheme?.kind !== 'opaque' || next?.kind !== 'opaque') return;
  const assigned = assignedTo(site, scheme);
  const match = assigned ? /^["'`](Bearer|Basic|Token)["'`][;,]?$/i.exec(assigned.text.trim()) : undefined;
  if (!assigned || !match) return;
  report({
    message: `"${assigned.name}" is "${match[1]}" without a space, and none follows it; put one between`,
    span: scheme.span,
    related: [
      { span: { start: assigned.start, end: assigned.start + assigned.text.trimEnd().length }, message: 'Set here' },
    ],
  });
}
