import type { Fix, Span } from '../text/span.ts';
import type { HeaderProblem, Parameter } from './model.ts';
import { problem, quoteName } from './problems.ts';
import { isBlank, readQuotedString, skipBlank, skipToken, startsParameter } from './scan.ts';
import { findScheme } from './schemes/index.ts';

/** Where a parser stands in a field value, and what it has met so far. */
export interface Reader {
  readonly text: string;
  at: number;
  readonly problems: HeaderProblem[];
  /** Set for schemes whose parameter values may hold any character but a comma, unquoted. */
  readonly loose: boolean;
  /** A quote that never ends makes all later ones doubtful: text that is skipped then ends at the next comma. */
  quotesBroken: boolean;
}

/** The last one counts where a name is repeated, as in Chromium and most client libraries. */
export function parameterValue(params: readonly Parameter[], name: string): string | undefined {
  return params.findLast(parameter => parameter.name === name)?.value;
}

/**
 * RFC 9110 §11.2, `token BWS "=" BWS ( token / quoted-string )`. The caller has seen that a parameter starts here.
 *
 * ```markdown
 * > | Basic realm="a", charset="UTF-8"
 *           ^
 * ```
 */
export function readParameter(reader: Reader): Parameter {
  const { text } = reader;
  const start = reader.at;
  const nameEnd = skipToken(text, start);
  const equals = skipBlank(text, nameEnd);
  const valueStart = skipBlank(text, equals + 1);
  const name = text.slice(start, nameEnd);
  reader.at = valueStart;
  const value = text[valueStart] === '"' ? readQuotedValue(reader, name) : readBareValue(reader, name);
  if (valueStart - nameEnd > 1 && reader.at > valueStart)
    reportSpace(reader, name, { start: nameEnd, end: valueStart });
  return {
    name: name.toLowerCase(),
    value,
    quoted: text[valueStart] === '"',
    nameSpan: { start, end: nameEnd },
    valueSpan: { start: valueStart, end: reader.at },
    span: { start, end: reader.at },
  };
}

function readQuotedValue(reader: Reader, name: string): string {
  const { text } = reader;
  const start = reader.at;
  const read = readQuotedString(text, start);
  const end = read.closed ? lostQuote(text, start, read.end) : text.length;
  if (end === undefined) {
    reader.at = read.end;
    return read.value;
  }
  reader.at = end;
  reader.problems.push(
    problem(
      'unterminated-quote',
      { start, end },
      `The quoted value of ${quoteName(name)} never ends; close it with a quote`,
      [insert('Close the quote', end, '"')],
    ),
  );
  return end === text.length ? read.value : text.slice(start + 1, end);
}

/**
 * In `realm="a, Bearer realm="b"` the second quote opens a value, it does not close one. Text that ends in `=` and goes
 * on right after its quote gives this away; the value then ends at its first comma, so that no challenge swallows another.
 */
function lostQuote(text: string, start: number, end: number): number | undefined {
  const next = text[end];
  if (next === undefined || next === ',' || isBlank(next) || text[end - 2] !== '=') return undefined;
  const comma = text.slice(start, end).indexOf(',');
  return comma < 0 ? undefined : start + comma;
}

function readBareValue(reader: Reader, name: string): string {
  const { text } = reader;
  const start = reader.at;
  const tokenEnd = skipToken(text, start);
  const end = endOfBareValue(text, start);
  reader.at = end;
  if (end === start) {
    const span = { start: text.lastIndexOf('=', start), end: start };
    reader.problems.push(
      problem('parameter-without-value', span, `The parameter ${quoteName(name)} has no value; give it one`),
    );
  } else if (end > tokenEnd && !reader.loose) {
    const quoted = `"${text.slice(start, end).replace(/["\\]/g, '\\$&')}"`;
    reader.problems.push(
      problem(
        'unquoted-value',
        { start, end },
        `The value of ${quoteName(name)} holds ${nameCharacter(text[tokenEnd])}, which needs quotes around the value`,
        [{ title: 'Put the value in quotes', safe: true, edits: [{ span: { start, end }, text: quoted }] }],
      ),
    );
  }
  return text.slice(start, end);
}

/** Words go on until a comma, the next parameter or a scheme that is known: `error_description=The token expired`. */
function endOfBareValue(text: string, start: number): number {
  let end = start;
  for (;;) {
    while (end < text.length && text[end] !== ',' && !isBlank(text[end])) end++;
    const next = skipBlank(text, end);
    if (next === text.length || text[next] === ',') return end;
    if (startsParameter(text, next) || startsKnownScheme(text, next)) return end;
    end = next;
  }
}

/** A scheme to the letter that ends there or is followed by a parameter: `The token expired` has none. */
function startsKnownScheme(text: string, at: number): boolean {
  const end = skipToken(text, at);
  const name = text.slice(at, end);
  if (findScheme(name)?.name !== name) return false;
  const next = skipBlank(text, end);
  return next === text.length || text[next] === ',' || (next > end && startsParameter(text, next));
}

/** True where another challenge begins without the comma that ought to stand before it. */
export function startsChallenge(text: string, at: number): boolean {
  const end = skipToken(text, at);
  if (end === at) return false;
  return (text[end] === ' ' && startsParameter(text, skipBlank(text, end))) || startsKnownScheme(text, at);
}

/** To the next comma outside quotes. */
export function skipText(reader: Reader): Span {
  const { text } = reader;
  const start = reader.at;
  while (reader.at < text.length && text[reader.at] !== ',') {
    if (text[reader.at] !== '"' || reader.quotesBroken) {
      reader.at++;
      continue;
    }
    const read = readQuotedString(text, reader.at);
    reader.quotesBroken = !read.closed;
    reader.at = read.closed ? read.end : reader.at + 1;
  }
  let end = reader.at;
  while (end > start && isBlank(text[end - 1])) end--;
  return { start, end };
}

function reportSpace(reader: Reader, name: string, span: Span): void {
  const message = `White space stands beside the "=" of ${quoteName(name)}; recipients must accept it, senders must not send it`;
  const fix: Fix = { title: 'Remove the white space', safe: true, edits: [{ span, text: '=' }] };
  reader.problems.push(problem('space-around-equals', span, message, [fix]));
}

export function insert(title: string, at: number, text: string): Fix {
  return { title, safe: true, edits: [{ span: { start: at, end: at }, text }] };
}

/** A character in words that can be read: `"@"`, `a space`, `U+200B`. */
export function nameCharacter(character: string | undefined): string {
  if (character === ' ') return 'a space';
  const code = character?.codePointAt(0) ?? 0;
  if (code > 0x20 && code < 0x7f) return `"${character}"`;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
