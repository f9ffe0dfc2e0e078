import { isCsrfName } from '../diagnosis/sent.ts';
import { type Exchange, type HttpRequest, headerValue, headerValues } from '../request/model.ts';
import { type Repair, withHeader, writtenRequest } from './repair.ts';

/** Frameworks that give the token in a cookie want it back in the header of that name. */
const headerOfCookie: readonly (readonly [cookie: RegExp, header: string])[] = [
  [/^csrftoken$/i, 'X-CSRFToken'],
  [/^xsrf-token$/i, 'X-XSRF-TOKEN'],
];

/**
 * The anti-forgery token, from a cookie of the request where one carries it, else from the page of the same address: its
 * cookies, its headers, its forms. The page is read with the request's own cookies, because the token belongs to the session.
 */
export const sendCsrfToken: Repair = {
  id: 'send-csrf-token',
  applies: (_finding, exchange) => URL.canParse(exchange.request.url),
  repair({ exchange }) {
    const request = writtenRequest(exchange);
    const cookie = headerValue(request.headers, 'Cookie') ?? '';
    const own = tokenInCookies(cookie.split(';'));
    if (own) return { kind: 'request', request: withHeader(request, own.header, own.token) };
    return {
      kind: 'first',
      request: {
        method: 'GET',
        url: request.url,
        headers: request.headers.filter(({ name }) => /^(?:cookie|authorization|accept-language)$/i.test(name)),
      },
      next: async page => {
        const mended = withTokenOf(page, request);
        return mended
          ? { kind: 'request', request: mended }
          : {
              kind: 'instructions',
              text: `"${request.url}" shows no anti-forgery token when it is read: open the page that has the form, and send its token`,
            };
      },
    };
  },
};

interface Found {
  readonly header: string;
  readonly token: string;
}

function withTokenOf({ response }: Exchange, request: HttpRequest): HttpRequest | undefined {
  if (!response) return undefined;
  const set = headerValues(response.headers, 'Set-Cookie').map(line => line.split(';', 1)[0] ?? '');
  const inCookies = tokenInCookies(set);
  const inHeader = response.headers.find(({ name }) => isCsrfName(name));
  const found =
    inCookies ??
    (inHeader && { header: inHeader.name, token: inHeader.value }) ??
    tokenInPage(response.body?.text ?? '');
  if (!found) return undefined;
  const kept = headerValue(request.headers, 'Cookie');
  const cookies = [kept, ...set.filter(pair => pair.includes('='))].filter(Boolean).join('; ');
  const mended = withField(request, found) ?? withHeader(request, found.header, found.token);
  return cookies === '' ? mended : withHeader(mended, 'Cookie', cookies);
}

function tokenInCookies(pairs: readonly string[]): Found | undefined {
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    const name = pair.slice(0, Math.max(equals, 0)).trim();
    const header = headerOfCookie.find(([cookie]) => cookie.test(name))?.[1];
    if (header !== undefined) return { header, token: decoded(pair.slice(equals + 1).trim()) };
  }
  return undefined;
}

/** A `meta` as Rails and Laravel write it, or the hidden field of a form. */
function tokenInPage(html: string): (Found & { readonly field?: string }) | undefined {
  for (const [tag] of html.slice(0, 262_144).matchAll(/<(?:meta|input)\s[^>]{1,2000}>/gi)) {
    const name = attribute(tag, 'name');
    const value = attribute(tag, 'content') ?? attribute(tag, 'value');
    if (name === undefined || value === undefined || !isCsrfName(name) || name === 'csrf-param') continue;
    return { header: 'X-CSRF-Token', token: value, ...(/^<input/i.test(tag) && { field: name }) };
  }
  return undefined;
}

function attribute(tag: string, name: string): string | undefined {
  const [, double, single] = new RegExp(`\\s${name}=(?:"([^"]*)"|'([^']*)')`, 'i').exec(tag) ?? [];
  return (double ?? single)?.replaceAll('&amp;', '&').replaceAll('&quot;', '"');
}

/** The field of a form belongs into the form that is sent. */
function withField(request: HttpRequest, found: Found & { readonly field?: string }): HttpRequest | undefined {
  const type = headerValue(request.headers, 'Content-Type') ?? '';
  if (found.field === undefined || !/^application\/x-www-form-urlencoded/i.test(type)) return undefined;
  const fields = new URLSearchParams(request.body?.text ?? '');
  fields.set(found.field, found.token);
  return { ...request, body: { text: fields.toString() } };
}

/** A cookie's value may be percent-encoded, as Laravel's is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
