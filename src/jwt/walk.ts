import type { Span } from '../text/span.ts';
import { findGap, isTokenCode } from './gaps.ts';

/** A segment put together from its pieces, and where it stands from its first character to past its last. */
export interface Segment {
  readonly text: string;
  readonly span: Span;
  /** Offset past what ended it: the dot, or nothing. */
  readonly next: number;
  readonly endsWithDot: boolean;
  /** Length of a full wrapped line, once one was seen; 0 where only its first line was. */
  readonly width?: number;
}

const maxPieces = 2000;

/** Reads on to a dot, over whatever gaps there are: that the pieces belong together shows when they are decoded. */
export function readSegment(text: string, start: number, maxLength: number, outerWidth?: number): Segment {
  let value = '';
  let at = start;
  let end = start;
  let width = outerWidth;
  for (let pieces = 0; pieces < maxPieces && value.length < maxLength; pieces++) {
    const piece = readPiece(text, at, true);
    value += piece.text;
    if (piece.end > at) end = piece.end;
    if (piece.dotEnd) return segment(value, start, piece.end, piece.dotEnd, width);
    const gap = findGap(text, piece.end);
    if (!gap) break;
    if (gap.isWrap) {
      if (width && width !== piece.text.length) break;
      width = width === undefined ? 0 : piece.text.length;
    }
    at = gap.end;
  }
  return { text: value, span: { start, end }, next: end, endsWithDot: false, ...(width !== undefined && { width }) };
}

/**
 * Reads the segment after the last dot, whose end nothing marks. A length from `lengths` ends it. Loose gaps are crossed
 * only if that leads to such a length, or if the token was wrapped before and its lines stay as long as they were.
 */
export function readLastSegment(text: string, start: number, lengths: readonly number[], outerWidth?: number): Segment {
  let value = '';
  let at = start;
  let end = start;
  let width = outerWidth;
  let sure: Segment | undefined;
  for (let pieces = 0; pieces < maxPieces && value.length < 8192; pieces++) {
    const piece = readPiece(text, at, false);
    const plain = readPlainBase64(text, at, value.length, lengths);
    value += plain?.text ?? piece.text;
    end = plain?.end ?? piece.end;
    if (lengths.includes(value.length)) return padded(text, value, start, end);
    const gap = findGap(text, end);
    if (!gap || text[gap.end] === '.') break;
    if (gap.kind === 'loose') {
      const isFullLine = gap.isWrap && outerWidth !== undefined && (!width || width === piece.text.length);
      if (!isFullLine) sure ??= padded(text, value, start, end);
    }
    if (gap.isWrap && width !== undefined) width = piece.text.length;
    at = gap.end;
  }
  return sure ?? padded(text, value, start, end);
}

/** Reads a run of base64 in either alphabet, over gaps; it has no dots and nothing marks its end. */
export function readBase64Run(text: string, start: number, acrossGaps: boolean): Segment {
  let value = '';
  let at = start;
  let end = start;
  let width: number | undefined;
  for (let pieces = 0; pieces < maxPieces && value.length < 262_144; pieces++) {
    let runEnd = at;
    while (isBase64Code(text.charCodeAt(runEnd))) runEnd++;
    value += text.slice(at, runEnd);
    end = runEnd;
    const gap = acrossGaps ? findGap(text, runEnd) : undefined;
    if (!gap || text[gap.end] === '.' || (gap.isWrap && width && width !== runEnd - at)) break;
    if (gap.isWrap) width = width === undefined ? 0 : runEnd - at;
    at = gap.end;
  }
  return padded(text, value, start, end);
}

function isBase64Code(code: number): boolean {
  return isTokenCode(code) || code === 0x2b || code === 0x2f;
}

function segment(text: string, start: number, end: number, next: number, width?: number): Segment {
  return { text, span: { start, end }, next, endsWithDot: true, ...(width !== undefined && { width }) };
}

/** A final segment with its `=`, if it has them and they are what base64 would pad it with. */
function padded(text: string, value: string, start: number, end: number): Segment {
  const padding = readPadding(text, end);
  const fits = padding.text.length > 0 && (value.length + padding.text.length) % 4 === 0;
  const stop = fits ? padding.end : end;
  return { text: fits ? value + padding.text : value, span: { start, end: stop }, next: stop, endsWithDot: false };
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
