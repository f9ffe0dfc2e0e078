// Replaces the secrets in requests and responses, wherever they stand: headers, cookies, the address, fields of a body.
// What takes their place is an argument: a mask to show them, a placeholder to export them.
import type { Body, Header, HttpRequest, HttpResponse } from './model.ts';
import { type SecretSpan, secretsInBody, secretsInHeader, secretsInUrl } from './secret-spans.ts';

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

export function replaceInResponse(response: HttpResponse, replace: Replace): HttpResponse {
  return {
    ...response,
    headers: response.headers.map(header => replaceInHeader(header, replace)),
    ...(response.body ? { body: replaceInBody(response.body, replace) } : {}),
  };
}

export function replaceInUrl(url: string, replace: Replace): string {
  return replaceSpans(url, secretsInUrl(url), replace);
}

function replaceInHeader({ name, value }: Header, replace: Replace): Header {
  return { name, value: replaceSpans(value, secretsInHeader(name, value), replace) };
}

function replaceInBody(body: Body, replace: Replace): Body {
  return { ...body, text: replaceSpans(body.text, secretsInBody(body.text), replace) };
}

function replaceSpans(text: string, spans: readonly SecretSpan[], replace: Replace): string {
  let result = '';
  let at = 0;
  for (const { start, end, name } of spans) {
    result += text.slice(at, start) + replace(text.slice(start, end), name);
    at = end;
  }
  return result + text.slice(at);
}
