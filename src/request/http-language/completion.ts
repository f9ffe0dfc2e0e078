// What can be written at a place of a `.http` file. What stands there decides: braces, a comment, a header, or an empty line.
import { schemes } from '../../auth/schemes/index.ts';
import type { Span } from '../../text/span.ts';
import { type FileRequest, type HttpFile, promptsOf } from '../http-file.ts';
import { knownMethods, separator } from '../http-lines.ts';
import { headerNames, mediaTypes, settingHelp } from './completion-words.ts';
import type { Surroundings } from './surroundings.ts';
import { systemVariableHelp } from './system-variable-help.ts';

export interface Completion {
  readonly kind: 'variable' | 'system' | 'request' | 'header' | 'value' | 'method' | 'setting';
  readonly label: string;
  /** What is written; the label where it is absent. */
  readonly insert?: string;
  readonly detail?: string;
  /** More comes after it, so that completion is to go on. */
  readonly goesOn?: boolean;
  /** What it replaces. */
  readonly span: Span;
}

export function completionsAt(file: HttpFile, offset: number, around: Surroundings): Completion[] {
  const lineStart = Math.max(file.text.lastIndexOf('\n', offset - 1), file.text.lastIndexOf('\r', offset - 1)) + 1;
  const before = file.text.slice(Math.max(lineStart, offset - 2000), offset);
  const open = before.lastIndexOf('{{');
  if (open >= 0 && !before.slice(open).includes('}}'))
    return closed(
      inBraces(file, before.slice(open + 2), offset, around),
      /^[^\S\r\n]*\}/.test(file.text.slice(offset, offset + 80)),
    );
  const setting = /^\s*(?:##?|\/\/)\s*@([\w-]*)$/.exec(before);
  if (setting)
    return settingHelp.map(([label, detail]) => entry('setting', label, { detail }, offset, setting[1] ?? ''));
  const named = /^\s*(?:##?|\/\/)\s*@profile\s+(\S.*)?$/.exec(before);
  if (named) return (around.profiles ?? []).map(label => entry('value', label, {}, offset, named[1] ?? ''));
  if (separator.test(before) || /^\s*(?:#|\/\/|@)/.test(before)) return [];
  const request = file.requests.find(({ section }) => section.start <= offset && offset <= section.end);
  const isBelow = request !== undefined && lineStart > request.url.span.end;
  if (isBelow && isInHead(file, request, lineStart)) return inHead(before, offset);
  if (isBelow && request.span.end >= lineStart) return [];
  return /^[A-Za-z]*$/.test(before) && !isBelow
    ? [...knownMethods].map(method => entry('method', method, { insert: `${method} ` }, offset, before))
    : [];
}

/** Between the request line and the first empty line. */
function isInHead({ text }: HttpFile, request: FileRequest, lineStart: number): boolean {
  return request.curl === undefined && !/\n[ \t]*\r?\n/.test(text.slice(request.url.span.end, lineStart));
}

function inHead(before: string, offset: number): Completion[] {
  const colon = before.indexOf(':');
  if (colon < 0)
    return /^[\w-]*$/.test(before)
      ? headerNames.map(name =>
          entry('header', name, { insert: `${name}: `, goesOn: valuesOf(name).length > 0 }, offset, before),
        )
      : [];
  const value = before.slice(colon + 1).trimStart();
  if (/\s/.test(value)) return [];
  return valuesOf(before.slice(0, colon).trim()).map(({ label, ...more }) =>
    entry('value', label, more, offset, value),
  );
}

function valuesOf(header: string): readonly { label: string; insert?: string; detail?: string }[] {
  switch (header.toLowerCase()) {
    case 'authorization':
    case 'proxy-authorization':
      return schemes.map(({ name, separator: sign, summary }) => ({
        label: name,
        insert: name + (sign ?? ' '),
        detail: summary,
      }));
    case 'content-type':
    case 'accept':
      return mediaTypes.map(label => ({ label }));
    case 'accept-encoding':
      return ['gzip', 'br', 'deflate', 'zstd', 'identity'].map(label => ({ label }));
    case 'cache-control':
      return ['no-cache', 'no-store', 'max-age=0'].map(label => ({ label }));
    case 'connection':
      return ['close', 'keep-alive'].map(label => ({ label }));
    case 'x-request-type':
      return [{ label: 'GraphQL' }];
    default:
      return [];
  }
}

/** What ends the expression brings its braces, where they are not there yet. */
function closed(completions: Completion[], isClosed: boolean): Completion[] {
  return isClosed
    ? completions
    : completions.map(one => (one.goesOn ? one : { ...one, insert: `${one.insert ?? one.label}}}` }));
}

function inBraces(file: HttpFile, inner: string, offset: number, around: Surroundings): Completion[] {
  const written = inner.trimStart().replace(/^%/, '');
  const parts = /^([\w-]+)\.(request|response)?(\.)?(headers|body)?(\.)?(.*)$/.exec(written);
  const names = requestNames(file, around);
  if (parts && names.includes(parts[1] ?? '')) return partsOf(parts, offset, around);
  if (/[\s(]/.test(written)) return [];
  const request = file.requests.find(({ section }) => section.start <= offset && offset <= section.end);
  const variables = new Map<string, string>();
  for (const { name } of file.variables) variables.set(name.text, 'in this file');
  for (const { name, question } of request ? promptsOf(request) : []) variables.set(name, `asks: ${question}`);
  for (const { label, file: imported } of around.imports)
    for (const { name } of imported.variables) if (!variables.has(name.text)) variables.set(name.text, `in ${label}`);
  for (const { name, source } of around.known.variables.values())
    if (!variables.has(name)) variables.set(name, `in ${source.label}`);
  return [
    ...Array.from(variables, ([label, detail]) => entry('variable', label, { detail }, offset, written)),
    ...names.map(label =>
      entry(
        'request',
        label,
        { insert: `${label}.response.`, detail: 'a part of the response', goesOn: true },
        offset,
        written,
      ),
    ),
    ...systemVariableHelp.map(({ name, snippet, summary }) =>
      entry('system', name, { insert: snippet, detail: summary }, offset, written),
    ),
  ];
}

function requestNames(file: HttpFile, { imports }: Surroundings): string[] {
  const files = [file, ...imports.map(({ file: imported }) => imported)];
  return [...new Set(files.flatMap(({ requests }) => requests.flatMap(({ name }) => name?.text ?? [])))];
}

/** `login.` → `response`, `login.response.` → `body`, `login.response.headers.` → the names that came. */
function partsOf(parts: RegExpExecArray, offset: number, { exchange }: Surroundings): Completion[] {
  const [whole, name = '', side, firstDot, place, secondDot, rest = ''] = parts;
  const words = (labels: readonly string[], typed: string, goesOn: boolean) =>
    labels.map(label => entry('request', label, goesOn ? { insert: `${label}.`, goesOn } : {}, offset, typed));
  if (!side || !firstDot) return words(['response', 'request'], whole.slice(name.length + 1), true);
  if (!place || !secondDot) return words(['body', 'headers'], whole.slice(name.length + side.length + 2), true);
  if (/[.\s]/.test(rest)) return [];
  const found = exchange?.(name);
  const message = side === 'request' ? found?.request : found?.response;
  if (place === 'headers') return words([...new Set(message?.headers.map(header => header.name))], rest, false);
  return words(['*', ...membersOf(message?.body?.text).map(member => `$.${member}`)], rest, false);
}

function membersOf(body: string | undefined): string[] {
  try {
    const value: unknown = JSON.parse(body ?? '');
    const names = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
    return names.filter(name => /^[\w-]+$/.test(name)).slice(0, 100);
  } catch {
    return [];
  }
}

function entry(
  kind: Completion['kind'],
  label: string,
  more: Pick<Completion, 'insert' | 'detail' | 'goesOn'>,
  offset: number,
  typed: string,
): Completion {
  return { kind, label, ...more, span: { start: offset - typed.length, end: offset } };
}
