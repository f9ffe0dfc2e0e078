import type { LiteralPiece, OpaquePiece, Piece } from './site.ts';

const placeholder = /%[-+#\d.$]{0,6}[A-Za-z@]|%\(\w{1,60}\)[sd]|%%|%\d|\{\{|\}\}|\{[^{}\s]{0,60}\}/g;

/** Turns the placeholders of a format into opaque pieces, each with the argument that fills it as far as these are known. */
export function fillFormat(pieces: readonly Piece[], given: readonly OpaquePiece[] = []): Piece[] {
  let next = 0;
  return pieces.flatMap(piece => {
    if (piece.kind === 'opaque') return [piece];
    const parts: Piece[] = [];
    let from = 0;
    for (const match of piece.text.matchAll(placeholder)) {
      if (match[0] === '%%' || match[0] === '{{' || match[0] === '}}') continue;
      const at = match.index;
      const after = at + match[0].length;
      if (at > from) parts.push(slicePiece(piece, from, at));
      const number = /^\{(\d)\}$/.exec(match[0])?.[1];
      const filledBy = /^\{\w*[a-z]/i.test(match[0])
        ? undefined
        : given[number === undefined ? next++ : Number(number)];
      parts.push({
        kind: 'opaque',
        source: match[0],
        span: { start: piece.offsets[at] ?? piece.span.end, end: piece.offsets[after] ?? piece.span.end },
        interpolated: true,
        ...(filledBy && { filledBy }),
      });
      from = after;
    }
    if (from < piece.text.length) parts.push(slicePiece(piece, from, piece.text.length));
    return parts;
  });
}

export function slicePiece(piece: LiteralPiece, from: number, to: number): LiteralPiece {
  return {
    ...piece,
    text: piece.text.slice(from, to),
    offsets: piece.offsets.slice(from, to + 1),
    span: { start: piece.offsets[from] ?? piece.span.end, end: piece.offsets[to] ?? piece.span.end },
  };
}

/** Text that an expression adds without writing it, such as the space of `paste`. */
export function literal(text: string, at: number): LiteralPiece {
  return {
    kind: 'literal',
    text,
    span: { start: at, end: at },
    offsets: Array.from({ length: text.length + 1 }, () => at),
    quote: '',
  };
}
