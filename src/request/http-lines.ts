// The kinds of lines that a `.http` file is made of, in all dialects.
import type { WrittenHeader } from './http-file.ts';

export const separator = /^\s*###/;
export const comment = /^\s*(?:#|\/\/)/;
// # @name login    // @no-redirect    # @timeout=3
export const setting = /^\s*(?:##?|\/\/)\s*@([A-Za-z][\w-]{0,40})[ \t]*=?[ \t]*/;
// @host = example.com    @lazy := {{x}}
export const variable = /^(\s*@)([^\s=:{}]{1,200})(\s*:?=\s*)(.*)$/;
export const headerLine = /^(\s*)([^\s:(){}<>@,;"/[\]?=\\]{1,200}|\{\{[^{}]{1,200}\}\})(\s*:\s*)/;
export const bodyFile = /^<(@[\w-]{0,20})?[ \t]+(\S.*)$/;
// ...commonHeaders
export const spread = /^(\s*\.\.\.)([\w$.]{1,200})\s*$/;
export const curlLine = /^\s*curl(?:\.exe)?\s+\S/;
// {{    {{@request    {{response
export const scriptBlock = /^\{\{[+@]?\w*$/;
/** What is no header, but the beginning of JSON, XML or HTML. */
export const beginsBody = /^\s*(?:[{[]|<[\w?!])/;
// import ./other.http
export const importLine = /^import\s+(\S.*)$/;
/** Names of settings that only httpYac knows, in their normal form. */
export const httpYacSettings = new Set('ref forceref import loop sleep jwt norejectunauthorized disabled'.split(' '));
export const responseLine = /^HTTP\/\d(?:\.\d)?\s+\d{3}\b/;

/** Methods that may be written in lower case. */
export const knownMethods = new Set('GET HEAD POST PUT PATCH DELETE OPTIONS TRACE CONNECT QUERY GRAPHQL'.split(' '));

/** Any word may be a method, but a sentence is none. */
export function isMethod(word: string, rest: string): boolean {
  if (/^[A-Z][A-Z-]{0,30}$/.test(word) || knownMethods.has(word.toUpperCase())) return true;
  return /^[A-Za-z][A-Za-z-]{0,30}$/.test(word) && looksLikeUrl(rest);
}

export const foreign = [
  { pattern: /^\?\?\s/, code: 'assertion', message: 'Assertions are not run: they were skipped' },
  { pattern: /^>>!?\s/, code: 'output', message: 'Responses are not written to files: ">>" was skipped' },
  { pattern: /^<>\s+\S/, code: 'earlier-response', message: 'Earlier responses are not read: "<>" was skipped' },
  { pattern: /^>\s+\S+\.m?js$/, code: 'script', message: 'Scripts are not run: this one was skipped' },
  { pattern: /^<\s+\S+\.m?js$/, code: 'script', message: 'Scripts are not run: this one was skipped' },
  {
    pattern: /^gql\s+\w+\s*[=<]/,
    code: 'graphql-fragment',
    message: 'Queries of other files are not taken along: write them into the body',
  },
  { pattern: /^run\s+\S/, code: 'run', message: 'Other requests are not run from here: this line was skipped' },
];

/** `GET /path HTTP/1.1` → the line without the version, and the version. */
export function splitVersion(line: string): readonly [string, (string | undefined)?] {
  const at = line.lastIndexOf('HTTP/');
  const match =
    at > 0 && line[at - 1]?.trim() === '' ? /^HTTP\/\d(?:\.\d)?(?: \([^)]*\))?$/.exec(line.slice(at).trim()) : null;
  return match ? [line.slice(0, at).trimEnd(), match[0]] : [line.trimEnd()];
}

export function contentTypeOf(headers: readonly WrittenHeader[]): string | undefined {
  return headers
    .find(({ name }) => name.text.toLowerCase() === 'content-type')
    ?.value.text.trim()
    .toLowerCase();
}

/**
 * A line below an empty one that begins a request without a separator: one with its version, and where nobody would send it
 * as the text that it is, one without. A batch has requests in its body.
 */
export function beginsRequest(line: string, headers: readonly WrittenHeader[], body: string | undefined): boolean {
  const type = contentTypeOf(headers);
  if (/^(?:multipart\/|application\/http|message\/)/.test(type ?? '')) return false;
  if (splitVersion(line)[1] !== undefined && /^[A-Z][A-Z-]{0,30}\s+\S/.test(line)) return true;
  if (!/^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|QUERY|GRAPHQL)\s+(?:https?:\/\/|\{\{|\/)\S*$/.test(line.trimEnd()))
    return false;
  return body === undefined ? type === undefined : /json|urlencoded/.test(type ?? '') || /^\s*[{[]/.test(body);
}

/** Lines below a body that look at the response. They stand at the beginning of a line. */
export function isResponseHandling(line: string): boolean {
  return /^(?:>\s*\{%|>\s+\S+\.m?js$|>>!?\s+\S+$|<>\s+\S+$|\?\?\s|\{\{[+@]?\w*$)/.test(line.trimEnd());
}

export function looksLikeUrl(text: string): boolean {
  return (
    /^(?:[a-z][a-z0-9+.-]{0,20}:\/\/|\/|\{\{|localhost\b|\[[0-9a-f:]|[\w-]+\.[\w-]|[\w-]+:\d)/i.test(text) &&
    !/^\S+\s+\S/.test(text.replace(/\{\{[^{}]*\}\}/g, ''))
  );
}

/** `X-Y` → `xy`: dialects differ in case and hyphens. */
export function settingKey(name: string): string {
  return name.toLowerCase().replaceAll('-', '').replaceAll('_', '');
}
