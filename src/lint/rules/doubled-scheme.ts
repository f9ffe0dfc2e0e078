import type { Fix } from '../../text/span.ts';
import { assignedTo } from '../constants.ts';
import type { Report, Rule } from '../rule.ts';
import { type Site, sourceSpan } from '../site.ts';
import { firstLiteral, passOn } from '../value-rule.ts';

const passOnDoubled = passOn('doubled-scheme');

export const doubledScheme: Rule = {
  id: 'doubled-scheme',
  severity: 'error',
  confidence: 'high',
  summary: 'The scheme is sent twice',
  rationale:
    'The server takes the first word for the scheme and the rest for the token, so the token it looks up begins with `Bearer `. Helpers such as `setBearerAuth`, `bearer_auth` and `AuthenticationHeaderValue` add the scheme themselves: their argument is the bare token.',
  notReported:
    'Setters of your own that take the whole value, and tokens that happen to begin with the scheme’s letters.',
  references: ['[RFC 6750 §2.1](https://www.rfc-editor.org/rfc/rfc6750#section-2.1)'],
  examples: [
    {
      file: 'a.js',
      bad: 'const headers = { Authorization: `Bearer Bearer ${token}` };',
      fixed: 'const headers = { Authorization: `Bearer ${token}` };',
    },
    { file: 'A.java', bad: 'headers.setBearerAuth("Bearer " + token);', fixed: 'headers.setBearerAuth(token);' },
    {
      file: 'b.js',
      bad: "const token = 'Bearer ' + raw;\nconst headers = { Authorization: `Bearer ${token}` };",
    },
    {
      file: 'a.sh',
      bad: 'TOKEN="Bearer $RAW"\ncurl -H "Authorization: Bearer $TOKEN" https://api.example.com/',
    },
    {
      file: 'b.py',
      good: 'def send(token):\n    headers = {"Authorization": f"Bearer {token}"}\n\ndef other():\n    token = "Bearer " + raw\n',
    },
    {
      file: 'c.py',
      bad: 'headers = {"Authorization": f"Bearer token {api_key}"}',
      fixed: 'headers = {"Authorization": f"Bearer {api_key}"}',
    },
    {
      file: 'a.json',
      bad: '{ "auth": { "type": "bearer", "bearer": [{ "key": "token", "value": "Bearer {{key}}" }] } }',
      fixed: '{ "auth": { "type": "bearer", "bearer": [{ "key": "token", "value": "{{key}}" }] } }',
    },
    {
      file: 'a.yaml',
      bad: 'authentication:\n  type: bearer\n  token: Bearer {{ _.token }}\n',
      fixed: 'authentication:\n  type: bearer\n  token: {{ _.token }}\n',
    },
    { file: 'a.js', good: 'const headers = { Authorization: `Bearer ${token}` };' },
  ],
  check(site, report) {
    throughVariable(site, report);
    if (site.implied === 0) return passOnDoubled(site, report);
    const first = firstLiteral(site);
    const match = first ? /^\s*(Bearer|Basic|Token)(\s*:\s*|\s+|$)/i.exec(first.text) : undefined;
    if (!first || !match || (match[2] === '' && !site.joined)) return;
    if (/^[A-Z]+(?: [A-Z]+)+$/.test(first.text)) return;
    const scheme = match[1] ?? '';
    const span = sourceSpan(site, { start: site.implied, end: site.implied + match[0].length });
    report({
      message: `${site.helper?.name ? `"${site.helper.name}"` : 'This call'} adds "${site.helper?.scheme}" itself, and the value begins with "${scheme}" again; leave it out`,
      span,
      fixes: [dropScheme(site, match[0].length)],
    });
  },
};

/** Drops the scheme, and the literal with it where nothing else is in it. */
function dropScheme(site: Site, length: number): Fix {
  const [first, next] = site.pieces;
  const whole =
    first?.kind === 'literal' &&
    first.text.length === length &&
    next &&
    site.joined &&
    first.segment &&
    next.span.start >= first.segment.end;
  const span = whole
    ? {
        start: first.segment?.start ?? 0,
        end: next.kind === 'literal' ? (next.segment?.start ?? next.span.start) : next.span.start,
      }
    : sourceSpan(site, { start: site.implied, end: site.implied + length });
  return { title: 'Leave the scheme to the helper', safe: true, edits: [{ span, text: '' }] };
}

/** The variable after the scheme holds a value that begins with one. */
function throughVariable(site: Site, report: Report): void {
  const written = /^\s*(Bearer|Basic|Token)\s+\0$/i.exec(site.value)?.[1];
  const variable = site.pieces.at(-1);
  if (written === undefined || variable?.kind !== 'opaque') return;
  const assigned = assignedTo(site, variable);
  const match = assigned ? /^[rfbu$@]{0,2}["'`](Bearer|Basic|Token)\s/i.exec(assigned.text) : undefined;
  if (!assigned || !match) return;
  const span = { start: assigned.start, end: assigned.start + match[0].length };
  report({
    message: `"${assigned.name}" holds a value that begins with "${match[1]}", so the scheme is sent twice; write it in one place`,
    span: variable.span,
    severity: 'warning',
    confidence: 'medium',
    related: [{ span, message: `"${match[1]}" stands here already` }],
  });
}
