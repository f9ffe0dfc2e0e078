import type { Fix } from '../../text/span.ts';
import type { Report, Rule } from '../rule.ts';
import type { Site } from '../site.ts';
import { reportProblem } from '../value-rule.ts';

export const basicNotEncoded: Rule = {
  id: 'basic-not-encoded',
  severity: 'error',
  confidence: 'high',
  summary: 'User name and password are sent as they stand, not base64-encoded',
  rationale:
    'The server decodes what follows `Basic` as base64 and splits the result at the first colon. `user:password` is no base64, so the answer is 400 or 401.',
  notReported:
    '`.http` and `.rest` files: REST Client and httpYac encode `Basic user:password` themselves. Log lines, and text that a call encodes as a whole.',
  references: ['[RFC 7617 §2](https://www.rfc-editor.org/rfc/rfc7617#section-2)'],
  examples: [
    {
      file: 'a.js',
      bad: 'const headers = { Authorization: `Basic ${user}:${password}` };',
      fixed: 'const headers = { Authorization: `Basic ${btoa(`${user}:${password}`)}` };',
    },
    {
      file: 'a.go',
      bad: 'req.Header.Set("Authorization", "Basic " + user + ":" + password)',
      fixed:
        'req.Header.Set("Authorization", "Basic " + base64.StdEncoding.EncodeToString([]byte(user + ":" + password)))',
    },
    {
      file: 'A.java',
      bad: 'request.addHeader("Authorization", "Basic " + user + ":" + password);',
      fixed:
        'request.addHeader("Authorization", "Basic " + java.util.Base64.getEncoder().encodeToString((user + ":" + password).getBytes(java.nio.charset.StandardCharsets.UTF_8)));',
    },
    {
      file: 'a.php',
      bad: "<?php $headers = ['Authorization' => 'Basic ' . $user . ':' . $password];",
      fixed: "<?php $headers = ['Authorization' => 'Basic ' . base64_encode($user . ':' . $password)];",
    },
    {
      file: 'a.rb',
      bad: 'request["Authorization"] = "Basic " + user + ":" + password',
      fixed: 'request["Authorization"] = "Basic " + Base64.strict_encode64(user + ":" + password)',
    },
    {
      file: 'c.js',
      bad: 'const headers = { Authorization: `Basic ${Buffer.from(`${id}:${secret}`)}` };',
      fixed: "const headers = { Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` };",
    },
    { file: 'a.py', bad: 'headers = {"Authorization": f"Basic {user}:{password}"}' },
    { file: 'a.sh', bad: 'curl -H "Authorization: Basic $USER:$PASSWORD" https://api.example.com/' },
    { file: 'a.http', good: 'GET https://api.example.com/\nAuthorization: Basic user:password\n' },
    { file: 'b.js', good: 'const headers = { Authorization: `Basic ${btoa(`${user}:${password}`)}` };' },
  ],
  check(site, report) {
    if (site.language === 'http' || site.language === 'bruno') return;
    bufferAsText(site, report);
    for (const problem of site.problems) {
      if (problem.code !== 'basic-not-encoded') continue;
      if (isEncodedWhole(site)) return;
      const fix = encodeFix(site);
      reportProblem(site, problem, found => report(fix ? { ...found, fixes: [fix] } : found));
    }
  },
};

/** `base64("Basic " + user + …)` is the fault of another rule. */
function isEncodedWhole(site: Site): boolean {
  return encoderAround(site) !== undefined;
}

/** The call that encodes the value together with its scheme. */
export function encoderAround(site: Site): string | undefined {
  const call = site.enclosing.find(bracket => /b(?:ase)?64|btoa|EncodeToString|ToBase64String/i.test(bracket.callee));
  if (call && /^\s*Basic\s/i.test(site.value)) return call.callee;
  const name = assignedName(site.text, site.valueSpan.start);
  if (site.form !== 'assignment' || name === '') return undefined;
  const later = new RegExp(`\\b(\\w*(?:base64|b64|btoa)\\w*)\\(\\s*${name}\\b`, 'i').exec(
    site.text.slice(site.valueSpan.end, site.valueSpan.end + 2000),
  );
  return later?.[1];
}

