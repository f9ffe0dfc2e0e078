// The cookies of one run: what a login sets has to come along to the page that it redirects to, and where it does not,
// someone wants to know why. The jar decides; the reasons are read off its rules (RFC 6265bis §5.7 and §5.8).
import { Cookie, CookieJar, domainMatch, pathMatch } from 'tough-cookie';
import { type HttpRequest, type HttpResponse, headerValue, headerValues, type UnsentCookie } from './model.ts';

/** A Set-Cookie field, and the address that sent it. */
interface SeenCookie {
  readonly text: string;
  readonly url: string;
  readonly kept: boolean;
}

export class RunCookies {
  readonly #jar = new CookieJar();
  readonly #seen: SeenCookie[] = [];
  readonly #areKept: boolean;

  constructor(areKept = true) {
    this.#areKept = areKept;
  }

  keep(url: string, response: HttpResponse): void {
    if (!this.#areKept) return;
    for (const text of headerValues(response.headers, 'Set-Cookie')) {
      const kept = this.#jar.setCookieSync(text, url, { ignoreError: true, loose: true }) !== undefined;
      this.#seen.push({ text, url, kept });
    }
  }

  /** Adds the jar's cookies to those that the user wrote; where both have a name, the later one, the jar's, counts. */
  addTo(request: HttpRequest): HttpRequest {
    const fromJar = this.#jar.getCookiesSync(request.url);
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

  /** The cookies that earlier legs set and that a request to this address lacks. */
  unsent(url: string): UnsentCookie[] {
    const sent = new Set(this.#jar.getCookiesSync(url).map(cookie => cookie.key));
    const reasons = new Map<string, UnsentCookie>();
    for (const { text, url: from, kept } of this.#seen) {
      const cookie = Cookie.parse(text, { loose: true });
      const name = cookie?.key || (text.split(/[=;]/, 1)[0]?.trim() ?? '');
      if (sent.has(name)) continue;
      const reason = cookie && kept ? reasonNotSent(cookie, from, url) : reasonNotKept(cookie, from);
      reasons.set(name, { name, setBy: new URL(from).origin, reason });
    }
    return [...reasons.values()];
  }
}

function reasonNotKept(cookie: Cookie | undefined, from: string): string {
  if (!cookie) return 'Its Set-Cookie field cannot be read: it has to begin with "name=value"';
  const host = new URL(from).hostname;
  const { key, domain } = cookie;
  if (/^__(?:Host|Secure)-/.test(key) && !cookie.secure)
    return `Its name begins with "${prefixOf(key)}", but it lacks "Secure"`;
  if (key.startsWith('__Host-') && domain !== null) return 'Its name begins with "__Host-", but it has a "Domain"';
  if (key.startsWith('__Host-') && cookie.path !== '/') return 'Its name begins with "__Host-", but it lacks "Path=/"';
  if (domain !== null && !domainMatch(host, domain))
    return `Its "Domain" is "${domain}", which "${host}" does not belong to`;
  if (domain !== null) return `Its "Domain" is "${domain}", where everybody may have a site`;
  return 'The cookie jar refused it';
}

function prefixOf(key: string): string {
  return key.startsWith('__Host-') ? '__Host-' : '__Secure-';
}

function reasonNotSent(cookie: Cookie, from: string, to: string): string {
  const setter = new URL(from);
  const target = new URL(to);
  const path = cookie.path ?? defaultPath(setter.pathname);
  if (cookie.TTL() <= 0) return 'The server deleted it: it had expired when it was set';
  if (cookie.domain === null && setter.hostname !== target.hostname)
    return `It has no "Domain", so it is for "${setter.hostname}" alone and not for "${target.hostname}"`;
  if (cookie.domain !== null && !domainMatch(target.hostname, cookie.domain))
    return `Its "Domain" is "${cookie.domain}", which "${target.hostname}" does not belong to`;
  if (!pathMatch(target.pathname, path))
    return cookie.path === null
      ? `It has no "Path", so it is for "${path}" and what is below, and not for "${target.pathname}"`
      : `Its "Path" is "${path}", and the request asks for "${target.pathname}"`;
  if (cookie.secure && target.protocol !== 'https:') return 'It is "Secure", and the request goes over http';
  return 'It expired on the way';
}

/** RFC 6265 §5.1.4 */
function defaultPath(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0)) || '/';
}
