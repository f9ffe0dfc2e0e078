import type { LiteralPiece, Piece } from '../site.ts';
import { plain } from './lines.ts';

// What one scalar of YAML says: quotes, the escapes in them, and what tools fill in.

/** A scalar from `start` to the end of its line, without quotes and comment; what tools fill in is opaque. */
export function scalar(text: string, start: number, end: number): Piece[] {
  const quote = text.charAt(start);
  if (quote === '"' || quote === "'") {
    const close = closingQuote(text, start, end);
    if (close > 0) return variables(text, start + 1, close, quote);
  }
  const line = text.slice(start, end);
  const comment = line.search(/\s#/);
  const stop = start + line.slice(0, comment < 0 ? line.length : comment).trimEnd().length;
  return variables(text, start, stop);
}

/** Where the quote that closes the one at `start` stands; -1 where none does. */
function closingQuote(text: string, start: number, end: number): number {
  const quote = text.charAt(start);
  for (let at = start + 1; at < end; at++) {
    const character = text.charAt(at);
    if (character === '\\' && quote === '"') at++;
    else if (character === quote && quote === "'" && text.charAt(at + 1) === quote) at++;
    else if (character === quote) return at;
  }
  return -1;
}

const variable =
  /\$\{\{[^{}\n]*\}\}|\{\{[^{}\n]*\}\}|\$\{[^{}\n]*\}|\$\([^()\n]*\)|<%[^%\n]*%>|\$[A-Za-z_]\w*|%\([^()\n]*\)s/g;

/** The pieces of the text between `start` and `end`, which stood in `quote`. */
export function variables(text: string, start: number, end: number, quote = ''): Piece[] {
  const pieces: Piece[] = [];
  let from = start;
  for (const match of text.slice(start, end).matchAll(variable)) {
    const at = start + match.index;
    if (at > from) pieces.push(unescaped(text, from, at, quote));
    pieces.push({
      kind: 'opaque',
      source: match[0],
      span: { start: at, end: at + match[0].length },
      interpolated: true,
    });
    from = at + match[0].length;
  }
  if (from < end || pieces.length === 0) pieces.push(unescaped(text, from, end, quote));
  return pieces;
}

const escaped = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|(.))|''/g;
const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0', e: '\u001b' };

/** Text between quotes: backslashes escape in double ones, in single ones a quote is written twice. */
function unescaped(text: string, start: number, end: number, quote: string): LiteralPiece {
  const whole = plain(text, start, end);
  if (quote === '' || !(quote === '"' ? whole.text.includes('\\') : whole.text.includes("''")))
    return { ...whole, quote };
  let value = '';
  const offsets: number[] = [];
  const add = (added: string, at: number, step: number) => {
    for (let i = 0; i < added.length; i++) offsets.push(at + i * step);
    value += added;
  };
  let from = 0;
  for (const match of whole.text.matchAll(escaped)) {
    if ((quote === '"') === (match[0] === "''")) continue;
    add(whole.text.slice(from, match.index), start + from, 1);
    const code = match[1] ?? match[2];
    const one = code === undefined ? match[3] : String.fromCharCode(Number.parseInt(code, 16));
    add(one === undefined ? "'" : code === undefined ? (controls[one] ?? one) : one, start + match.index, 0);
    from = match.index + match[0].length;
  }
  add(whole.text.slice(from), start + from, 1);
  return { ...whole, text: value, offsets: [...offsets, end], quote };
}
