import type { Span } from '../../text/span.ts';
import { matchHeaderName } from '../header-name.ts';
import type { LintFile, Rule } from '../rule.ts';
import { lineEnd, lineStart } from '../scan.ts';
import type { Site } from '../site.ts';

export const duplicateHeader: Rule = {
  id: 'duplicate-header',
  severity: 'warning',
  confidence: 'high',
  summary: 'The same request sets Authorization twice',
  rationale:
    'A request carries one set of credentials. Of two keys in an object one wins, by the order they stand in; of two header options curl sends both, and many gateways answer 400 or read the wrong one.',
  notReported: '`Authorization` beside `Proxy-Authorization`, and the branches of a condition.',
  references: ['[RFC 9110 §5.3](https://www.rfc-editor.org/rfc/rfc9110#section-5.3)'],
  examples: [
    { file: 'a.js', bad: 'const headers = { Authorization: `Bearer ${token}`, authorization: `Bearer ${other}` };' },
    { file: 'a.py', bad: 'headers = {"Authorization": f"Bearer {token}", "authorization": f"Bearer {other}"}' },
    {
      file: 'a.sh',
      bad: 'curl -H "Authorization: Bearer $TOKEN" -H "Authorization: Basic $PAIR" https://api.example.com/',
    },
    {
      file: 'a.http',
      bad: 'GET https://api.example.com/\nAuthorization: Bearer {{token}}\nAuthorization: Basic {{pair}}\n',
    },
    { file: 'b.sh', bad: 'curl -u "$U:$P" -H "Authorization: Bearer $TOKEN" https://api.example.com/' },
    {
      file: 'c.py',
      bad: 'requests.get(url, auth=(user, password), headers={"Authorization": f"Bearer {token}"})',
    },
    {
      file: 'd.js',
      bad: 'axios.get(url, { auth: { username, password }, headers: { Authorization: `Bearer ${token}` } });',
    },
    { file: 'd.py', good: 'requests.get(url, auth=None, headers={"Authorization": f"Bearer {token}"})' },
    { file: 'a.json', bad: '{ "headers": { "Authorization": "Bearer a1b2c3", "authorization": "Bearer d4e5f6" } }' },
    { file: 'a.rb', bad: 'headers = { "Authorization" => "Bearer #{token}", "authorization" => "Basic #{pair}" }' },
    {
      file: 'b.js',
      good: 'const headers = { Authorization: `Bearer ${token}`, "Proxy-Authorization": `Basic ${pair}` };',
    },
    {
      file: 'b.http',
      good: 'GET https://api.example.com/\nAuthorization: Bearer {{token}}\n\n###\nGET https://api.example.com/\nAuthorization: Bearer {{token}}\n',
    },
  ],
  checkFile(file, report) {
    const seen = new Map<string, Site>();
    for (const site of file.sites) {
      const user = userOption(file.text, site);
      if (user) {
        report({
          message: 'curl makes an Authorization header of "-u" itself, and this one replaces it; keep one',
          span: site.nameSpan,
          related: [{ span: user, message: 'The user and password' }],
        });
      }
      const option = authOption(site);
      if (option)
        report({
          message: 'The call makes an Authorization header of "auth" itself, and that one replaces this; keep one',
          span: site.nameSpan,
          related: [{ span: option, message: 'The user and password' }],
        });
      const place = placeOf(file, site);
      if (place === undefined || matchHeaderName(site.name) !== 'exact') continue;
      const first = seen.get(place);
      if (!first) {
        seen.set(place, site);
        continue;
      }
      if (first.nameSpan.start === site.nameSpan.start) continue;
      report({
        message: `"${site.name}" is set a second time here; keep one`,
        span: site.nameSpan,
        related: [{ span: first.nameSpan, message: 'The first one' }],
      });
    }
  },
};

/** No command is read further than this on either side of a header. */
const longestCommand = 2000;

