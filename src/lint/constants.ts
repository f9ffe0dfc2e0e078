import { firstEndingAfter, lineEnd, lineStart } from './scan.ts';
import type { OpaquePiece, Site, Source } from './site.ts';

// One hop from a variable in a header to what the same file puts into it. Only where the text leaves no doubt: one
// assignment, above the header and in a block that is still open there.

export interface Assigned {
  readonly name: string;
  /** The text of the value, to the end of its line, and where it begins. */
  readonly text: string;
  readonly start: number;
}

const variable = /^(?:string\(|String\(|\$?\{|#\{|\$\(|\\\()?\s*\$?([A-Za-z_]\w{0,60})\s*[})]?$/;
const furthest = 20_000;

export function assignedTo(site: Site, piece: OpaquePiece): Assigned | undefined {
  const name = variable.exec(piece.source)?.[1];
  if (name === undefined || site.source.offsets) return undefined;
  const [only, ...others] = assignmentsOf(site.source, name, piece.span.start);
  if (!only || others.length > 0 || only.start > piece.span.start) return undefined;
  return isOpenAt(site.source.text, name, only.start, piece.span.start) ? only : undefined;
}

/** The opaque pieces of a header, and what the file puts into those that are variables. */
export function ingredientsOf(site: Site): OpaquePiece[] {
  return site.pieces.flatMap(piece => {
    if (piece.kind !== 'opaque') return [];
    const { filledBy } = piece;
    const known: OpaquePiece[] = filledBy ? [piece, filledBy] : [piece];
    const assigned = assignedTo(site, filledBy ?? piece);
    if (!assigned) return known;
    const { text, start } = assigned;
    const span = { start, end: start + text.length };
    return [...known, { kind: 'opaque', source: text, span, interpolated: false }];
  });
}

const known = new WeakMap<Source, Map<string, readonly Assigned[]>>();

/** The assignments to a name around a place, found for a stretch of the file at once. */
function assignmentsOf(source: Source, name: string, at: number): readonly Assigned[] {
  const names = known.get(source) ?? new Map<string, readonly Assigned[]>();
  known.set(source, names);
  const stretch = Math.floor(at / furthest);
  const key = `${stretch} ${name}`;
  const found = names.get(key) ?? findAssignments(source, name, (stretch - 1) * furthest, (stretch + 2) * furthest);
  names.set(key, found);
  return found;
}

function findAssignments({ text: whole, segments }: Source, name: string, from: number, to: number): Assigned[] {
  const found: Assigned[] = [];
  const text = to < whole.length ? whole.slice(0, to) : whole;
  let seen = 0;
  for (let at = text.indexOf(name, from); at >= 0 && seen < 300; at = text.indexOf(name, at + name.length), seen++) {
    const end = at + name.length;
    if (/[\w.>-]/.test(text.charAt(at - 1)) || /\w/.test(text.charAt(end))) continue;
    const segment = segments[firstEndingAfter(segments, at)];
    if (segment && segment.start <= at) continue;
    // `name = …`, `name: Type = …`, `name, err := …`; a `+=` counts, so that there is more than one.
    const sign = /^(?:\s?:\s?[\w<>]{1,40}[?]?)?(?:, ?\w{1,40})?\s{0,8}(?::=|\+=|\.=|=(?![=>~]))[ \t]*/.exec(
      text.slice(end, end + 120),
    );
    if (!sign) continue;
    const start = end + sign[0].length;
    found.push({ name, start, text: text.slice(start, Math.min(lineEnd(text, start), start + 400)) });
  }
  return found;
}

/** Whether no block that holds `from` is closed before `to`, and no function between them has a parameter of the name. */
function isOpenAt(text: string, name: string, from: number, to: number): boolean {
  if (to - from > furthest) return false;
  const indent = indentAt(text, from);
  const between = text.slice(lineEnd(text, from), to);
  const lines = between.split('\n');
  if (lines.some(line => line.trim() !== '' && line.length - line.trimStart().length < indent)) return false;
  return !lines.some(
    line =>
      new RegExp(`\\b${name}\\b`).test(line) &&
      /\b(?:def|function|func|fn|fun|lambda)\b|=>|\)\s*\{\s*$|\bfor\b|\bcatch\b/.test(line),
  );
}

function indentAt(text: string, at: number): number {
  const line = text.slice(lineStart(text, at), at);
  return line.length - line.trimStart().length;
}