const encoders: Readonly<Record<string, readonly [string, string]>> = {
  javascript: ['btoa(', ')'],
  go: ['base64.StdEncoding.EncodeToString([]byte(', '))'],
  java: ['java.util.Base64.getEncoder().encodeToString((', ').getBytes(java.nio.charset.StandardCharsets.UTF_8))'],
  php: ['base64_encode(', ')'],
  ruby: ['Base64.strict_encode64(', ')'],
  csharp: ['Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(', '))'],
  kotlin: ['java.util.Base64.getEncoder().encodeToString((', ').toByteArray())'],
  scala: ['java.util.Base64.getEncoder.encodeToString((', ').getBytes("UTF-8"))'],
  groovy: ['(', ').bytes.encodeBase64().toString()'],
  swift: ['Data((', ').utf8).base64EncodedString()'],
  dart: ['base64Encode(utf8.encode(', '))'],
  elixir: ['Base.encode64(', ')'],
  perl: ['encode_base64(', ", '')"],
  powershell: ['[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes(', '))'],
  lua: ['ngx.encode_base64(', ')'],
  python: ['base64.b64encode((', ').encode()).decode()'],
};

/** Wraps what is joined after the scheme, where the scheme is a literal by itself, or a whole JavaScript template. */
function encodeFix(site: Site): Fix | undefined {
  const [first, second] = site.pieces;
  const wrap = encoders[site.language];
  if (first?.kind !== 'literal' || !first.segment || !second || !wrap || site.nested) return undefined;
  const title = 'Encode user name and password';
  if (
    site.language === 'javascript' &&
    first.quote === '`' &&
    /^Basic $/i.test(first.text) &&
    site.valueSpan.end <= first.segment.innerEnd
  ) {
    const inner = site.text.slice(second.span.start, first.segment.innerEnd);
    const span = { start: second.span.start, end: first.segment.innerEnd };
    return { title, safe: false, edits: [{ span, text: `\${btoa(\`${inner}\`)}` }] };
  }
  if (!site.joined || !/^Basic $/i.test(first.text) || second.span.start < first.segment.end) return undefined;
  const start = second.kind === 'literal' ? (second.segment?.start ?? second.span.start) : second.span.start;
  const last = site.pieces.at(-1);
  const end = last?.kind === 'literal' ? (last.segment?.end ?? last.span.end) : (last?.span.end ?? start);
  return {
    title,
    safe: false,
    edits: [
      { span: { start, end: start }, text: wrap[0] },
      { span: { start: end, end }, text: wrap[1] },
    ],
  };
}

/** The name in `name = "…"`, given where the text in the quotes begins; empty where it is no assignment. */
function assignedName(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - 80), at - 1).trimEnd();
  if (!before.endsWith('=')) return '';
  const left = before.slice(0, -1).replace(/:$/, '').trimEnd();
  let start = left.length;
  while (start > 0 && /\w/.test(left.charAt(start - 1))) start--;
  return left.slice(start);
}

/** A buffer in a string becomes the text that it was made of. */
function bufferAsText(site: Site, report: Report): void {
  const piece = site.pieces[1];
  if (site.language !== 'javascript' || site.nested || !/^\s*Basic \0$/i.test(site.value)) return;
  if (piece?.kind !== 'opaque') return;
  const source = piece.source.replace(/^\$\{\s{0,4}/, '').replace(/\s{0,4}\}$/, '');
  if (!source.startsWith('Buffer.from(') || !endsWithItsCall(source) || /,\s*["'`]\w+["'`]\s*\)$/.test(source)) return;
  const at = piece.span.start + piece.source.lastIndexOf(')') + 1;
  report({
    message: 'A buffer in a string gives its text, not base64; add ".toString(\'base64\')"',
    span: piece.span,
    fixes: [
      {
        title: 'Encode as base64',
        safe: false,
        edits: [{ span: { start: at, end: at }, text: ".toString('base64')" }],
      },
    ],
  });
}

/** Whether the parenthesis that closes the first call is the last character. */
function endsWithItsCall(source: string): boolean {
  let depth = 0;
  for (let at = 0; at < source.length; at++) {
    if (source.charAt(at) === '(') depth++;
    else if (source.charAt(at) === ')' && --depth === 0) return at === source.length - 1;
  }
  return false;
}
