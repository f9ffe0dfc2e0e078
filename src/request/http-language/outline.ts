import { LineIndex } from '../../text/line-index.ts';
import { maskSecret } from '../../text/mask.ts';
import type { Span } from '../../text/span.ts';
import type { FileRequest, HttpFile } from '../http-file.ts';
import { separator } from '../http-lines.ts';
import { parseCurl } from '../importers/curl.ts';
import { replaceInUrl } from '../secrets.ts';

export interface OutlineEntry {
  readonly kind: 'request' | 'variable';
  readonly name: string;
  readonly detail: string;
  readonly span: Span;
  /** What to select, within `span`. */
  readonly selection: Span;
}

export function outlineOf(file: HttpFile): OutlineEntry[] {
  const variables = file.variables.map(({ name, span }) => ({
    kind: 'variable' as const,
    name: name.text,
    // The value may be a secret, and the outline is on every screen that is shared.
    detail: '',
    span,
    selection: name.span,
  }));
  const requests = file.requests.map(request => ({
    kind: 'request' as const,
    ...labelOf(request),
    span: { start: request.span.start, end: Math.max(request.span.end, lastOf(file.text, request.section)) },
    selection: { start: request.span.start, end: Math.min(request.span.end, request.url.span.end) },
  }));
  return [...variables, ...requests].sort((a, b) => a.span.start - b.span.start);
}

/** What a request of a list or a tab is called, and its request line where that is not its name. */
export function labelOf({ name, title, curl, method, url }: FileRequest): { name: string; detail: string } {
  const line = curl ? lineOfCurl(curl.text) : lineOf(method.text, url.text);
  const label = name?.text ?? title;
  return label === undefined ? { name: line, detail: '' } : { name: label, detail: line };
}

/** Variables stay as they are written; secrets are masked here too. */
function lineOf(method: string, url: string): string {
  const [first = ''] = url.split(/[\r\n]/, 1);
  return `${method} ${replaceInUrl(first, maskSecret).slice(0, 200)}`;
}

/** Its headers and its data may be secrets. */
function lineOfCurl(text: string): string {
  const [request] = parseCurl(text).requests;
  return request ? `curl ${lineOf(request.method, request.url)}` : 'curl';
}

/** Without the empty lines at the end. */
function lastOf(text: string, { start, end }: Span): number {
  return start + text.slice(start, end).trimEnd().length;
}

export interface Folding {
  /** Zero-based lines, both of them included. */
  readonly first: number;
  readonly last: number;
  readonly kind: 'region' | 'comment';
}

/** Sections with their separator, scripts, and comments of several lines. */
export function foldingOf(file: HttpFile): Folding[] {
  const lines = new LineIndex(file.text);
  const folds: Folding[] = [];
  const add = (start: number, end: number, kind: Folding['kind']) => {
    const first = lines.position(start).line;
    const last = lines.position(Math.max(start, end)).line;
    if (last > first) folds.push({ first, last, kind });
  };
  for (const { section } of file.requests) {
    const end = lastOf(file.text, section);
    const start = separator.test(file.text.slice(section.start, section.start + 100)) ? section.start : undefined;
    // Without a separator, what stands above the request belongs to it all the same.
    add(start ?? section.start + leadingSpace(file.text, section), end, 'region');
  }
  for (const { start, end } of file.skipped) add(start, end, 'region');
  for (const run of runsOf(file.comments, lines)) add(run.start, run.end, 'comment');
  return folds.sort((a, b) => a.first - b.first || b.last - a.last);
}

function leadingSpace(text: string, { start, end }: Span): number {
  const section = text.slice(start, end);
  return section.length - section.trimStart().length;
}

/** Comments on lines that follow each other. */
function runsOf(comments: readonly Span[], lines: LineIndex): Span[] {
  const runs: { start: number; end: number }[] = [];
  for (const { start, end } of [...comments].sort((a, b) => a.start - b.start)) {
    const last = runs.at(-1);
    if (last && lines.position(start).line === lines.position(last.end).line + 1) last.end = end;
    else runs.push({ start, end });
  }
  return runs;
}
