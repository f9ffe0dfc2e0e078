import type { Report, Rule } from '../rule.ts';
import type { LiteralPiece, OpaquePiece, Site } from '../site.ts';
import { passOn } from '../value-rule.ts';

const passOnDelimiter = passOn('stray-delimiter');

export const strayDelimiter: Rule = {
  id: 'stray-delimiter',
  severity: 'error',
  confidence: 'high',
  summary: 'A dollar sign or brace of another language’s syntax is sent with the token',
  rationale:
    'An f-string fills in `{token}`, a JavaScript template `${token}`, Ruby `#{token}`. What is written beyond that is text: `f"Bearer ${token}"` sends a dollar sign in front of the token.',
  notReported: 'Strings that write templates for something else, with doubled braces and other code around them.',
  examples: [
    {
      file: 'a.py',
      bad: 'headers = {"Authorization": f"Bearer ${token}"}',
      fixed: 'headers = {"Authorization": f"Bearer {token}"}',
    },
    {
      file: 'a.js',
      bad: 'const headers = { Authorization: `Bearer $${token}` };',
      fixed: 'const headers = { Authorization: `Bearer ${token}` };',
    },
    {
      file: 'a.cs',
      bad: 'client.DefaultRequestHeaders.Add("Authorization", $"Bearer ${token}");',
      fixed: 'client.DefaultRequestHeaders.Add("Authorization", $"Bearer {token}");',
    },
    {
      file: 'b.js',
      bad: 'const headers = { Authorization: `Bearer ${token}}` };',
      fixed: 'const headers = { Authorization: `Bearer ${token}` };',
    },
    {
      file: 'a.rs',
      bad: 'let req = client.get(url).header("Authorization", format!("Bearer ${token}"));',
      fixed: 'let req = client.get(url).header("Authorization", format!("Bearer {token}"));',
    },
    {
      file: 'a.rb',
      bad: 'request["Authorization"] = "Bearer $#{token}"',
      fixed: 'request["Authorization"] = "Bearer #{token}"',
    },
    {
      file: 'a.go',
      bad: 'req.Header.Set("Authorization", fmt.Sprintf("Bearer {%s}", accessToken))',
      fixed: 'req.Header.Set("Authorization", fmt.Sprintf("Bearer %s", accessToken))',
    },
    {
      file: 'b.go',
      bad: 'req.Header.Add("Authorization", fmt.Sprintf("Bearer %q", accessToken))',
      fixed: 'req.Header.Add("Authorization", fmt.Sprintf("Bearer %s", accessToken))',
    },
    {
      file: 'c.js',
      bad: 'const headers = { Authorization: `Bearer $(accessToken)` };',
      fixed: 'const headers = { Authorization: `Bearer ${accessToken}` };',
    },
    {
      file: 'b.rs',
      bad: 'let req = client.get(url).header("Authorization", format!("Bearer {{}}", access_token));',
      fixed: 'let req = client.get(url).header("Authorization", format!("Bearer {}", access_token));',
    },
    {
      file: 'a.swift',
      bad: 'request.setValue("Bearer (accessToken)", forHTTPHeaderField: "Authorization")',
      fixed: 'request.setValue("Bearer \\(accessToken)", forHTTPHeaderField: "Authorization")',
    },
    {
      file: 'a.yml',
      bad: 'headers:\n  Authorization: "Bearer ${{ secrets.API_TOKEN }}}"\n',
      fixed: 'headers:\n  Authorization: "Bearer ${{ secrets.API_TOKEN }}"\n',
    },
    { file: 'b.py', good: 'headers = {"Authorization": f"Bearer {token}"}' },
  ],
  check(site, report) {
    if (site.nested) return;
    for (const piece of site.pieces) slipIn(site, piece, report);
    const before = site.problems.filter(problem => problem.code === 'stray-delimiter');
    if (before.length > 0 && !isGenerated(site)) passOnDelimiter(site, report);
  },
};

/** Doubled braces around the site: the string writes code or configuration. */
function isGenerated(site: Site): boolean {
  const around = site.text.slice(Math.max(0, site.valueSpan.start - 80), site.valueSpan.end + 20);
  return /(?<!\$)\{\{/.test(around);
}

interface Slip {
  readonly languages: readonly string[];
  readonly kind: 'literal' | 'opaque';
  readonly pattern: RegExp;
  readonly says: string;
  /** What was meant, given the pattern's group. */
  readonly meant: (inner: string) => string;
}

/** Marks of one language's formatting that are written as another's. */
const slips: readonly Slip[] = [
  {
    languages: ['go', 'java', 'kotlin', 'c', 'php', 'groovy', 'scala'],
    kind: 'opaque',
    pattern: /^\{(%(?:\d\$)?[sv])\}$/,
    says: 'The braces are sent with the token',
    meant: mark => mark,
  },
  {
    languages: ['go'],
    kind: 'opaque',
    pattern: /^%q()$/,
    says: '"%q" puts quotes around the token, and they are sent',
    meant: () => '%s',
  },
  {
    languages: ['javascript'],
    kind: 'literal',
    pattern: /^\s*(?:Bearer|Basic|Token)\s+\$\(([\w.]+)\)$/,
    says: 'A template fills in braces, not parentheses, so this is sent as it stands',
    meant: name => `\${${name}}`,
  },
  {
    languages: ['rust'],
    kind: 'literal',
    pattern: /^\s*(?:Bearer|Basic|Token)\s+\{(\{\w*\})\}$/,
    says: 'Doubled braces are text, which is sent as it stands',
    meant: mark => mark,
  },
  {
    languages: ['swift'],
    kind: 'literal',
    pattern: /^\s*(?:Bearer|Basic|Token)\s+\\?\(([a-z][\w.]*)\)$/,
    says: 'Swift fills in a value after a single backslash, so this is sent as it stands',
    meant: name => `\\(${name})`,
  },
];

function slipIn(site: Site, piece: LiteralPiece | OpaquePiece, report: Report): void {
  const text = piece.kind === 'literal' ? piece.text : piece.source;
  for (const slip of slips) {
    if (slip.kind !== piece.kind || !slip.languages.includes(site.language)) continue;
    const match = slip.pattern.exec(text);
    if (!match) continue;
    if (piece.kind === 'literal' && site.language === 'javascript' && piece.quote !== '`') continue;
    const scheme = piece.kind === 'literal' ? (/^\s*\w+\s+/.exec(text)?.[0].length ?? 0) : 0;
    const start = piece.kind === 'literal' ? (piece.offsets[scheme] ?? piece.span.start) : piece.span.start;
    const span = { start, end: piece.span.end };
    const written = slip.meant(match[1] ?? '');
    report({
      message: `${slip.says}; write "${written}"`,
      span,
      fixes: [{ title: `Write "${written}"`, safe: false, edits: [{ span, text: written }] }],
    });
    return;
  }
}
