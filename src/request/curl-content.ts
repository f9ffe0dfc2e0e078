// What a `curl` command sends: the `--data` family, forms, and the files that both may name.
import { joinPieces, type Piece, pieceOf } from './body-pieces.ts';
import type { Given } from './curl-arguments.ts';
import type { Body } from './model.ts';
import { encodeForm, formatMultipart, formBoundary, type Part } from './multipart.ts';
import type { RequestProblem } from './problem.ts';

/** What surrounds a command: its standard input, the files that it may name, and where what is wrong is told. */
export interface CurlContext {
  readonly problems: RequestProblem[];
  /** What a here-document gives. */
  readonly input: string | undefined;
  /** The bytes of a file, or undefined where it cannot be read, or may not be. */
  readonly file: ReadFile | undefined;
}

export type ReadFile = (path: string) => Uint8Array | undefined;

/** The `--data` family. curl joins all of them with `&`, but those of `--json` with nothing. */
export function readData(given: readonly Given[], context: CurlContext): Body | undefined {
  const pieces: Piece[] = [];
  for (const option of given) {
    const value = dataOf(option, context);
    if (value === undefined) continue;
    if (pieces.length > 0 && option.name !== 'json') pieces.push('&');
    pieces.push(value);
  }
  return pieces.length > 0 ? joinPieces(pieces) : undefined;
}

function dataOf(option: Given, context: CurlContext): Piece | undefined {
  const { name, value } = option;
  if (name === 'data-raw') return value;
  if (name === 'data' || name === 'data-ascii' || name === 'data-binary' || name === 'json') {
    if (!value.startsWith('@')) return value;
    const file = readFile(option, value.slice(1), context);
    return name === 'data' || name === 'data-ascii' ? withoutBreaks(file) : file;
  }
  if (name !== 'data-urlencode') return undefined;
  // content, =content, name=content, @file, name@file
  const at = value.search(/[=@]/);
  if (at < 0) return encodeForm(value);
  const field = at === 0 ? '' : `${value.slice(0, at)}=`;
  const rest = value.slice(at + 1);
  return field + encodeForm(value[at] === '=' ? rest : readText(option, rest, context));
}

function withoutBreaks(piece: Piece): Piece {
  if (typeof piece === 'string') return piece.replace(/[\r\n\0]/g, '');
  return { ...piece, bytes: piece.bytes.filter(byte => byte !== 0x0d && byte !== 0x0a && byte !== 0) };
}

export function encodeQuery(value: string): string {
  if (value.startsWith('+')) return value.slice(1);
  const equals = value.indexOf('=');
  if (equals < 0) return encodeForm(value);
  return equals === 0 ? encodeForm(value.slice(1)) : `${value.slice(0, equals)}=${encodeForm(value.slice(equals + 1))}`;
}

/** `@-` is the standard input, which a here-document may give. Where a file is not read, its content has to be filled in. */
export function readFile(option: Given, path: string, context: CurlContext): Piece {
  if (path === '-' && context.input !== undefined) return context.input;
  const bytes = context.file?.(path);
  if (bytes) return pieceOf(bytes, `< ${path}`);
  const why = context.file ? 'cannot be read' : 'is not read';
  const message = `"--${option.name}" takes its value from the file "${path}", which ${why}: put its content here`;
  context.problems.push({ code: 'file', severity: 'warning', message, span: option.word.span });
  return '';
}

/** Of a file that has to be text. */
export function readText(option: Given, path: string, context: CurlContext): string {
  const piece = readFile(option, path, context);
  if (typeof piece === 'string') return piece;
  const message = `The file "${path}" is no text in UTF-8, which "--${option.name}" needs`;
  context.problems.push({ code: 'binary-file', severity: 'warning', message, span: option.word.span });
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(piece.bytes);
}

/** A form, and the boundary between its parts. */
export function readForm(
  given: readonly Given[],
  context: CurlContext,
): { readonly body: Body; readonly boundary: string } | undefined {
  const parts: Part[] = [];
  for (const option of given) {
    if (option.name !== 'form' && option.name !== 'form-string') continue;
    const equals = option.value.indexOf('=');
    const name = option.value.slice(0, Math.max(equals, 0));
    const value = option.value.slice(equals + 1);
    parts.push(option.name === 'form-string' ? { name, value } : readPart(name, value, option, context));
  }
  if (parts.length === 0) return undefined;
  const boundary = formBoundary(parts);
  return { body: formatMultipart(parts, boundary), boundary };
}

/** value;type=…;filename=…, with @file and <file for the value. Either may be in double quotes. */
function readPart(name: string, written: string, option: Given, context: CurlContext): Part {
  const mark = /^[@<]/.exec(written)?.[0] ?? '';
  const { value, rest } = splitPart(written.slice(mark.length));
  const setting = (key: string) =>
    new RegExp(`;\\s{0,9}${key}=(?:"([^"]{0,999})"|([^;]{0,999}))`)
      .exec(rest)
      ?.slice(1)
      .find(one => one !== undefined);
  const filename = setting('filename') ?? (mark === '@' ? value.replace(/^.*[/\\]/, '') : undefined);
  const type = setting('type');
  return {
    name,
    value: mark === '' ? value : readFile(option, value, context),
    ...(filename === undefined ? {} : { filename }),
    ...(type === undefined ? {} : { contentType: type.trim() }),
  };
}

function splitPart(text: string): { readonly value: string; readonly rest: string } {
  const quoted = /^"((?:[^"\\]|\\.)*)"/s.exec(text);
  if (quoted) return { value: (quoted[1] ?? '').replace(/\\(["\\])/g, '$1'), rest: text.slice(quoted[0].length) };
  const end = text.indexOf(';');
  return end < 0 ? { value: text, rest: '' } : { value: text.slice(0, end), rest: text.slice(end) };
}
