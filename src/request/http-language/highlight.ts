// How the parts of a `.http` file are coloured. Semantic tokens and no grammar: two grammars for one language fight, and REST
// Client and httpYac bring one.
import { LineIndex } from '../../text/line-index.ts';
import type { Span } from '../../text/span.ts';
import type { HttpFile } from '../http-file.ts';
import { separator, setting } from '../http-lines.ts';
import { expressionsIn } from './names.ts';

/** Types of tokens that every theme knows. */
export type HighlightKind = 'comment' | 'keyword' | 'string' | 'property' | 'variable' | 'macro';

export interface Highlight {
  /** Zero-based. */
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly kind: HighlightKind;
}

/** In order, without overlaps, and none over the end of a line. */
export function highlightsOf(file: HttpFile): Highlight[] {
  const lines = new LineIndex(file.text);
  const marks: { readonly span: Span; readonly kind: HighlightKind }[] = [];
  const mark = (span: Span, kind: HighlightKind) => marks.push({ span, kind });
  for (const span of [...file.comments, ...file.skipped]) mark(span, 'comment');
  for (const { name } of file.variables) mark({ start: name.span.start - 1, end: name.span.end }, 'variable');
  for (const { method, url, curl, headers, settings, body } of file.requests) {
    mark(method.span, 'keyword');
    if (!curl) mark(url.span, 'string');
    for (const { name } of headers) mark(name.span, 'property');
    for (const { span, value } of settings) {
      mark({ start: span.start, end: value.span.start }, 'macro');
      if (value.text !== '') mark(value.span, 'variable');
    }
    if (body?.kind === 'file') mark(body.path.span, 'string');
  }
  for (let line = 0; line < lines.lineCount; line++) {
    const span = lines.lineSpan(line);
    const text = file.text.slice(span.start, Math.min(span.end, span.start + 1000)).trimEnd();
    if (separator.test(text) && !setting.test(text))
      mark({ start: span.start, end: span.start + text.length }, 'comment');
  }
  // A reference stands inside of other parts, and is told apart from them.
  for (const { kind, span } of expressionsIn(file)) mark(span, kind === 'system' ? 'macro' : 'variable');
  return flatten(marks).flatMap(({ span, kind }) => byLine(span, kind, file.text, lines));
}

/** Of overlapping marks the later one in the list counts, and the earlier one goes on around it. */
function flatten(marks: readonly { readonly span: Span; readonly kind: HighlightKind }[]) {
  const edges = marks
    .flatMap(({ span, kind }, rank) =>
      span.end > span.start
        ? [
            { at: span.start, rank, kind, opens: true },
            { at: span.end, rank, kind, opens: false },
          ]
        : [],
    )
    .sort((a, b) => a.at - b.at || Number(a.opens) - Number(b.opens));
  const open = new Map<number, HighlightKind>();
  const flat: { span: Span; kind: HighlightKind }[] = [];
  let from = 0;
  for (const { at, rank, kind, opens } of edges) {
    const top = open.size > 0 ? Math.max(...open.keys()) : undefined;
    const shown = top === undefined ? undefined : open.get(top);
    if (shown !== undefined && at > from) flat.push({ span: { start: from, end: at }, kind: shown });
    if (opens) open.set(rank, kind);
    else open.delete(rank);
    from = at;
  }
  return flat;
}

function byLine({ start, end }: Span, kind: HighlightKind, text: string, lines: LineIndex): Highlight[] {
  const pieces: Highlight[] = [];
  for (let at = start; at < end; ) {
    const { line, column } = lines.position(at);
    const lineEnd = Math.min(lines.lineSpan(line).end, end);
    const length = text.slice(at, lineEnd).trimEnd().length;
    if (length > 0) pieces.push({ line, column, length, kind });
    at = lineEnd;
  }
  return pieces;
}
