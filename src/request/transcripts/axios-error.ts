import { type OpenLeg, openRequest, openResponse } from './lines.ts';
import type { RecordedLeg, Transcript } from './transcript.ts';

// AxiosError: Request failed with status code 401 {
//   config: { headers: Object [AxiosHeaders] { Authorization: 'Bearer abc' }, method: 'get', url: 'https://…' },
//   response: { status: 401, headers: Object [AxiosHeaders] { 'www-authenticate': 'Bearer' }, data: 'no' }

/** An error of axios as Node.js shows objects: its `config` and its `response`. */
export const axiosError: Transcript = {
  id: 'axios-error',
  recognises: text =>
    /\b(?:AxiosError\b|Request failed with status code \d{3})/.test(text) && /^\s{1,20}config: \{/m.test(text),
  read,
};

function read(lines: readonly string[]): readonly RecordedLeg[] {
  const legs: OpenLeg[] = [];
  const config = blockOf(lines, 'config');
  const response = blockOf(lines, 'response');
  const url = stringOf(config, 'url');
  if (url === undefined) return [];
  const base = stringOf(config, 'baseURL');
  const method = (stringOf(config, 'method') ?? 'get').toUpperCase();
  const request = openRequest(legs, `${method} ${joinUrl(base, url)} HTTP/1.1`);
  request.head.push(...headersOf(config));
  const sent = stringOf(config, 'data');
  if (sent !== undefined) request.body.push(sent);
  const status = /^status: (\d{3})/.exec(memberOf(response, 'status')[0] ?? '')?.[1];
  if (status === undefined) return legs;
  const answer = openResponse(legs, `HTTP/1.1 ${status} ${stringOf(response, 'statusText') ?? ''}`.trimEnd());
  answer.head.push(...headersOf(response));
  const data = stringOf(response, 'data') ?? toJson(memberOf(response, 'data'));
  if (data !== '') answer.body.push(data);
  return legs;
}

/** The lines inside `name: {`, at the least depth that it stands at. */
function blockOf(lines: readonly string[], name: string): readonly string[] {
  const at = lines
    .map((line, index) => ({ index, depth: depthOf(line), opens: line.trimStart().startsWith(`${name}: {`) }))
    .filter(({ opens }) => opens)
    .sort((a, b) => a.depth - b.depth)[0];
  if (!at) return [];
  const end = lines.findIndex((line, index) => index > at.index && line.trim() !== '' && depthOf(line) <= at.depth);
  return lines.slice(at.index + 1, end < 0 ? lines.length : end);
}

function depthOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** One member of a block with all its lines, the first without its indentation. */
function memberOf(block: readonly string[], name: string): readonly string[] {
  const depth = block.reduce((least, line) => (line.trim() === '' ? least : Math.min(least, depthOf(line))), Infinity);
  const start = block.findIndex(line => depthOf(line) === depth && line.trimStart().startsWith(`${name}: `));
  if (start < 0) return [];
  const next = block.findIndex((line, index) => index > start && depthOf(line) <= depth && !/^[\]}]/.test(line.trim()));
  return block.slice(start, next < 0 ? block.length : next).map(line => line.trim());
}

const literal = /^(?:'((?:[^'\\]|\\.){0,20000})'|"((?:[^"\\]|\\.){0,20000})"|`((?:[^`\\]|\\.){0,20000})`)/;

function stringOf(block: readonly string[], name: string): string | undefined {
  const [first = ''] = memberOf(block, name);
  const match = literal.exec(first.slice(name.length + 2));
  return match ? unescapeLiteral(match[1] ?? match[2] ?? match[3] ?? '') : undefined;
}

/** Node.js escapes quotes and line breaks alone. */
function unescapeLiteral(text: string): string {
  return text.replaceAll('\\n', '\n').replace(/\\(['"`\\])/g, '$1');
}

function headersOf(block: readonly string[]): string[] {
  const text = memberOf(block, 'headers').join('\n');
  const pair = /(?:^|[{,\n]) ?(?:'([\w-]{1,100})'|([\w-]{1,100})): (?:'([^'\n]{0,16000})'|"([^"\n]{0,16000})")/g;
  return [...text.matchAll(pair)].map(([, quoted, bare, single, double]) => `${quoted ?? bare}: ${single ?? double}`);
}

/** `data: { error: 'x' }` as JSON, near enough to be read. */
function toJson(member: readonly string[]): string {
  const text = member
    .join('\n')
    .replace(/^data: /, '')
    .replace(/,$/, '');
  if (!/^[[{]/.test(text)) return '';
  return withDoubleQuotes(text).replace(/([{,\n] ?)([A-Za-z_$][\w$]{0,100}): /g, '$1"$2": ');
}

function withDoubleQuotes(text: string): string {
  let result = '';
  for (let at = 0; at < text.length; at++) {
    const quote = text[at];
    if (quote !== "'" && quote !== '"') {
      result += quote;
      continue;
    }
    let end = at + 1;
    while (end < text.length && text[end] !== quote) end += text[end] === '\\' ? 2 : 1;
    result += JSON.stringify(unescapeLiteral(text.slice(at + 1, end)));
    at = end;
  }
  return result;
}

function joinUrl(base: string | undefined, url: string): string {
  if (base === undefined || /^[a-z][a-z0-9+.-]{0,20}:\/\//i.test(url)) return url;
  return `${base.replace(/\/$/, '')}/${url.replace(/^\//, '')}`;
}
