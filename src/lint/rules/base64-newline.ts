import type { Edit, Fix } from '../../text/span.ts';
import { ingredientsOf } from '../constants.ts';
import type { Rule } from '../rule.ts';
import type { OpaquePiece, Site } from '../site.ts';

interface Encoder {
  readonly pattern: RegExp;
  /** What takes the line break off again. */
  readonly unless?: RegExp;
  readonly languages: readonly string[];
  readonly says: string;
  readonly advice: string;
  readonly severity: 'error' | 'warning';
  /** What to put in place of the part that the pattern's group `part` matched. */
  readonly replacement?: string;
}

/** Encoders that add or keep a line break, per language. */
const encoders: readonly Encoder[] = [
  {
    pattern: /(?<![\w-])(?<part>echo) (?!-[a-zA-Z]?[neE])[^|\n]{1,400}\| ?(?:_?base64|\w+base64|openssl )/,
    languages: ['shell'],
    says: '"echo" ends its output with a line break, which is encoded into the password',
    advice: 'use "printf %s"',
    severity: 'error',
    replacement: 'printf %s',
  },
  {
    pattern: /base64(?: -w ?0?)? ?(?<part><<<)/,
    languages: ['shell'],
    says: 'A here-string ends with a line break, which is encoded into the password',
    advice: 'pipe "printf %s" into base64',
    severity: 'error',
  },
  {
    pattern: /\bopenssl\s+(?:enc\s+-)?(?<part>base64)(?![^)|]*\s-A\b)/,
    languages: ['shell'],
    says: '"openssl base64" breaks its output into lines of 64 characters',
    advice: 'add "-A"',
    severity: 'warning',
    replacement: 'base64 -A',
  },
  {
    pattern: /\bBase64(?:\.|::)(?<part>encode64)\b(?!(?:[^\n]*)\.(?:gsub|delete|strip|chomp|tr|squeeze)\b)/,
    languages: ['ruby'],
    says: '"encode64" adds a line break after every 60 characters and at the end',
    advice: 'use "strict_encode64"',
    severity: 'error',
    replacement: 'strict_encode64',
  },
  {
    pattern: /\.pack\((?<part>(["'])m\*?\2)\)(?!\s*\.(?:gsub|delete|strip|chomp|tr))/,
    languages: ['ruby'],
    says: 'The directive "m" adds line breaks',
    advice: 'use "m0"',
    severity: 'error',
    replacement: '"m0"',
  },
  {
    pattern: /\b(?<part>encodestring|encodebytes)\b(?!(?:[^\n]*)\.(?:replace|strip|rstrip)\()/,
    languages: ['python'],
    says: 'This encoder adds a line break after every 76 characters and at the end',
    advice: 'use "b64encode"',
    severity: 'error',
    replacement: 'b64encode',
  },
  {
    pattern: /\bBase64\.(?:DEFAULT|CRLF)\b/,
    languages: ['java', 'kotlin'],
    says: '"Base64.DEFAULT" adds line breaks',
    advice: 'use "Base64.NO_WRAP"',
    severity: 'error',
  },
  {
    pattern: /\b(?<part>getMimeEncoder)\b/,
    languages: ['java', 'kotlin', 'scala', 'groovy'],
    says: 'The MIME encoder breaks its output into lines of 76 characters',
    advice: 'use "getEncoder"',
    severity: 'error',
    replacement: 'getEncoder',
  },
  {
    pattern: /\bencodeBase64(?<part>Chunked)\b/,
    languages: ['java', 'kotlin', 'scala', 'groovy'],
    says: 'The chunked encoder adds line breaks',
    advice: 'use "encodeBase64"',
    severity: 'error',
    replacement: '',
  },
  {
    pattern: /\bInsertLineBreaks\b/,
    languages: ['csharp', 'powershell'],
    says: '"InsertLineBreaks" breaks the output into lines of 76 characters',
    advice: 'use "Base64FormattingOptions.None"',
    severity: 'error',
  },
  {
    pattern: /\bencode_base64\(/,
    unless: /,\s?(?:''|""|q\{\}|undef)\s?\)/,
    languages: ['perl'],
    says: '"encode_base64" ends its lines with a line break unless told otherwise',
    advice: 'pass "" as the second argument',
    severity: 'error',
  },
  {
    pattern: /\.base64EncodedString\(options: ?\[?\.(?:lineLength64Characters|lineLength76Characters)/,
    languages: ['swift'],
    says: 'This option breaks the output into lines, which no header may hold',
    advice: 'leave the options out',
    severity: 'error',
  },
];

export const base64Newline: Rule = {
  id: 'base64-newline',
  severity: 'error',
  confidence: 'high',
  summary: 'The encoded user and password hold a line break',
  rationale:
    '`echo user:pass | base64` encodes `user:pass` and a line break: the server compares the password with its line break and answers 401. Encoders made for mail break long output into lines, which no header may hold.',
  notReported: '`echo -n`, `printf`, output whose line breaks are removed, and encoders for mail bodies.',
  references: [
    '[RFC 7617 §2](https://www.rfc-editor.org/rfc/rfc7617#section-2)',
    '[RFC 4648 §3.1](https://www.rfc-editor.org/rfc/rfc4648#section-3.1)',
  ],
  examples: [
    {
      file: 'a.sh',
      bad: 'curl -H "Authorization: Basic $(echo $USER:$PASS | base64)" https://api.example.com/',
      fixed: 'curl -H "Authorization: Basic $(printf %s $USER:$PASS | base64)" https://api.example.com/',
    },
    {
      file: 'a.rb',
      bad: 'request["Authorization"] = "Basic " + Base64.encode64("#{user}:#{password}")',
      fixed: 'request["Authorization"] = "Basic " + Base64.strict_encode64("#{user}:#{password}")',
    },
    {
      file: 'a.py',
      bad: 'headers = {"Authorization": "Basic " + base64.encodebytes(pair).decode()}',
      fixed: 'headers = {"Authorization": "Basic " + base64.b64encode(pair).decode()}',
    },
    {
      file: 'A.java',
      bad: 'request.addHeader("Authorization", "Basic " + Base64.getMimeEncoder().encodeToString(pair));',
      fixed: 'request.addHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));',
    },
    {
      file: 'a.kt',
      bad: 'request.addHeader("Authorization", "Basic " + Base64.encodeToString(pair, Base64.DEFAULT))',
    },
    {
      file: 'a.cs',
      bad: 'client.DefaultRequestHeaders.Add("Authorization", "Basic " + Convert.ToBase64String(pair, Base64FormattingOptions.InsertLineBreaks));',
    },
    { file: 'a.pl', bad: '$req->header("Authorization" => "Basic " . encode_base64("$user:$password"));' },
    {
      file: 'c.sh',
      bad: 'AUTH=$(echo "$U:$P" | base64)\ncurl -H "Authorization: Basic $AUTH" https://api.example.com/',
      fixed: 'AUTH=$(printf %s "$U:$P" | base64)\ncurl -H "Authorization: Basic $AUTH" https://api.example.com/',
    },
    {
      file: 'a.swift',
      bad: 'request.setValue("Basic \\(pair.base64EncodedString(options: .lineLength76Characters))", forHTTPHeaderField: "Authorization")',
    },
    { file: 'b.sh', good: 'curl -H "Authorization: Basic $(echo -n $USER:$PASS | base64)" https://api.example.com/' },
    { file: 'b.rb', good: 'request["Authorization"] = "Basic " + Base64.encode64(pair).delete("\\n")' },
  ],
  check(site, report) {
    if (!/^\s*(?:Basic\s|\0)/i.test(site.value)) return;
    const filled = site.text.slice(site.valueSpan.end, site.valueSpan.end + 120);
    if (
      site.language === 'python' &&
      /^["'](?: % |\.format\()[^\n]{0,40}\b(?:encodestring|encodebytes)\(/.test(filled) &&
      !/strip|replace/.test(filled)
    ) {
      report({ message: 'This encoder adds line breaks; use "b64encode"', span: site.valueSpan });
      return;
    }
    for (const piece of ingredientsOf(site)) {
      for (const encoder of encoders) {
        if (!encoder.languages.includes(site.language)) continue;
        if (encoder.unless?.test(piece.source)) continue;
        const match = encoder.pattern.exec(piece.source);
        if (!match || /\|\s*(?:tr|sed|awk|perl)\s+(?:-d|'s)[^)|]*\\n/.test(piece.source.slice(match.index + 4)))
          continue;
        const fix = fixOf(site, piece, encoder, match);
        report({
          message: `${encoder.says}; ${encoder.advice}`,
          span: piece.span,
          fixes: fix ? [fix] : [],
          severity: encoder.severity,
        });
        return;
      }
    }
  },
};

function fixOf(site: Site, piece: OpaquePiece, encoder: Encoder, match: RegExpExecArray): Fix | undefined {
  const part = match.groups?.part;
  if (part === undefined || encoder.replacement === undefined || site.nested) return undefined;
  const start = piece.span.start + match.index + match[0].indexOf(part);
  if (site.text.slice(start, start + part.length) !== part) return undefined;
  const edit: Edit = { span: { start, end: start + part.length }, text: encoder.replacement };
  return {
    title: encoder.advice.charAt(0).toUpperCase() + encoder.advice.slice(1),
    safe: part !== 'encodestring',
    edits: [edit],
  };
}
