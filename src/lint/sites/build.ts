import { checkHeader } from '../../auth/check.ts';
import type { Span } from '../../text/span.ts';
import { canonicalName } from '../header-name.ts';
import type { Segment } from '../scan.ts';
import type { Enclosing, Piece, Site, Source } from '../site.ts';
import { temper } from '../temper.ts';

/** What a reader of a form found; spans are offsets in the source's text. */
export interface Found {
  readonly form: Site['form'];
  readonly name: string;
  readonly nameSpan: Span;
  /** What stands between name and value where both are in one string or line, such as `: `. */
  readonly separator?: string;
  readonly helper?: Site['helper'];
  readonly pieces: readonly Piece[];
  readonly joined?: boolean;
  readonly callee?: string;
  readonly enclosing?: readonly Enclosing[];
}

/** A site of the file from what was found in a source: values put together and judged, spans in the file. */
export function buildSite(source: Source, file: string, found: Found): Site {
  const pieces = found.pieces.map(piece => inFile(source, piece));
  const prefix = found.helper && found.helper.scheme !== '' ? `${found.helper.scheme} ` : '';
  const value = prefix + pieces.map(piece => (piece.kind === 'opaque' ? '\0' : piece.text)).join('');
  const nameSpan = spanInFile(source, found.nameSpan);
  const first = pieces[0]?.span ?? nameSpan;
  const last = pieces.at(-1)?.span ?? first;
  const site = {
    language: source.language,
    text: file,
    form: found.form,
    name: found.name,
    nameSpan,
    ...(found.separator === undefined ? {} : { separator: found.separator }),
    ...(found.helper ? { helper: found.helper } : {}),
    pieces,
    joined: found.joined ?? false,
    valueSpan: { start: first.start, end: Math.max(first.start, last.end) },
    value,
    implied: prefix.length,
    source,
    nested: source.nested,
    prose: source.prose,
    callee: found.callee ?? '',
    enclosing: (found.enclosing ?? []).map(bracket => ({ ...bracket, span: spanInFile(source, bracket.span) })),
  };
  return { ...site, problems: temper(site, checkHeader(canonicalName(found.name), value)) };
}

function spanInFile(source: Source, span: Span): Span {
  const { offsets } = source;
  if (!offsets) return span;
  const last = offsets.length - 1;
  return { start: offsets[Math.min(span.start, last)] ?? 0, end: offsets[Math.min(span.end, last)] ?? 0 };
}

function inFile(source: Source, piece: Piece): Piece {
  const { offsets } = source;
  if (!offsets) return piece;
  const span = spanInFile(source, piece.span);
  if (piece.kind === 'opaque') {
    const { filledBy } = piece;
    return { ...piece, span, ...(filledBy && { filledBy: { ...filledBy, span: spanInFile(source, filledBy.span) } }) };
  }
  return {
    ...piece,
    span,
    offsets: piece.offsets.map(offset => offsets[Math.min(offset, offsets.length - 1)] ?? 0),
    ...(piece.segment && { segment: segmentInFile(source, piece.segment) }),
  };
}

/** One object for one string, so that pieces of the same string still know each other. */
const moved = new WeakMap<Segment, Segment>();

function segmentInFile(source: Source, segment: Segment): Segment {
  const known = moved.get(segment);
  if (known) return known;
  const inner = spanInFile(source, { start: segment.innerStart, end: segment.innerEnd });
  const found = { ...segment, ...spanInFile(source, segment), innerStart: inner.start, innerEnd: inner.end };
  moved.set(segment, found);
  return found;
}
