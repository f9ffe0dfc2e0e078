import { isCsrfName } from '../diagnosis/sent.ts';
import { isObject, parseJson } from '../jwt/json.ts';
import { type Exchange, type HttpRequest, type HttpResponse, headerValue, headerValues } from '../request/model.ts';
import { originOf } from '../text/origin.ts';
import { type Repair, type RepairStep, withCookies, withHeader, writtenRequest } from './repair.ts';

/** Frameworks that give the token in a cookie want it back in the header of that name. */
const headerOfCookie: readonly (readonly [cookie: RegExp, header: string])[] = [
  [/^csrftoken$/i, 'X-CSRFToken'],
  [/^xsrf-token$/i, 'X-XSRF-TOKEN'],
  [/^_xsrf$/i, 'X-XSRFToken'],
];

/** Frameworks that read the field of a form also read a header of another name. */
const headerOfField: readonly (readonly [field: RegExp, header: string])[] = [
  [/^__requestverificationtoken$/i, 'RequestVerificationToken'],
  [/^csrfmiddlewaretoken$/i, 'X-CSRFToken'],
];

/** Some give the token at an address of its own, and no page shows it. */
const tokenAddresses: readonly (readonly [answer: (response: HttpResponse) => boolean, path: string])[] = [
  [
    ({ headers, body }) => headerValue(headers, 'X-Jenkins') !== undefined || /valid crumb/i.test(body?.text ?? ''),
    '/crumbIssuer/api/json',
  ],
  [
    ({ headers, body }) =>
      /drupal/i.test(headerValue(headers, 'X-Generator') ?? '') ||
      /X-CSRF-Token request header is/i.test(body?.text ?? ''),
    '/session/token',
  ],
];

/**
 * The anti-forgery token, from a cookie of the request where one carries it, else from the page of the same address: its
 * cookies, its headers, its forms. The page is read with the request's own cookies, because the token belongs to the session.
 */
export const sendCsrfToken: Repair = {
  id: 'send-csrf-token',
  applies: (_finding, exchange) => URL.canParse(exchange.request.url),
  repair({ exchange, answers }) {
    const request = writtenRequest(exchange);
    if (answers) return readPage(request, answers.page?.trim() ?? '');
    const given = tokenHeader(exchange.response);
    if (given && headerValue(request.headers, given.header) !== given.token)
      return { kind: 'request', request: withHeader(request, given.header, given.token) };
    const cookie = headerValue(request.headers, 'Cookie') ?? '';
    const sent = tokenInCookies(cookie.split(';'));
    // Where it went along already, it is another one that the server wants.
    if (sent && headerValue(request.headers, sent.header) !== sent.token)
      return { kind: 'request', request: withHeader(request, sent.header, sent.token) };
    const path = tokenAddresses.find(([answer]) => exchange.response && answer(exchange.response))?.[1];
    return readPage(request, path === undefined ? request.url : new URL(path, request.url).href);
  },
};

function readPage(request: HttpRequest, url: string): RepairStep {
  // The request's own cookies go along, and are for its own origin.
  if (originOf(url) !== originOf(request.url))
    return { kind: 'instructions', text: `"${url}" is no page of "${originOf(request.url)}"` };
  const own = request.headers.filter(({ name }) => /^(?:cookie|authorization|accept-language)$/i.test(name));
  return {
    kind: 'first',
    // SAP gives its token only where that is asked for so.
    request: { method: 'GET', url, headers: [...own, { name: 'X-CSRF-Token', value: 'Fetch' }] },
    next: async page => {
      const mended = withTokenOf(page, request);
      if (mended) return { kind: 'request', request: mended };
      const value = headerValue(request.headers, 'Referer') ?? `${originOf(request.url)}/`;
      return {
        kind: 'ask',
        text: `"${url}" shows no anti-forgery token when it is read. Which page shows it, with a form for instance?`,
        questions: [{ name: 'page', label: 'Address of the page', secret: false, value }],
      };
    },
  };
}

interface Found {
  readonly header: string;
  readonly token: string;
}

function withTokenOf({ response, request: { url } }: Exchange, request: HttpRequest): HttpRequest | undefined {
  if (!response) return undefined;
  const set = headerValues(response.headers, 'Set-Cookie');
  const inCookies = tokenInCookies(set.map(line => line.split(';', 1)[0] ?? ''));
  const found =
    inCookies ??
    tokenHeader(response) ??
    tokenAlone(url, response.body?.text ?? '') ??
    tokenInPage(response.body?.text ?? '');
  if (!found) return undefined;
  return withCookies(withField(request, found) ?? withHeader(request, found.header, found.token), set);
}

/** Some answer a request without the token with the token itself, as Transmission does with its session id. */
function tokenHeader(response: HttpResponse | undefined): Found | undefined {
  const found = response?.headers.find(
    ({ name, value }) => (isCsrfName(name) || /^x-.*session-id$/i.test(name)) && !/^(?:required|fetch)$/i.test(value),
  );
  return found && { header: found.name, token: found.value };
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

/** A `meta` as Rails, Laravel and Spring write it, or the hidden field of a form. */
function tokenInPage(text: string): (Found & { readonly field?: string }) | undefined {
  const tags = [...text.slice(0, 262_144).matchAll(/<(?:meta|input)\s[^>]{1,2000}>/gi)].map(([tag]) => ({
    name: attribute(tag, 'name') ?? '',
    value: attribute(tag, 'content') ?? attribute(tag, 'value') ?? '',
    isField: /^<input/i.test(tag),
  }));
  // Spring says which header it reads, and others which field.
  const named = tags.find(({ name }) => /^_csrf_header$/i.test(name))?.value;
  const found = tags.find(
    ({ name, value }) => value !== '' && isCsrfName(name) && !/[-_](?:param(?:eter)?|header)$/i.test(name),
  );
  if (!found) return undefined;
  const header = named ?? headerOfField.find(([field]) => field.test(found.name))?.[1] ?? 'X-CSRF-Token';
  return { header, token: found.value, ...(found.isField && { field: found.name }) };
}

/** `{"crumbRequestField":"Jenkins-Crumb","crumb":"…"}`, or nothing but the token at an address for it. */
function tokenAlone(url: string, text: string): Found | undefined {
  const answer = parseJson(text);
  if (isObject(answer) && typeof answer.crumb === 'string' && typeof answer.crumbRequestField === 'string')
    return { header: answer.crumbRequestField, token: answer.crumb };
  const member = isObject(answer) && Object.entries(answer).find(([name]) => isCsrfName(name) || /^token$/i.test(name));
  if (member && typeof member[1] === 'string') return { header: 'X-CSRF-Token', token: member[1] };
  const isFor = URL.canParse(url) && /\/token$/.test(new URL(url).pathname);
  return isFor && /^[\w-]{20,200}$/.test(text.trim()) ? { header: 'X-CSRF-Token', token: text.trim() } : undefined;
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
