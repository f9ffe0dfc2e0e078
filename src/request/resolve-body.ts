// The body of a request of a `.http` file: its variables, the files that it names, and what its type asks for.
import type { Span } from '../text/span.ts';
import { joinPieces, type Piece, pieceOf } from './body-pieces.ts';
import type { WrittenBody } from './http-file.ts';
import { bodyFile } from './http-lines.ts';
import type { ImportedRequest } from './importer.ts';
import type { Lookup } from './lookup.ts';
import { type Body, type Header, headerValue } from './model.ts';
import type { RequestProblem } from './problem.ts';
import type { References } from './references.ts';

export function resolveBody(
  body: WrittenBody,
  headers: readonly Header[],
  references: References,
  lookup: Lookup,
): Body {
  if (body.kind === 'file') {
    const path = references.resolve(body.path);
    return joinPieces([contentOf(path, body, body.path.span, references, lookup)]);
  }
  const type = headerValue(headers, 'Content-Type')?.toLowerCase() ?? '';
  const isMultipart = type.startsWith('multipart/');
  const isForm = type.startsWith('application/x-www-form-urlencoded');
  const breaks = /\r?\n|\r/g;
  // Files are looked for in what was written, and never in the value of a variable: that may be somebody else's text.
  const resolved: Piece[] = [];
  let start = body.span.start;
  const pieces = body.text.split(breaks);
  const ends = body.text.match(breaks) ?? [];
  pieces.forEach((line, i) => {
    const span = { start, end: start + line.length };
    start = span.end + (ends[i]?.length ?? 0);
    resolved.push(resolveLine(isForm ? withoutGaps(line) : line, span, isMultipart, references, lookup));
    // RFC 2046 §5.1.1: the lines of a multipart body end in CRLF. A form may be written over several lines.
    if (!isForm) resolved.push(isMultipart ? '\r\n' : (ends[i] ?? ''));
  });
  const joined = joinPieces(resolved);
  return isForm && joined.base64 === undefined ? { text: encodeRaw(joined.text.trim()) } : joined;
}

/** JetBrains' `a = 1 &` is `a=1&`. */
function withoutGaps(line: string): string {
  let isValue = false;
  const pieces = line.trim().split(/(\{\{[^{}]*\}\}|[&=])/);
  // Only the first `=` of a pair stands between its name and its value.
  const marks = pieces.map(piece => {
    const isMark = piece === '&' || (piece === '=' && !isValue);
    if (isMark) isValue = piece === '=';
    return isMark;
  });
  return pieces
    .map((piece, i) => (marks[i + 1] ? piece.trimEnd() : piece))
    .map((piece, i) => (marks[i - 1] ? piece.trimStart() : piece))
    .join('');
}

/** What cannot stand in a form is percent-encoded, as all tools do; what is encoded already stays. */
function encodeRaw(form: string): string {
  return form.replace(/[^\x21-\x7e]+|["<>\\^`{|}]/gu, part => encodeURIComponent(part.replace(/\p{Cs}/gu, '\uFFFD')));
}

/** `< ./file` or `<@ ./file`, which may stand among other lines, or a line as it is. */
function resolveLine(line: string, span: Span, isMultipart: boolean, references: References, lookup: Lookup): Piece {
  const [, at, path = ''] = bodyFile.exec(line) ?? [];
  if (path === '' || !(isMultipart || looksLikePath(path.trim()))) return references.resolve({ text: line, span });
  const named = references.resolve({ text: path.trim(), span });
  const how = { variables: at !== undefined, ...(at && at.length > 1 ? { encoding: at.slice(1) } : {}), span };
  return contentOf(named, how, span, references, lookup);
}

/** Elsewhere than in a form, `< 5` or `< b` may be meant as it stands. */
function looksLikePath(text: string): boolean {
  return /^(?:\.{0,2}[/\\]|[A-Za-z]:[/\\]|~\/|\{\{)|^[^\s<>]*\.\w{1,8}$/.test(text);
}

function contentOf(
  path: string,
  how: { readonly variables: boolean; readonly encoding?: string; readonly span: Span },
  span: Span,
  references: References,
  lookup: Lookup,
): Piece {
  const bytes = lookup.file?.(path);
  const fail = (message: string) => {
    references.problems.push({ code: 'file', severity: 'error', message, span });
    return '';
  };
  if (!bytes) return fail(`The file "${path}" could not be read: check the path, which is relative to this file`);
  if (!how.variables) return pieceOf(bytes, `< ${path}`);
  const text = decode(bytes, how.encoding);
  if (text === undefined)
    return fail(
      how.encoding === undefined
        ? `The file "${path}" is no text in UTF-8: name its encoding as in "<@latin1", or leave the "@" out to send its bytes`
        : `"${how.encoding}" is no encoding that is known, or not that of "${path}": write one such as "latin1"`,
    );
  return references.resolve({ text, span: how.span });
}

function decode(bytes: Uint8Array, encoding = 'utf-8'): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The method `GRAPHQL` or the header `X-REQUEST-TYPE: GraphQL`: the query, an empty line, then its variables. */
export function asGraphQl(
  request: ImportedRequest,
  span: Span | undefined,
  problems: RequestProblem[],
): ImportedRequest {
  const marked = headerValue(request.headers, 'X-Request-Type')?.toLowerCase() === 'graphql';
  if (request.method !== 'GRAPHQL' && !marked) return request;
  const text = request.body?.text ?? '';
  const gap = /\r?\n[ \t]*\r?\n(?=[ \t]*\{)/.exec(text);
  const query = gap ? text.slice(0, gap.index) : text;
  const variables = gap ? parseJson(text.slice(gap.index)) : undefined;
  if (gap && variables === undefined) {
    const message = 'The variables below the GraphQL query are no JSON: correct them, or leave them out';
    problems.push({ code: 'graphql-variables', severity: 'error', message, ...(span ? { span } : {}) });
  }
  const headers = request.headers.filter(header => header.name.toLowerCase() !== 'x-request-type');
  if (headerValue(headers, 'Content-Type') === undefined)
    headers.push({ name: 'Content-Type', value: 'application/json' });
  return {
    ...request,
    method: request.method === 'GRAPHQL' ? 'POST' : request.method,
    headers,
    body: { text: JSON.stringify({ query, ...(variables === undefined ? {} : { variables }) }) },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
