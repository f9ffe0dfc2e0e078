import type { Span } from '../text/span.ts';
import { findGap, type Gap, isTokenCode } from './gaps.ts';

/** A segment put together from its pieces, and where it stands from its first character to past its last. */
export interface Segment {
  readonly text: string;
  readonly span: Span;
  /** Offset past what ended it: the dot, or nothing. */
  readonly next: number;
  readonly endsWithDot: boolean;
  /** The line that it ends in. */
  readonly line: Line;
}

/**
 * The line of the text, or the literal, that is being read: where it starts, and how long those before it were. The first
 * may have begun before the token, so that all but the last of the others are equally long in what was wrapped at a column.
 */
export interface Line {
  readonly start: number;
  readonly first?: number;
  readonly width?: number;
}

const maxPieces = 2000;

/** Reads on to a dot, over whatever gaps there are: that the pieces belong together shows when they are decoded. */
export function readSegment(text: string, line: Line, start: number, maxLength: number): Segment {
  let value = '';
  let span = { start, end: start };
  let at = start;
  let current = line;
  for (let pieces = 0; pieces < maxPieces && value.length < maxLength; pieces++) {
    const piece = readPiece(text, at, true);
    if (piece.text !== '') span = { start: value === '' ? at : span.start, end: piece.end };
    value += piece.text;
    if (piece.dotEnd) return { text: value, span, next: piece.dotEnd, endsWithDot: true, line: current };
    const gap = findGap(text, piece.end);
    const next = gap && nextLine(current, gap, piece.end);
    if (!next) break;
    current = next;
    at = next.start;
  }
  return { text: value, span, next: span.end, endsWithDot: false, line: current };
}

/** The line after a gap; none where a line was wrapped at another column than those before it. */
function nextLine(line: Line, gap: Gap, end: number): Line | undefined {
  if (gap.kind === 'firm') return { ...line, start: gap.end };
  const length = end - line.start;
  if (line.first === undefined) return { start: gap.end, first: length };
  if (gap.isWrap && line.width !== undefined && line.width !== length) return undefined;
  return { start: gap.end, first: line.first, width: length };
}

/**
 * Reads the segment after the last dot, whose end nothing marks. A length from `lengths` ends it. Loose gaps are crossed
 * only if that leads to such a length, or after a line that is as long as the lines of the token before it.
 */
export function readLastSegment(text: string, line: Line, start: number, lengths: readonly number[]): Segment {
  let value = '';
  let at = start;
  let first = start;
  let current = line;
  let sure: Segment | undefined;
  for (let pieces = 0; pieces < maxPieces && value.length < 8192; pieces++) {
    const piece = readPlainBase64(text, at, value.length, lengths) ?? readPiece(text, at, false);
    if (value === '') first = at;
    value += piece.text;
    at = piece.end;
    if (lengths.includes(value.length)) return padded(text, value, first, at, current);
    const gap = findGap(text, at);
    const next = gap && text[gap.end] !== '.' && nextLine(current, gap, at);
    if (!next) break;
    const isFullLine = at - current.start === (current.width ?? current.first);
    if (gap.kind === 'loose' && !isFullLine) sure ??= padded(text, value, first, at, current);
    current = next;
    at = next.start;
  }
  return sure ?? padded(text, value, first, at, current);
}

/** Reads a run of base64 in either alphabet, over gaps; it has no dots and nothing marks its end. */
export function readBase64Run(text: string, start: number, acrossGaps: boolean): Segment {
  let value = '';
  let at = start;
  let line: Line = { start };
  for (let pieces = 0; pieces < maxPieces && value.length < 262_144; pieces++) {
    let end = at;
    while (isBase64Code(text.charCodeAt(end))) end++;
    value += text.slice(at, end);
    at = end;
    const gap = acrossGaps ? findGap(text, at) : undefined;
    const next = gap && text[gap.end] !== '.' && nextLine(line, gap, at);
    if (!next) break;
    line = next;
    at = next.start;
  }
  return padded(text, value, start, at, line);
}

function isBase64Code(code: number): boolean {
  return isTokenCode(code) || code === 0x2b || code === 0x2f;
}

/** A final segment with its `=`, if it has them and they are what base64 would pad it with. */
function padded(text: string, value: string, start: number, end: number, line: Line): Segment {
  const padding = readPadding(text, end);
  const fits = padding.text.length > 0 && (value.length + padding.text.length) % 4 === 0;
  return fits ? lastSegment(value + padding.text, start, padding.end, line) : lastSegment(value, start, end, line);
}

function lastSegment(text: string, start: number, end: number, line: Line): Segment {
  return { text, span: { start, end }, next: end, endsWithDot: false, line };
}

interface Piece {
  readonly text: string;
  readonly end: number;
  /** Offset past the dot, where one follows. */
  readonly dotEnd?: number;
}

/**
 * Characters of a token that follow each other in the text, percent-encoded ones among them. Before a dot, the `+`, `/` and
 * `=` of plain base64 belong to it as well: between two dots they can be nothing else, or the segment will not decode.
 */
function readPiece(text: string, start: number, beforeDot: boolean): Piece {
  let value = '';
  let from = start;
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isTokenCode(code) || (beforeDot && (code === 0x2b || code === 0x2f))) {
      at++;
      continue;
    }
    const encoded = code === 0x25 ? readPercent(text, at) : undefined;
    if (encoded?.char !== '-' && encoded?.char !== '_') break;
    value += text.slice(from, at) + encoded.char;
    at = encoded.end;
    from = at;
  }
  value += text.slice(from, at);
  if (!beforeDot) return { text: value, end: at };
  const padding = readPadding(text, at);
  const dotEnd = readDot(text, padding.end);
  return dotEnd ? { text: value + padding.text, end: padding.end, dotEnd } : { text: value, end: at };
}

function readPercent(text: string, at: number): { char: string; end: number } | undefined {
  const match = /^%(?:25)?(2E|2D|5F|3D)/i.exec(text.slice(at, at + 5));
  const char = match && { '2E': '.', '2D': '-', '5F': '_', '3D': '=' }[(match[1] ?? '').toUpperCase()];
  return char ? { char, end: at + match[0].length } : undefined;
}

function readDot(text: string, at: number): number | undefined {
  if (text[at] === '.') return at + 1;
  if (text[at] === '\\' && /^\\u002e/i.test(text.slice(at, at + 6))) return at + 6;
  const encoded = text[at] === '%' ? readPercent(text, at) : undefined;
  return encoded?.char === '.' ? encoded.end : undefined;
}

function readPadding(text: string, start: number): { text: string; end: number } {
  let at = start;
  let padding = '';
  while (padding.length < 2) {
    const encoded = text[at] === '%' ? readPercent(text, at) : undefined;
    if (text[at] !== '=' && encoded?.char !== '=') break;
    padding += '=';
    at = encoded?.end ?? at + 1;
  }
  return { text: padding, end: at };
}

/** A signature in plain base64: believed only where it then has just the right length, because a path may follow a token. */
function readPlainBase64(text: string, start: number, before: number, lengths: readonly number[]): Piece | undefined {
  let at = start;
  while (at - start < 8192 && isBase64Code(text.charCodeAt(at))) at++;
  return lengths.includes(before + at - start) ? { text: text.slice(start, at), end: at } : undefined;
}
