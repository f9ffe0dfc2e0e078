// Replaces the secrets in requests and responses, wherever they stand: headers, cookies, the address, fields of a body.
// What takes their place is an argument: a mask to show them, a placeholder to export them.
import { decodeBasic } from '../auth/schemes/basic.ts';
import type { Body, Header, HttpRequest, HttpResponse } from './model.ts';
import { decodePercent } from './percent.ts';
import {
  merged,
  type SecretSpan,
  secretsEchoed,
  secretsInBody,
  secretsInHeader,
  secretsInUrl,
} from './secret-spans.ts';

/** `name` is that of the header, cookie or parameter. */
export type Replace = (secret: string, name: string) => string;

export function replaceInRequest(request: HttpRequest, replace: Replace): HttpRequest {
  return {
    ...request,
    url: replaceInUrl(request.url, replace),
    headers: request.headers.map(header => replaceInHeader(header, replace)),
    ...(request.body ? { body: replaceInBody(request.body, replace) } : {}),
  };
}

/** `sent` are the secrets of the request, which a server may repeat anywhere. */
export function replaceInResponse(
  response: HttpResponse,
  replace: Replace,
  sent: readonly string[] = [],
): HttpResponse {
  return {
    ...response,
    statusText: replaceSpans(response.statusText, secretsEchoed(response.statusText, sent), replace),
    headers: response.headers.map(header => replaceInHeader(header, replace, sent)),
    ...(response.body ? { body: replaceInBody(response.body, replace, sent) } : {}),
  };
}

/** Shorter ones are words that a server says without repeating anything. */
const shortestEcho = 8;

/** The secrets of a request, as sent and decoded, for finding them in what came back. */
export function secretsSent(request: HttpRequest): readonly string[] {
  const found = new Set<string>();
  replaceInRequest(request, secret => {
    found
      .add(secret)
      .add(decodePercent(secret))
      .add(decodeBasic(secret)?.password ?? '');
    return secret;
  });
  return [...found].filter(({ length }) => length >= shortestEcho);
}

export function replaceInUrl(url: string, replace: Replace): string {
  return replaceSpans(url, secretsInUrl(url), replace);
}

function replaceInHeader({ name, value }: Header, replace: Replace, sent: readonly string[] = []): Header {
  const spans = merged([...secretsInHeader(name, value), ...secretsEchoed(value, sent)]);
  return { name, value: replaceSpans(value, spans, replace) };
}

function replaceInBody(body: Body, replace: Replace, sent: readonly string[] = []): Body {
  const spans = merged([...secretsInBody(body.text), ...secretsEchoed(body.text, sent)]);
  const { base64: _raw, ...shown } = body;
  return { ...shown, text: replaceSpans(body.text, spans, replace) };
}

/** The spans are in order and do not overlap. */
export function replaceSpans(text: string, spans: readonly SecretSpan[], replace: Replace): string {
  let result = '';
  let at = 0;
  for (const { start, end, name } of spans) {
    result += text.slice(at, start) + replace(text.slice(start, end), name);
    at = end;
  }
  return result + text.slice(at);
}
