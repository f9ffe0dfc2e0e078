import { isLoopbackHost } from '../text/loopback.ts';
import { type Body, type Header, type HttpRequest, type HttpResponse, headerValue } from './model.ts';

/** Reads the text of HTTP/1.1 messages (RFC 9112). Lenient: lines may end in LF, and a body may lack its Content-Length. */
export type Message =
  | { readonly kind: 'request'; readonly method: string; readonly target: string; readonly httpVersion?: string }
  | { readonly kind: 'response'; readonly status: number; readonly statusText: string; readonly httpVersion: string };

// GET /path HTTP/1.1
const requestLine = /^([A-Za-z][A-Za-z-]{0,30})[ \t]+(\S+)(?:[ \t]+(HTTP\/\d(?:\.\d)?))?[ \t]*$/;
// HTTP/1.1 401 Unauthorized
const statusLine = /^(HTTP\/\d(?:\.\d)?)[ \t]+(\d{3})(?!\S)/;

export function parseRequestLine(line: string): (Message & { kind: 'request' }) | undefined {
  const match = requestLine.exec(line);
  if (!match) return undefined;
  const [, method = '', target = '', httpVersion] = match;
  return { kind: 'request', method, target, ...(httpVersion ? { httpVersion } : {}) };
}

export function parseStatusLine(line: string): (Message & { kind: 'response' }) | undefined {
  const match = statusLine.exec(line);
  if (!match) return undefined;
  const [matched, httpVersion = '', status = ''] = match;
  return { kind: 'response', status: Number(status), statusText: line.slice(matched.length).trim(), httpVersion };
}

/** `Name: value`, or undefined where the line is no field. */
export function parseHeaderLine(line: string): Header | undefined {
  const colon = line.indexOf(':');
  if (colon <= 0) return undefined;
  const name = line.slice(0, colon).trimEnd();
  if (name === '' || /[\s"(),/;<=>?@[\\\]{}]/.test(name)) return undefined;
  return { name, value: line.slice(colon + 1).trim() };
}

/** The absolute URL of a request target in origin form, from its Host header (RFC 9112 §3.3). */
function absoluteUrl(target: string, headers: readonly Header[], scheme: string | undefined): string {
  if (/^[a-z][a-z0-9+.-]{0,20}:\/\//i.test(target)) return target;
  const host = headerValue(headers, 'Host');
  if (!host) return target;
  return `${scheme ?? guessScheme(host)}://${host}${target.startsWith('/') ? '' : '/'}${target}`;
}

/** Text alone does not say whether there was TLS: public hosts have it, and what is tried at home mostly has not. */
function guessScheme(host: string): string {
  const [, name = '', port] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(host) ?? [];
  if (port !== undefined) return port.endsWith('443') ? 'https' : 'http';
  return isLoopbackHost(name) ? 'http' : 'https';
}

export function buildRequest(
  message: Message & { kind: 'request' },
  headers: readonly Header[],
  body: Body | undefined,
  scheme: string | undefined,
): HttpRequest {
  return {
    method: message.method,
    url: message.method === 'CONNECT' ? `https://${message.target}` : absoluteUrl(message.target, headers, scheme),
    headers,
    ...(body ? { body } : {}),
    ...(message.httpVersion ? { httpVersion: message.httpVersion } : {}),
  };
}

export function buildResponse(
  message: Message & { kind: 'response' },
  headers: readonly Header[],
  body: Body | undefined,
): HttpResponse {
  const { status, statusText, httpVersion } = message;
  return { status, statusText, headers, httpVersion, ...(body ? { body } : {}) };
}