/** The `-u user:password` of the same curl command, on the line of the header or those that it goes on with. */
function userOption(text: string, site: Site): Span | undefined {
  if (site.language !== 'shell' || site.nested || !/^(?:H|header)$/.test(site.callee)) return undefined;
  if (/proxy/i.test(site.name)) return undefined;
  const [from, to] = [site.nameSpan.start - longestCommand, site.valueSpan.end + longestCommand];
  let start = lineStart(text, site.nameSpan.start);
  while (start > Math.max(1, from) && text.slice(start - 2, start) === '\\\n') start = lineStart(text, start - 1);
  let end = lineEnd(text, site.valueSpan.end, Math.min(to, text.length));
  while (text.charAt(end - 1) === '\\' && end < Math.min(to, text.length)) end = lineEnd(text, end + 1);
  const first = Math.max(start, from);
  const curl = text.slice(first, site.nameSpan.start).lastIndexOf('curl ');
  if (curl < 0) return undefined;
  const command = text.slice(first + curl, Math.min(end, to)).split(/[|;]|&&/, 1)[0] ?? '';
  const match = /\s(?:-u|--user)[ =]/.exec(command);
  return match
    ? { start: first + curl + match.index + 1, end: first + curl + match.index + match[0].length - 1 }
    : undefined;
}

/** Per language, which calls make a header of user and password whatever other headers say, and how they are given. */
const authOptions: Readonly<Record<string, { readonly callee: RegExp; readonly option: RegExp }>> = {
  python: {
    callee: /^(?:requests|httpx|\w*session|\w*client)\.\w{3,8}$/i,
    option: /\bauth\s?=\s?(?:\(|HTTPBasicAuth\()/,
  },
  javascript: { callee: /^axios\b/, option: /\bauth\s?:\s?\{/ },
  php: { callee: /(?:->|::)(?:get|post|put|patch|delete|request|requestAsync)$/, option: /["']auth["']\s?=>\s?\[/ },
};

/** The user and password that the call takes apart from its headers. */
function authOption(site: Site): Span | undefined {
  const known = authOptions[site.language];
  const at = site.enclosing.findIndex(({ key }) => key === 'headers');
  const call = site.enclosing.find(({ bracket }) => bracket === '(');
  if (!known || site.source.offsets || at < 0 || !call || !known.callee.test(call.callee)) return undefined;
  // What holds the headers holds the option: an object, or the call.
  const around = site.enclosing[at + 1];
  if (!around || site.enclosing.indexOf(call) > at + 2) return undefined;
  const headers = site.enclosing[at]?.span ?? site.nameSpan;
  for (const [from, to] of [
    [around.span.start, headers.start],
    [headers.end, around.span.end],
  ] as const) {
    const match = known.option.exec(site.text.slice(from, to));
    if (match) return { start: from + match.index, end: from + match.index + match[0].length };
  }
  return undefined;
}

/** What request the site belongs to: an object of headers, a command, or the lines up to an empty one. */
function placeOf(file: LintFile, site: Site): string | undefined {
  const name = /proxy/i.test(site.name) ? 'proxy' : 'origin';
  if (site.form === 'pair' && site.enclosing[0]?.bracket === '{' && isKey(file.text, site))
    return `${name} ${site.enclosing[0].span.start}`;
  const from = Math.max(0, site.nameSpan.start - longestCommand);
  const before = file.text.slice(from, site.nameSpan.start);
  if (site.language === 'http' && site.form === 'line') return `${name} lines ${from + requestStart(before)}`;
  if (site.language !== 'shell' || site.nested || !/^(?:H|header)$/.test(site.callee)) return undefined;
  // A command goes on as long as its lines end with a backslash.
  const ends = /[^\\]\n|[;|&]\s|\n\n/g;
  let start = -1;
  for (const match of before.matchAll(ends)) start = match.index;
  return `${name} command ${from + start}`;
}

/** A key of an object literal, as against an assignment in a block or a choice between two names. */
function isKey(text: string, site: Site): boolean {
  const before = text
    .slice(Math.max(0, site.nameSpan.start - 40), site.nameSpan.start)
    .replace(/["'`@:]{1,4}$/, '')
    .trimEnd();
  const after = text.slice(site.nameSpan.end, site.nameSpan.end + 6);
  return /[{,(]$/.test(before) && /^["'`]?\]?\s*(?::|=>|=)/.test(after);
}

/** Where the request that ends the text begins: after an empty line, a separator, or at a request line. */
function requestStart(before: string): number {
  let start = 0;
  for (const match of before.matchAll(/\n\s*\n|^###|^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|QUERY)\s/gm))
    start = match.index;
  return start;
}
