// Reads HTTP Archives (HAR 1.2) as browsers, proxies and API tools write them, with the liberties that each takes. It
// joins the legs of a redirect into one exchange; it judges nothing. A broken archive gives problems, never an exception.

import { joinRedirects, type Leg, type ParsedExchanges } from '../exchanges.ts';
import type { Imported, Importer } from '../importer.ts';
import { type Body, type Header, type HttpRequest, type HttpResponse, headerValue, type Timing } from '../model.ts';
import type { RequestProblem } from '../problem.ts';
import { redirectTarget } from '../redirect.ts';

export const har: Importer = {
  id: 'har',
  title: 'HTTP Archive (HAR)',
  recognises: text => /^\s*\{/.test(text.slice(0, 200)) && text.includes('"request"') && text.includes('"headers"'),
  parse: parseRequests,
};

function parseRequests(text: string): Imported {
  const { exchanges, problems } = parseHar(text);
  return { requests: exchanges.map(({ hops, request }) => hops[0]?.request ?? request), problems };
}

/** Reads a whole archive, or one entry as "Copy as HAR entry" gives it. */
export function parseHar(text: string): ParsedExchanges {
  const problems: RequestProblem[] = [];
  const entries = entriesOf(text, problems);
  const legs: Leg[] = [];
  entries.forEach((entry, index) => {
    const leg = readEntry(entry, index);
    if (typeof leg === 'string') problems.push({ code: 'har-entry', severity: 'warning', message: leg });
    else legs.push(leg);
  });
  const exchanges = joinRedirects(legs);
  if (!isSanitized(text, legs)) return { exchanges, problems };
  const message =
    'The browser left Authorization and Cookie out of this archive: export it "with sensitive data" to have them judged';
  problems.push({ code: 'har-sanitized', severity: 'info', message });
  return { exchanges: exchanges.map(exchange => ({ ...exchange, unseen: sanitizedHeaders })), problems };
}

const sanitizedHeaders = ['authorization', 'cookie'];

/** Chromium's default export removes these headers and Set-Cookie, and says so nowhere. */
function isSanitized(text: string, legs: readonly Leg[]): boolean {
  const seen = new Set([...sanitizedHeaders, 'set-cookie']);
  return (
    legs.length > 0 &&
    /"creator"\s{0,9}:\s{0,9}\{\s{0,99}"name"\s{0,9}:\s{0,9}"WebInspector"/.test(text.slice(0, 2000)) &&
    legs.every(({ exchange: { request, response } }) =>
      [...request.headers, ...(response?.headers ?? [])].every(({ name }) => !seen.has(name.toLowerCase())),
    )
  );
}

type Json = Record<string, unknown>;

function entriesOf(text: string, problems: RequestProblem[]): readonly unknown[] {
  let json: unknown;
  try {
    json = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch (error) {
    problems.push({ code: 'har-json', severity: 'error', message: `This is no JSON: ${(error as Error).message}` });
    return [];
  }
  const log = object(object(json)?.log);
  if (Array.isArray(log?.entries)) return log.entries;
  if (Array.isArray(json)) return json;
  if (object(object(json)?.request)) return [json];
  problems.push({
    code: 'har-shape',
    severity: 'error',
    message: 'This JSON is no HTTP Archive: it has no "log.entries" list',
  });
  return [];
}

function readEntry(value: unknown, index: number): Leg | string {
  const entry = object(value);
  const request = readRequest(object(entry?.request));
  if (!entry || !request) return `Entry ${index} was left out: it has no request with a "url"`;
  const response = readResponse(object(entry.response));
  const startedAt = timeOf(entry.startedDateTime);
  const timing = readTiming(entry);
  const id = entry._id;
  const failure = response ? undefined : readFailure(entry);
  const target = response ? redirectOf(request, response, object(entry.response)?.redirectURL) : undefined;
  return {
    exchange: {
      id: typeof id === 'string' || typeof id === 'number' ? String(id) : String(index),
      index,
      request,
      ...(response ? { response } : {}),
      ...(failure ? { failure } : {}),
      hops: [],
      ...(startedAt === undefined ? {} : { startedAt }),
      ...(startedAt === undefined || !timing ? {} : { receivedAt: startedAt + timing.total }),
      ...(timing ? { timing } : {}),
    },
    ...(target === undefined ? {} : { target }),
  };
}

function redirectOf(request: HttpRequest, response: HttpResponse, redirectUrl: unknown): string | undefined {
  const byHeader = redirectTarget(request, response);
  if (byHeader) return byHeader.href;
  if (typeof redirectUrl !== 'string' || redirectUrl === '' || response.status < 300 || response.status > 399)
    return undefined;
  return URL.canParse(redirectUrl, request.url) ? new URL(redirectUrl, request.url).href : undefined;
}

function readRequest(json: Json | undefined): HttpRequest | undefined {
  const url = text(json?.url);
  if (!json || !url) return undefined;
  const headers = readHeaders(json.headers);
  const body = readPostData(object(json.postData));
  const cookie = headerValue(headers, 'Cookie') === undefined ? readCookies(json.cookies) : undefined;
  const httpVersion = text(json.httpVersion);
  return {
    method: text(json.method) || 'GET',
    url,
    // Firefox and Postman may list cookies without a Cookie header.
    headers: cookie ? [...headers, { name: 'Cookie', value: cookie }] : headers,
    ...(body ? { body } : {}),
    ...(httpVersion ? { httpVersion } : {}),
  };
}

/** Browsers write status 0 where no response came. */
function readResponse(json: Json | undefined): HttpResponse | undefined {
  const status = Number(json?.status);
  if (!json || !Number.isInteger(status) || status <= 0) return undefined;
  const headers = readHeaders(json.headers);
  const body = readContent(object(json.content));
  const httpVersion = text(json.httpVersion);
  return {
    status,
    statusText: text(json.statusText) ?? '',
    headers,
    ...(body ? { body } : {}),
    ...(httpVersion ? { httpVersion } : {}),
  };
}

function readFailure(entry: Json): { code: string; message: string } {
  const response = object(entry.response);
  const reason = text(response?._error) || text(entry._error) || text(response?.statusText) || text(response?.comment);
  return { code: 'no-response', message: reason ? `No response was recorded: ${reason}` : 'No response was recorded' };
}

/** HTTP/2 pseudo-headers such as `:authority` (RFC 9113 §8.3) are in Chrome's archives; they are no fields. */
function readHeaders(value: unknown): Header[] {
  const headers: Header[] = [];
  // Some tools write one object in place of the list.
  const named = Object.entries(object(value) ?? {}).map(([name, one]) => ({ name, value: one }));
  for (const item of [...list(value), ...named]) {
    const header = object(item);
    const name = text(header?.name);
    if (!name || name.startsWith(':')) continue;
    // Chrome and Firefox join repeated Set-Cookie fields with a line feed.
    for (const line of (text(header?.value) ?? '').split('\n')) headers.push({ name, value: line });
  }
  return headers;
}

function readCookies(value: unknown): string | undefined {
  const pairs = list(value).flatMap(item => {
    const name = text(object(item)?.name);
    return name ? [`${name}=${text(object(item)?.value) ?? ''}`] : [];
  });
  return pairs.length > 0 ? pairs.join('; ') : undefined;
}

function readPostData(json: Json | undefined): Body | undefined {
  if (!json) return undefined;
  const written = text(json.text);
  if (written) return json.encoding === 'base64' ? decodeBase64(written) : { text: written };
  const form = list(json.params).flatMap(item => {
    const name = text(object(item)?.name);
    return name ? [[name, text(object(item)?.value) ?? ''] as const] : [];
  });
  return form.length > 0 ? { text: form.map(pair => pair.join('=')).join('&') } : undefined;
}

function readContent(json: Json | undefined): Body | undefined {
  if (!json) return undefined;
  const size = typeof json.size === 'number' && json.size > 0 ? { size: json.size } : {};
  const written = text(json.text);
  if (written === undefined) return 'size' in size ? { text: '', partial: true, ...size } : undefined;
  return json.encoding === 'base64' ? { ...decodeBase64(written), ...size } : { text: written, ...size };
}

function decodeBase64(encoded: string): Body {
  try {
    const bytes = Uint8Array.from(atob(encoded), character => character.charCodeAt(0));
    const decoded = new TextDecoder().decode(bytes);
    return decoded.includes('\uFFFD') ? { text: decoded, partial: true } : { text: decoded };
  } catch {
    return { text: encoded, partial: true };
  }
}

/** HAR 1.2: -1 where a phase did not happen; `connect` contains `ssl`. */
function readTiming(entry: Json): Timing | undefined {
  const timings = object(entry.timings) ?? {};
  const phase = (name: string) => {
    const value = timings[name];
    return typeof value === 'number' && value >= 0 ? value : undefined;
  };
  const total = typeof entry.time === 'number' && entry.time >= 0 ? entry.time : undefined;
  if (total === undefined) return undefined;
  const connect = phase('connect');
  const phases: Omit<Timing, 'total'> = definedOnly({
    dns: phase('dns'),
    connect: connect === undefined ? undefined : Math.max(0, connect - (phase('ssl') ?? 0)),
    tls: phase('ssl'),
    firstByte: phase('wait'),
    download: phase('receive'),
  });
  return { total, ...phases };
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

function definedOnly<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Defined<T>;
}

function timeOf(value: unknown): number | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

function object(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
