import type { Span } from '../../text/span.ts';
import { lineEnd, scanSegments, tokensIn } from '../scan.ts';
import type { Piece, Source } from '../site.ts';
import { deepest, type Entry, entriesOfTokens, type Node, scalarOf } from './entries.ts';
import { plain } from './lines.ts';
import { scalar, variables } from './yaml-scalar.ts';

// The entries of YAML by indentation: maps, lists, scalars in one line or in a block, and what stands in braces.

interface Frame {
  readonly column: number;
  readonly kind: 'map' | 'list';
  readonly entries: Entry[];
  readonly items: Node[];
  readonly span: { start: number; end: number };
  /** The entry or item that has no value yet. */
  pending?: { readonly key: string; readonly keySpan: Span } | undefined;
}

const key =
  /^(?:"([^"\n]{1,120})"|'([^'\n]{1,120})'|([^\s"'#:{}[\],&*!|>%@`-][^:#\n"'{}]{0,160}?))[ \t]*:(?=[ \t\r]|$)[ \t]*/;

export function entriesOfYaml(source: Source, from: number, to: number): Node[] {
  const { text } = source;
  const roots: Node[] = [];
  const frames: Frame[] = [];
  const close = (end: number) => {
    const frame = frames.pop();
    if (!frame) return;
    frame.span.end = end;
    const { entries, items, span } = frame;
    const node: Node = frame.kind === 'map' ? { kind: 'map', entries, span } : { kind: 'list', items };
    const above = frames.at(-1);
    if (above?.pending) fill(above, node);
    else roots.push(node);
  };
  /** The frame of a key or a dash that stands at this column. */
  const frameAt = (column: number, kind: Frame['kind'], start: number): Frame => {
    for (let top = frames.at(-1); top; top = frames.at(-1)) {
      const ends = top.column > column || (top.column === column && top.kind === 'list' && kind === 'map');
      if (!ends && (top.column < column || top.kind === kind || top.pending)) break;
      close(start);
    }
    const top = frames.at(-1);
    if (top && ((top.column === column && top.kind === kind) || frames.length > deepest)) return top;
    const frame: Frame = { column, kind, entries: [], items: [], span: { start, end: start } };
    frames.push(frame);
    return frame;
  };
  for (let start = from; start < to; ) {
    const end = lineEnd(text, start, to);
    const line = text.slice(start, end);
    let next = end + 1;
    let column = line.length - line.trimStart().length;
    if (/^\s*(?:#|$)/.test(line)) {
      start = next;
      continue;
    }
    if (/^(?:---|\.\.\.)/.test(line)) while (frames.length > 0) close(start);
    while (/^-(?:[ \t]|$)/.test(line.slice(column))) {
      frameAt(column, 'list', start + column).pending = { key: '', keySpan: { start, end } };
      const rest = line.slice(column + 1);
      column += 1 + rest.length - rest.trimStart().length;
    }
    const match = key.exec(line.slice(column));
    const top = match ? frameAt(column, 'map', start + column) : frames.at(-1);
    if (match && top) {
      const name = match[1] ?? match[2] ?? match[3] ?? '';
      const at = start + column + (match[3] === undefined ? 1 : 0);
      top.pending = { key: name.trimEnd(), keySpan: { start: at, end: at + name.trimEnd().length } };
    }
    const at = start + column + (match?.[0].length ?? 0);
    if (top && at < end && text.slice(at, end).trim() !== '') {
      const block = /^[|>][-+\d]{0,2}\s*(?:#.*)?$/.test(text.slice(at, end));
      if (block) next = blockEnd(text, end + 1, to, line.length - line.trimStart().length);
      if (top.pending) fill(top, block ? blockScalar(text, at, end + 1, next) : valueAt(source, at, end));
    }
    start = Math.max(next, start + 1);
  }
  while (frames.length > 0) close(to);
  return roots;
}

function fill(frame: Frame, node: Node): void {
  const { pending } = frame;
  if (!pending) return;
  frame.pending = undefined;
  if (frame.kind === 'list') frame.items.push(node);
  else frame.entries.push({ ...pending, value: node });
}

function valueAt(source: Source, at: number, end: number): Node {
  const { text } = source;
  if (/^[{[](?!\{)/.test(text.slice(at, at + 2))) {
    const segments = scanSegments(text, 'text', at, end);
    const flow = { ...source, language: 'text', segments };
    const [tree] = entriesOfTokens(flow, tokensIn(text, segments, at, end));
    const only = tree?.kind === 'list' ? tree.items[0] : tree;
    if (only) return only;
  }
  return scalarOf(scalar(text, at, end));
}

/** A block ends with a line break unless its mark has a minus. */
function blockScalar(text: string, mark: number, start: number, end: number): Node {
  const body = text.slice(start, end);
  const from = start + (body.length - body.trimStart().length);
  const to = Math.max(from, start + body.trimEnd().length);
  const pieces: Piece[] = variables(text, from, to);
  if (!text.slice(mark, mark + 3).includes('-')) pieces.push({ ...plain(text, to, to), text: '\n', offsets: [to, to] });
  return scalarOf(pieces);
}

/** Where the lines that are indented deeper than `indent` end. */
export function blockEnd(text: string, from: number, end: number, indent: number): number {
  for (let start = from; start < end; start = lineEnd(text, start, end) + 1) {
    const line = text.slice(start, lineEnd(text, start, end));
    if (line.trim() !== '' && line.length - line.trimStart().length <= indent) return start;
  }
  return end;
}
