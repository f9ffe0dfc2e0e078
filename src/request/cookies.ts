import type { CookieJar } from 'tough-cookie';
import { type HttpRequest, type HttpResponse, headerValue, headerValues } from './model.ts';

// The cookies of one run: what a login sets has to come along to the page that it redirects to.

export function keepCookies(jar: CookieJar, url: string, response: HttpResponse): void {
  for (const value of headerValues(response.headers, 'Set-Cookie'))
    jar.setCookieSync(value, url, { ignoreError: true, loose: true });
}

/** Adds the jar's cookies to those that the user wrote; where both have a name, the later one, the jar's, counts. */
export function addCookies(jar: CookieJar, request: HttpRequest): HttpRequest {
  const fromJar = jar.getCookiesSync(request.url);
  if (fromJar.length === 0) return request;
  const written = headerValue(request.headers, 'Cookie');
  const names = new Set(fromJar.map(cookie => cookie.key));
  const kept = (written ?? '')
    .split(';')
    .filter(pair => pair.trim() !== '' && !names.has(pair.split('=', 1)[0]?.trim() ?? ''));
  const value = [...kept.map(pair => pair.trim()), ...fromJar.map(cookie => cookie.cookieString())].join('; ');
  const headers =
    written === undefined
      ? [...request.headers, { name: 'Cookie', value }]
      : request.headers.map(header => (header.name.toLowerCase() === 'cookie' ? { ...header, value } : header));
  return { ...request, headers };
}
