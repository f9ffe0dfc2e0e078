import type { Span } from '../../text/span.ts';
import { slicePiece } from '../format.ts';
import { piecesOf } from '../literal.ts';
import type { Token } from '../scan.ts';
import type { LiteralPiece, OpaquePiece, Piece, Source } from '../site.ts';

// Configuration as a tree of entries, whatever its notation. It is read from a stretch of a file, so that a list or an
// object may begin or end out of sight: what is seen of it counts.

export type Node = Scalar | EntryMap | EntryList;

export interface Scalar {
  readonly kind: 'scalar';
  readonly span: Span;
  /** What it says as far as its text tells, and the pieces that this is made of. */
  readonly text: string;
  readonly pieces: readonly Piece[];
}

export interface EntryMap {
  readonly kind: 'map';
  readonly entries: readonly Entry[];
  readonly span: Span;
}

export interface EntryList {
  readonly kind: 'list';
  readonly items: readonly Node[];
}

export interface Entry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Node;
}

/** The first entry of one of these keys. */
export function entryOf(map: EntryMap, ...keys: readonly string[]): Entry | undefined {
  return map.entries.find(({ key }) => keys.includes(key));
}

/** The text of a scalar entry, empty where there is none. */
export function textOf(map: EntryMap, ...keys: readonly string[]): string {
  const value = entryOf(map, ...keys)?.value;
  return value?.kind === 'scalar' ? value.text : '';
}

export function scalarOf(pieces: readonly Piece[]): Scalar {
  const start = pieces[0]?.span.start ?? 0;
  return lazyScalar({ start, end: Math.max(start, pieces.at(-1)?.span.end ?? start) }, () => pieces);
}

/** Most of what a file holds nobody asks about. */
function lazyScalar(span: Span, read: () => readonly Piece[]): Scalar {
  let known: readonly Piece[] | undefined;
  return {
    kind: 'scalar',
    span,
    get pieces() {
      known ??= read();
      return known;
    },
    get text() {
      return this.pieces.map(piece => (piece.kind === 'opaque' ? piece.source : piece.text)).join('');
    },
  };
}

/** Levels of brackets or of indentation. */
export const deepest = 60;

interface Open {
  readonly bracket: string;
  readonly start: number;
  readonly entries: Entry[];
  readonly items: Node[];
  /** The key that stands before a colon, until its value is there. */
  key?: { readonly text: string; readonly span: Span } | undefined;
}

/** The trees in the tokens of JSON, or of what YAML writes in braces. */
export function entriesOfTokens(source: Source, tokens: readonly Token[]): Node[] {
  const roots: Node[] = [];
  let tooDeep = 0;
  let stack: Open[] = [opened('', tokens[0]?.start ?? 0)];
  const attach = (node: Node) => {
    const top = stack.at(-1);
    if (top?.key) top.entries.push({ key: top.key.text, keySpan: top.key.span, value: node });
    else top?.items.push(node);
    if (top) top.key = undefined;
  };
  const close = (end: number) => {
    const top = stack.pop();
    if (top && stack.length > 0) attach(closed(top, end));
    // It began out of sight: what was seen of it is a tree of its own.
    else if (top) roots.push(closed(top, end));
    if (stack.length === 0) stack = [opened('', end)];
  };
  for (const [at, token] of tokens.entries()) {
    const top = stack.at(-1);
    const opens = token.text === '{' || token.text === '[';
    const closes = token.text === '}' || token.text === ']';
    // What is nested deeper than anything that people write is left out.
    if (tooDeep > 0 || (opens && stack.length > deepest)) tooDeep += opens ? 1 : closes ? -1 : 0;
    else if (opens) stack.push(opened(token.text, token.start));
    else if (closes) close(token.end);
    else if (token.kind === 'string' || token.kind === 'name') {
      const read = () =>
        token.segment ? piecesOf(source.text, token.segment, source.language) : [named(token.text, token)];
      const span = innerSpan(token);
      if (top && tokens[at + 1]?.text === ':') top.key = { text: source.text.slice(span.start, span.end), span };
      else if (tokens[at - 1]?.text !== '.') attach(lazyScalar(span, () => read().flatMap(withVariables)));
    }
  }
  while (stack.length > 1) close(tokens.at(-1)?.end ?? 0);
  close(tokens.at(-1)?.end ?? 0);
  return roots;
}

function opened(bracket: string, start: number): Open {
  return { bracket, start, entries: [], items: [] };
}

function closed({ bracket, entries, items, start }: Open, end: number): Node {
  if (bracket === '[' || (bracket === '' && entries.length === 0)) return { kind: 'list', items };
  return { kind: 'map', entries, span: { start, end } };
}

function innerSpan(token: Token): Span {
  const { segment } = token;
  return segment ? { start: segment.innerStart, end: segment.innerEnd } : { start: token.start, end: token.end };
}

function named(text: string, { start, end }: Token): LiteralPiece {
  const offsets = Array.from({ length: text.length + 1 }, (_, i) => start + i);
  return { kind: 'literal', text, span: { start, end }, offsets, quote: '' };
}

const variable = /\{\{[^{}\n]{0,80}\}\}|\$\{\{?[^{}\n]{0,80}\}\}?/g;

/** `{{name}}` and `${name}` in a literal, which the tool that reads the file fills in, as pieces of their own. */
function withVariables(piece: Piece): Piece[] {
  if (piece.kind === 'opaque') return [piece];
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of piece.text.matchAll(variable)) {
    if (match.index > from) pieces.push(slicePiece(piece, from, match.index));
    const to = match.index + match[0].length;
    const span = slicePiece(piece, match.index, to).span;
    pieces.push({ kind: 'opaque', source: match[0], span, interpolated: true } satisfies OpaquePiece);
    from = to;
  }
  if (from < piece.text.length || pieces.length === 0) pieces.push(slicePiece(piece, from, piece.text.length));
  return pieces;
}
