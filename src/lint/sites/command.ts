import { piecesOf } from '../literal.ts';
import { scanSegments, type Token } from '../scan.ts';
import type { Piece, Site, Source } from '../site.ts';
import { codeSites } from './code.ts';

// A command line inside a string of another language, such as `"curl -H 'Authorization: …'"`: it is read as shell, on
// the text that the string evaluates to.

const option =
  /(?:^|[\s"'=])(?:-H|--header|-u|--user|--oauth2-bearer)[\s="']|\b(?:curl|wget|httpie|xh|wscat|grpcurl)\s/;

export function holdsCommand(pieces: readonly Piece[]): boolean {
  return pieces.some(piece => piece.kind === 'literal' && option.test(piece.text));
}

/** `'{"Authorization": "…"}'`: an object that another program reads. */
export function holdsObject(pieces: readonly Piece[]): boolean {
  const [first] = pieces;
  return first?.kind === 'literal' && /^\s{0,20}\{\s{0,20}"/.test(first.text);
}

export interface Command {
  readonly language: 'shell' | 'json';
  readonly token: Token;
  /** A shell runs it as it stands, as it does the scripts of a package. */
  readonly isRun: boolean;
}

export function commandSites(source: Source, file: string, { language, token, isRun }: Command): Site[] {
  if (!token.segment || source.nested) return [];
  const decoded = decode(piecesOf(source.text, token.segment, source.language));
  const offsets = source.offsets ? decoded.offsets.map(offset => source.offsets?.[offset] ?? offset) : decoded.offsets;
  const nested: Source = {
    language,
    text: decoded.text,
    segments: scanSegments(decoded.text, language),
    offsets,
    ...(isRun && { host: source.language }),
    nested: !isRun,
    prose: source.prose,
  };
  return codeSites(nested, file);
}

function decode(pieces: readonly Piece[]): { text: string; offsets: number[] } {
  let text = '';
  const offsets: number[] = [];
  for (const piece of pieces) {
    if (piece.kind === 'opaque') {
      text += '\0';
      offsets.push(piece.span.start);
    } else {
      text += piece.text;
      offsets.push(...piece.offsets.slice(0, -1));
    }
  }
  offsets.push(pieces.at(-1)?.span.end ?? 0);
  return { text, offsets };
}
