// Makes a request to send out of one that a `.http` file describes: values for references, the short forms of
// Authorization, the address, the body. What cannot be resolved stays as written, with a problem of severity `error`.
import { expandAuthorization } from './authorization-shortcuts.ts';
import type { FileRequest, HttpFile, WrittenBody } from './http-file.ts';
import type { ImportedRequest } from './importer.ts';
import type { Lookup } from './lookup.ts';
import { type Header, headerValue } from './model.ts';
import type { RequestProblem } from './problem.ts';
import { References } from './references.ts';
import type { SendOptions } from './sender.ts';

export interface ResolvedRequest {
  /** Absent where nothing can be sent at all, because it is no HTTP request. */
  readonly request?: ImportedRequest;
  readonly problems: readonly RequestProblem[];
}

const otherProtocols = new Set(['GRPC', 'WS', 'WSS', 'WEBSOCKET', 'SSE', 'MQTT', 'AMQP', 'RSOCKET', 'GRAPHQLWS']);

export function resolveRequest(file: HttpFile, index: number, lookup: Lookup): ResolvedRequest {
  const written = file.requests[index];
  if (!written) return { problems: [] };
  if (otherProtocols.has(written.method.text)) {
    const message = `"${written.method.text}" is no HTTP method: requests of other protocols are not sent`;
    return { problems: [{ code: 'protocol', severity: 'error', message, span: written.method.span }] };
  }
  const references = new References(file, written, lookup);
  const problems = references.problems;
  const headers: Header[] = [];
  let options: SendOptions = optionsOf(written);
  for (const { name, value } of written.headers) {
    const header = { name: references.resolve(name), value: references.resolve(value) };
    if (header.name.toLowerCase() !== 'authorization') {
      headers.push(header);
      continue;
    }
    const expanded = expandAuthorization(header.value);
    if (expanded.problem) problems.push({ ...expanded.problem, span: value.span });
    if (expanded.digest) options = { ...options, digest: expanded.digest };
    if (expanded.value !== undefined) headers.push({ name: header.name, value: expanded.value });
  }
  const url = completeUrl(references.resolve(written.url), headers, file, references);
  const body = written.body && bodyOf(written.body, headers, references, lookup);
  const name = written.name?.text ?? written.title;
  const request: ImportedRequest = {
    method: written.method.text,
    url,
    headers,
    ...(body === undefined ? {} : { body: { text: body } }),
    ...(written.httpVersion ? { httpVersion: written.httpVersion } : {}),
    ...(name ? { name } : {}),
    options,
  };
  problems.sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
  return { request: asGraphQl(request), problems };
}

/** A path alone gets its host from the Host header, or from the variable `host` as in httpYac. */
function completeUrl(url: string, headers: readonly Header[], file: HttpFile, references: References): string {
  if (/^(?:[a-z][a-z0-9+.-]{0,20}:\/\/|\{\{)/i.test(url)) return url;
  if (!url.startsWith('/')) return `http://${url}`;
  const variable = file.variables.find(({ name }) => name.text === 'host');
  const host = headerValue(headers, 'Host') ?? (variable && references.resolve(variable.value)) ?? '';
  if (host === '') {
    const message = `"${url}" has no host: add a "Host" header, or write the whole address`;
    references.problems.push({ code: 'no-host', severity: 'error', message });
    return url;
  }
  const scheme = /:(?:8?443)$/.test(host) ? 'https' : 'http';
  return `${host.includes('://') ? host.replace(/\/$/, '') : `${scheme}://${host}`}${url}`;
}

function bodyOf(body: WrittenBody, headers: readonly Header[], references: References, lookup: Lookup): string {
  if (body.kind === 'file') {
    const path = references.resolve(body.path);
    const content = readFile(path, body.path.span, references, lookup);
    return body.variables ? references.resolve({ text: content, span: body.span }) : content;
  }
  const text = references.resolve(body);
  const type = headerValue(headers, 'Content-Type')?.toLowerCase() ?? '';
  // A form may be written over several lines: `a=1`, then `&b=2`.
  if (type.startsWith('application/x-www-form-urlencoded'))
    return text
      .split(/\r?\n|\r/)
      .map(line => line.trim())
      .join('');
  if (!type.startsWith('multipart/')) return text;
  // RFC 2046 §5.1.1: the lines of a multipart body end in CRLF.
  const lines = text.split(/\r?\n|\r/).map(line => {
    const path = /^<@?\s+(\S.*)$/.exec(line)?.[1];
    return path === undefined ? line : readFile(path.trim(), body.span, references, lookup);
  });
  return `${lines.join('\r\n')}\r\n`;
}

function readFile(path: string, span: RequestProblem['span'], references: References, lookup: Lookup): string {
  const content = lookup.file?.(path);
  if (content !== undefined) return content;
  const message = `The file "${path}" could not be read: check the path, which is relative to this file`;
  references.problems.push({ code: 'file', severity: 'error', message, ...(span ? { span } : {}) });
  return '';
}

/** The method `GRAPHQL` or the header `X-REQUEST-TYPE: GraphQL`: the query, an empty line, then its variables. */
function asGraphQl(request: ImportedRequest): ImportedRequest {
  const marked = headerValue(request.headers, 'X-Request-Type')?.toLowerCase() === 'graphql';
  if (request.method !== 'GRAPHQL' && !marked) return request;
  const text = request.body?.text ?? '';
  const gap = /\r?\n[ \t]*\r?\n(?=[ \t]*\{)/.exec(text);
  const query = gap ? text.slice(0, gap.index) : text;
  const variables = gap ? parseJson(text.slice(gap.index)) : undefined;
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

/** `# @no-redirect`, `# @timeout 5 s`, … in the spelling of any dialect. */
function optionsOf({ settings }: FileRequest): SendOptions {
  const options: { -readonly [Key in keyof SendOptions]: SendOptions[Key] } = {};
  for (const { key, value } of settings) {
    if (key === 'noredirect') options.followRedirects = false;
    if (key === 'norejectunauthorized') options.verifyTls = false;
    if (key === 'proxy' && value.text !== '') options.proxy = { url: value.text };
    if (key === 'timeout') {
      const [, number = '', unit = 's'] = /^(\d{1,9})\s*(ms|s|m)?$/.exec(value.text) ?? [];
      const factor = { ms: 1, s: 1000, m: 60_000 }[unit];
      if (number !== '' && factor) options.timeout = Number(number) * factor;
    }
  }
  return options;
}
