import type { Fix } from '../../text/span.ts';
import { assignedTo } from '../constants.ts';
import type { Report, Rule } from '../rule.ts';
import type { OpaquePiece, Site } from '../site.ts';
import { passOn } from '../value-rule.ts';

const passOnLiteral = passOn('bytes-literal');
/** Gives bytes, which `str()` and `format()` show with their `b'…'`. */
const bytes = /\b(?:b64encode|standard_b64encode|urlsafe_b64encode|encodebytes)\(/;

export const bytesLiteral: Rule = {
  id: 'bytes-literal',
  severity: 'error',
  confidence: 'high',
  summary: 'The text form of a byte string, b’…’, is sent as the credentials',
  rationale:
    "In Python 3 `b64encode` gives bytes, and putting bytes into a string writes them as `b'dXNlcjpw…'`. The server tries to decode the `b` and the quotes too. `.decode()` gives the text.",
  references: ['[base64.b64encode](https://docs.python.org/3/library/base64.html#base64.b64encode)'],
  examples: [
    {
      file: 'a.py',
      bad: 'headers = {"Authorization": f"Basic {base64.b64encode(pair)}"}',
      fixed: 'headers = {"Authorization": f"Basic {base64.b64encode(pair).decode()}"}',
    },
    {
      file: 'b.py',
      bad: 'headers = {"Authorization": "Basic " + str(base64.b64encode(pair))}',
      fixed: 'headers = {"Authorization": "Basic " + str(base64.b64encode(pair).decode())}',
    },
    {
      file: 'a.http',
      bad: "GET https://api.example.com/\nAuthorization: Basic b'dXNlcjpwYXNzd29yZA=='\n",
      fixed: 'GET https://api.example.com/\nAuthorization: Basic dXNlcjpwYXNzd29yZA==\n',
    },
    {
      file: 'e.py',
      bad: 'pair = base64.b64encode(raw)\nheaders = {"Authorization": f"Basic {pair}"}',
      fixed: 'pair = base64.b64encode(raw).decode()\nheaders = {"Authorization": f"Basic {pair}"}',
    },
    {
      file: 'A.java',
      bad: 'request.header("Authorization", "Basic " + Base64.getEncoder().encode(pair));',
      fixed: 'request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));',
    },
    { file: 'c.py', good: 'headers = {"Authorization": "Basic " + base64.b64encode(pair).decode()}' },
    { file: 'd.py', good: 'headers = {"Authorization": "Basic " + str(base64.b64encode(pair), "utf-8")}' },
  ],
  check(site, report) {
    passOnLiteral(site, report);
    if (/^(?:java|kotlin|scala|groovy)$/.test(site.language)) byteArray(site, report);
    if (site.language !== 'python' || !/^\s*Basic\s/i.test(site.value)) return;
    const after =
      /^["']?(?:\.format\(| % )\s*(?:base64\.)?b64encode\([^()]*(?:\([^()]*\)[^()]*)*\)(?=\s*(?:[)},]|$))/.exec(
        site.text.slice(site.valueSpan.end, site.valueSpan.end + 200),
      );
    if (after) {
      const at = site.valueSpan.end + after[0].length;
      report({ message: bytesMessage, span: site.valueSpan, fixes: [decodeAt(at)] });
      return;
    }
    for (const piece of site.pieces) {
      if (piece.kind !== 'opaque') continue;
      throughVariable(site, piece, report);
      const match = bytes.exec(piece.source);
      const shown = piece.interpolated ? /^\{/.test(piece.source) : /^(?:str|repr)\(/.test(piece.source);
      if (!match || !shown) continue;
      const close = closingParenthesis(piece.source, match.index + match[0].length);
      const rest = piece.source.slice(close + 1);
      if (close < 0 || !/^\s*[)}]$|^\s*$/.test(rest)) continue;
      const at = piece.span.start + close + 1;
      report({ message: bytesMessage, span: piece.span, fixes: [decodeAt(at)] });
    }
  },
};

/** Java: an array of bytes in a string is written as `[B@…`. */
function byteArray(site: Site, report: Report): void {
  if (!/^\s*Basic\s+\0$/i.test(site.value)) return;
  const piece = site.pieces.at(-1);
  const match =
    piece?.kind === 'opaque'
      ? /^(?:\$\{)?(?:[\w.]{0,40}\.)?Base64\.(?:getEncoder\(\)\.(encode)\((?!ToString)|encodeBase64\()/.exec(
          piece.source,
        )
      : null;
  if (!piece || !match) return;
  const at = piece.span.start + match[0].length - 1;
  const fix: Fix = {
    title: 'Encode to a string',
    safe: true,
    edits: [{ span: { start: at, end: at }, text: 'ToString' }],
  };
  report({
    message: 'This encoder gives bytes, which are written as "[B@…" in a string; use the one that gives a string',
    span: piece.span,
    fixes: match[1] === undefined ? [] : [fix],
  });
}

/** `credentials = b64encode(…)` above an f-string that shows it. */
function throughVariable(site: Site, piece: OpaquePiece, report: Report): void {
  const assigned = piece.interpolated ? assignedTo(site, piece.filledBy ?? piece) : undefined;
  const match = assigned ? bytes.exec(assigned.text) : null;
  if (!assigned || !match || !/^(?:\w+\.)?$/.test(assigned.text.slice(0, match.index))) return;
  const close = closingParenthesis(assigned.text, match.index + match[0].length);
  if (close < 0 || !/^\s*(?:#.*)?$/.test(assigned.text.slice(close + 1))) return;
  const at = assigned.start + close + 1;
  report({
    message: bytesMessage,
    span: piece.span,
    fixes: [decodeAt(at)],
    related: [{ span: { start: assigned.start, end: at }, message: 'The bytes' }],
  });
}

const bytesMessage = `"b64encode" gives bytes, which are written as "b'…'" in a string; decode them`;

function decodeAt(at: number): Fix {
  return { title: 'Add ".decode()"', safe: true, edits: [{ span: { start: at, end: at }, text: '.decode()' }] };
}

/** The index of the parenthesis that closes the one before `from`, or -1. */
function closingParenthesis(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text.charAt(at) === '(') depth++;
    else if (text.charAt(at) === ')' && --depth === 0) return at;
  }
  return -1;
}
