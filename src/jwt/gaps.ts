// How a token is torn apart in a text: string joins, continued lines, lines wrapped at a column.

/**
 * A gap between two pieces of a token. `firm`: the writer joined them, by an operator or a backslash. `loose`: the next
 * piece stands there, but it may as well be something else (a wrapped line, adjacent literals, items of a list).
 */
export interface Gap {
  readonly end: number;
  readonly kind: 'firm' | 'loose';
  readonly isWrap: boolean;
}

/** How far a gap may reach: past this, it is no gap but another statement. */
const maxGap = 300;

const operators = ['..', '++', '<>', '||', '&&', '<<', '+', '.', '&', '~', '^'];

/** The gap that starts at `at`, right after a piece, if a further piece can follow it. */
export function findGap(text: string, at: number): Gap | undefined {
  const gap = findContinuation(text, at) ?? findJoin(text, at);
  return gap && gap.end - at <= maxGap && isPieceStart(text, gap.end) ? gap : undefined;
}

function isPieceStart(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return isTokenCode(code) || code === 0x2e;
}

/** The alphabet of base64url: letters, digits, `-` and `_`. */
export function isTokenCode(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x2d ||
    code === 0x5f
  );
}

/**
 * A line break between the pieces: bare, after `\` (most languages), `^` (cmd), a backtick (PowerShell) or `=`
 * (quoted-printable), or escaped as `\n`.
 */
function findContinuation(text: string, at: number): Gap | undefined {
  const char = text[at];
  const isJoined = char === '\\' || char === '^' || char === '`';
  const isContinued = (isJoined || char === '=') && lineBreakLength(text, at + 1) > 0;
  const breakAt = isContinued ? at + 1 : at;
  const length = lineBreakLength(text, breakAt);
  if (length > 0) {
    const end = skipMarker(text, at, skipBlanks(text, breakAt + length));
    return { end, kind: isJoined ? 'firm' : 'loose', isWrap: true };
  }
  const escaped = escapedBreakLength(text, at);
  return escaped > 0 ? { end: skipBlanks(text, at + escaped), kind: 'loose', isWrap: true } : undefined;
}

function lineBreakLength(text: string, at: number): number {
  if (text[at] === '\n') return 1;
  return text[at] === '\r' ? (text[at + 1] === '\n' ? 2 : 1) : 0;
}

/** With the end of the string and the start of the next, where each line is a string of a list, as notebooks have it. */
function escapedBreakLength(text: string, at: number): number {
  const length = text.startsWith('\\r\\n', at) ? 4 : text.startsWith('\\n', at) ? 2 : 0;
  if (length === 0 || text[at + length] !== '"') return length;
  nextString.lastIndex = at + length;
  return nextString.test(text) ? nextString.lastIndex - at : length;
}

const nextString = /",\s{1,100}"/y;

function skipBlanks(text: string, at: number): number {
  const limit = Math.min(text.length, at + maxGap);
  let end = at;
  while (end < limit && (text[end] === ' ' || text[end] === '\t')) end++;
  return end;
}

/** A diff's `+`, a comment's `#`, `//` or `*`, a quotation's `>`: skipped where the line being left starts with it too. */
function skipMarker(text: string, lineEnd: number, at: number): number {
  const marker = ['//', '+', '-', '#', '*', '>', '|', ';'].find(candidate => text.startsWith(candidate, at));
  if (!marker) return at;
  const before = text.slice(Math.max(lineEnd - 2000, 0), lineEnd);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return line.startsWith(marker, skipBlanks(line, 0)) ? skipBlanks(text, at + marker.length) : at;
}

/** `" + "`, `' . '`, `" \⏎ "`, `" "`: a closing quote, perhaps an operator, an opening quote. Quotes may be escaped. */
function findJoin(text: string, at: number): Gap | undefined {
  const closed = skipQuote(text, at);
  if (closed === at) return undefined;
  const afterSpace = skipSpace(text, closed);
  const operator = operators.find(candidate => text.startsWith(candidate, afterSpace));
  const isList = !operator && text[afterSpace] === ',';
  const operand = skipSpace(text, afterSpace + (operator?.length ?? (isList ? 1 : 0)));
  const opened = skipOpeningQuote(text, skipMarker(text, at, operand));
  if (opened === undefined) return undefined;
  return { end: opened, kind: operator ? 'firm' : 'loose', isWrap: false };
}

function skipQuote(text: string, at: number): number {
  let end = at;
  while (text[end] === '\\' && end - at < 4) end++;
  const char = text[end];
  return char === '"' || char === "'" || char === '`' ? end + 1 : at;
}

/** With a string prefix, as in Python's `b"` and C#'s `$@"`. */
function skipOpeningQuote(text: string, at: number): number | undefined {
  for (let prefix = 0; prefix <= 2; prefix++) {
    const end = skipQuote(text, at + prefix);
    if (end > at + prefix) return end;
    if (!/[A-Za-z$@]/.test(text[at + prefix] ?? '')) return undefined;
  }
  return undefined;
}

/** Blanks, line breaks (also escaped ones), and the `\`, `_` and backtick that continue a line. */
function skipSpace(text: string, at: number): number {
  const limit = Math.min(text.length, at + maxGap);
  let end = at;
  while (end < limit) {
    const char = text[end] ?? '';
    const continues = (char === '\\' || char === '_' || char === '`') && lineBreakLength(text, end + 1) > 0;
    const escaped = escapedBreakLength(text, end);
    if (char === ' ' || char === '\t' || char === '\n' || char === '\r' || continues) end++;
    else if (escaped > 0) end += escaped;
    else break;
  }
  return end;
}
