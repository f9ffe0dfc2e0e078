// Writes exchanges as an HTTP Archive (HAR 1.2), one entry for each leg. What HAR asks for and is not known is -1 or
// empty, as the format has it.
import { maskExchange } from '../mask.ts';
import { type Exchange, type Header, type HttpRequest, type HttpResponse, headerValue, type Timing } from '../model.ts';
import type { Exporter } from './exporter.ts';

export const harEntry: Exporter = {
  id: 'har',
  title: 'HAR',
  format: ({ name: _name, options: _options, ...request }, options) =>
    formatHar([{ id: '0', request, hops: [] }], options),
};

export function formatHar(exchanges: readonly Exchange[], { showSecrets }: { readonly showSecrets: boolean }): string {
  const entries = exchanges.flatMap(exchange => entriesOf(showSecrets ? exchange : maskExchange(exchange)));
  return `${JSON.stringify({ log: { version: '1.2', creator: { name: 'Why401', version: '1' }, entries } }, null, 2)}\n`;
}

function entriesOf(exchange: Exchange): unknown[] {
  const date = Date.parse(headerValue(exchange.response?.headers ?? [], 'Date') ?? '');
  const startedDateTime = new Date(exchange.startedAt ?? (date || 0)).toISOString();
  const hops = exchange.hops.map(({ request, response }) => ({
    startedDateTime,
    time: 0,
    request: requestOf(request),
    response: responseOf(response),
    cache: {},
    timings: timingsOf(undefined),
  }));
  const last = {
    _id: exchange.id,
    startedDateTime,
    time: exchange.timing?.total ?? 0,
    request: requestOf(exchange.request),
    response: exchange.response ? responseOf(exchange.response) : noResponse(exchange),
    cache: {},
    timings: timingsOf(exchange.timing),
    ...(exchange.failure ? { _error: exchange.failure.message } : {}),
  };
  return [...hops, last];
}

function requestOf(request: HttpRequest) {
  const mimeType = headerValue(request.headers, 'Content-Type') ?? '';
  return {
    method: request.method,
    url: request.url,
    httpVersion: request.httpVersion ?? 'HTTP/1.1',
    cookies: [],
    headers: request.headers,
    queryString: URL.canParse(request.url)
      ? [...new URL(request.url).searchParams].map(([name, value]) => ({ name, value }))
      : [],
    ...(request.body ? { postData: { mimeType, text: request.body.text } } : {}),
    headersSize: -1,
    bodySize: request.body?.size ?? -1,
  };
}

function responseOf(response: HttpResponse) {
  return {
    status: response.status,
    statusText: response.statusText,
    httpVersion: response.httpVersion ?? 'HTTP/1.1',
    cookies: [],
    headers: response.headers,
    content: {
      size: response.body?.size ?? response.body?.text.length ?? 0,
      mimeType: headerValue(response.headers, 'Content-Type') ?? '',
      ...(response.body ? { text: response.body.text } : {}),
    },
    redirectURL: headerValue(response.headers, 'Location') ?? '',
    headersSize: -1,
    bodySize: -1,
  };
}

/** Browsers write status 0 here. */
function noResponse({ failure }: Exchange) {
  const headers: Header[] = [];
  return { ...responseOf({ status: 0, statusText: '', headers }), ...(failure ? { _error: failure.message } : {}) };
}

function timingsOf(timing: Timing | undefined) {
  const { dns = -1, connect, tls = -1, firstByte = -1, download = -1 } = timing ?? {};
  // In HAR, `connect` contains `ssl`.
  const connected = connect === undefined ? -1 : connect + Math.max(tls, 0);
  return { blocked: -1, dns, connect: connected, ssl: tls, send: 0, wait: firstByte, receive: download };
}
