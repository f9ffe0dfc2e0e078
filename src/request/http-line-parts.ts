// The parts of single lines of a `.http` file, each with its place.
import type { Span } from '../text/span.ts';
import type { FileVariable, Setting, Written, WrittenBody, WrittenHeader } from './http-file.ts';
import {
  bodyFile,
  headerLine,
  isMethod,
  knownMethods,
  looksLikeUrl,
  separator,
  setting,
  settingKey,
  splitVersion,
  spread,
  variable,
} from './http-lines.ts';

export interface Line extends Span {
  /** Without the line break. */
  readonly text: string;
}

export interface RequestLine {
  readonly method: Written;
  readonly url: Written;
  readonly httpVersion?: string;
}

/** What follows `###`, or undefined where the line is no separator. */
export function titleOf(line: Line): Written | undefined {
  if (!separator.test(line.text)) return undefined;
  const text = line.text.trim().replace(/^#*/, '').trim();
  return at(line, line.text.lastIndexOf(text), text);
}

export function settingOf(line: Line): Setting | undefined {
  const match = setting.exec(line.text);
  if (!match) return undefined;
  const value = line.text.slice(match[0].length);
  return { key: settingKey(match[1] ?? ''), value: at(line, match[0].length, value.trim()), span: spanOf(line) };
}

/** `isLazy` is httpYac's `:=`. */
export function variableOf(line: Line): (FileVariable & { readonly isLazy: boolean }) | undefined {
  const match = variable.exec(line.text);
  if (!match) return undefined;
  const [, before = '', name = '', equals = '', written = ''] = match;
  return {
    name: at(line, before.length, name),
    value: at(line, before.length + name.length + equals.length, written.trimEnd()),
    span: spanOf(line),
    isLazy: equals.includes(':'),
  };
}

export function requestLineOf(line: Line): RequestLine | undefined {
  const [text, httpVersion] = splitVersion(line.text);
  const indent = text.length - text.trimStart().length;
  const word = /^\S+/.exec(text.trimStart())?.[0] ?? '';
  const rest = text.slice(indent + word.length);
  const hasMethod = rest.trim() !== '' && isMethod(word, rest.trim());
  const url = hasMethod ? rest.trimStart() : text.trimStart();
  if (!hasMethod && !looksLikeUrl(url)) return undefined;
  const method = at(line, indent, hasMethod ? word : '');
  const name = knownMethods.has(word.toUpperCase()) ? word.toUpperCase() : word;
  return {
    method: { ...method, text: hasMethod ? name : 'GET' },
    url: at(line, text.length - url.length, url),
    ...(httpVersion ? { httpVersion } : {}),
  };
}

export function headerOf(line: Line): WrittenHeader | undefined {
  const match = headerLine.exec(line.text);
  if (!match) return undefined;
  const [matched, indent = '', name = ''] = match;
  return {
    name: at(line, indent.length, name),
    value: at(line, matched.length, line.text.slice(matched.length).trimEnd()),
  };
}

/** The lines from the first to the last, or the file that the only line names. */
export function bodyOf(lines: readonly Line[], text: string): WrittenBody {
  const [first = { text: '', start: 0, end: 0 }] = lines;
  const span = { start: first.start, end: (lines.at(-1) ?? first).end };
  const [, sign, named = ''] = (lines.length === 1 && bodyFile.exec(first.text)) || [];
  if (named === '') return { kind: 'text', text: text.slice(span.start, span.end), span };
  const path = named.trim();
  return {
    kind: 'file',
    path: at(first, first.text.lastIndexOf(path), path),
    variables: sign !== undefined,
    ...(sign && sign.length > 1 ? { encoding: sign.slice(1) } : {}),
    span,
  };
}

/** `...commonHeaders` */
export function spreadOf(line: Line): WrittenHeader | undefined {
  const [, dots = '', name] = spread.exec(line.text) ?? [];
  return name === undefined
    ? undefined
    : { name: at(line, dots.length - 3, '...'), value: at(line, dots.length, name) };
}

export function spanOf(line: Line): Span {
  return { start: line.start, end: line.end };
}

/** A text that stands at this column of the line. */
export function at(line: Line, column: number, text: string): Written {
  const start = line.start + column;
  return { text, span: { start, end: start + text.length } };
}

/** The quote of a shell that is open at the end of the line. */
export function openQuote(line: string, before: string): string {
  let quote = before;
  for (let i = 0; i < line.length; i++) {
    const character = line[i] ?? '';
    if (character === '\\' && quote !== "'") i++;
    else if (quote === character) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
  }
  return quote;
}
