import { slicePiece } from '../format.ts';
import { matchHeaderName } from '../header-name.ts';
import type { Piece } from '../site.ts';
import type { Found } from './build.ts';

// A whole header in one text: `Authorization: …`.

export interface Line {
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly valueStart: number;
}

/** `Authorization: …` at the start of a text; a name with a scheme but no colon counts, so that a rule can say so. */
export function headerLine(text: string): Line | undefined {
  const match =
    /^[ \t]*(?:[><] )?([A-Za-z][A-Za-z_-]{7,30})([ \t]*[:：][ \t]*|[ \t]*=[ \t]*(?=(?:Bearer|Basic|Token)\s)|[ \t]+(?=(?:Bearer|Basic|Token|Digest)\s+(?:\S{3}|$)))/i.exec(
      text,
    );
  const name = match?.[1] ?? '';
  const kind = match ? matchHeaderName(name) : undefined;
  if (!match || !kind) return undefined;
  if (kind === 'misspelt' && !/^(?:Bearer|Basic|Token|Digest|Negotiate)\b/i.test(text.slice(match[0].length)))
    return undefined;
  const nameStart = match[0].indexOf(name);
  return { nameStart, nameEnd: nameStart + name.length, valueStart: match[0].length };
}

/** Name and value of a header that is written in one literal, whose value may go on in other pieces. */
export function linePair(
  pieces: readonly Piece[],
  first: Extract<Piece, { kind: 'literal' }>,
  line: Line,
): Pick<Found, 'name' | 'nameSpan' | 'separator' | 'pieces'> {
  const rest = slicePiece(first, line.valueStart, first.text.length);
  const following = pieces.slice(1);
  const value = cutAtLineBreak(rest.text === '' && following.length > 0 ? following : [rest, ...following]);
  return {
    name: first.text.slice(line.nameStart, line.nameEnd),
    nameSpan: { start: first.offsets[line.nameStart] ?? 0, end: first.offsets[line.nameEnd] ?? 0 },
    separator: first.text.slice(line.nameEnd, line.valueStart),
    pieces: value,
  };
}

/** A line break that another header, or nothing, follows ends the value. */
function cutAtLineBreak(pieces: readonly Piece[]): Piece[] {
  const kept: Piece[] = [];
  for (const [index, piece] of pieces.entries()) {
    const at = piece.kind === 'literal' ? piece.text.search(/\r?\n/) : -1;
    if (piece.kind === 'opaque' || at < 0) {
      kept.push(piece);
      continue;
    }
    const rest = piece.text.slice(at).replace(/^\r?\n/, '');
    const ends =
      /^(?:\s*$|[A-Za-z-]+:|\s)/.test(rest) &&
      (rest !== '' || index < pieces.length - 1 || /^\r\n/.test(piece.text.slice(at)));
    kept.push(ends ? slicePiece(piece, 0, at) : piece);
    if (ends) break;
  }
  return kept;
}
