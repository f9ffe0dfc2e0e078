// The cookies of one run, or of a session of several: what a login sets has to come along to the page that it leads to, and
// where it does not, someone wants to know why. The jar decides; the reasons are read off its rules (RFC 6265bis §5.7 and
// §5.8). Nothing is written to disk.
import { Cookie, CookieJar, domainMatch, getPublicSuffix, pathMatch } from 'tough-cookie';
import { type HttpRequest, type HttpResponse, headerValue, headerValues, type UnsentCookie } from './model.ts';

/** A Set-Cookie field, and the address that sent it. */
interface SeenCookie {
  readonly name: string;
  readonly text: string;
  readonly url: string;
  readonly kept: boolean;
}

/** What a session remembers of the runs before, besides the jar itself. */
const mostSeen = 500;

export class CookieSession {
  readonly jar = new CookieJar();
  #seen: readonly SeenCookie[] = [];

  get seen(): readonly SeenCookie[] {
    return this.#seen;
  }

  remember(seen: readonly SeenCookie[]): void {
    this.#seen = [...this.#seen, ...seen].slice(-mostSeen);
  }

  clear(): void {
    this.jar.removeAllCookiesSync();
    this.#seen = [];
  }
}

export class RunCookies {
  readonly #session: CookieSession;
  /** Those of this run. */
  readonly #seen: SeenCookie[] = [];
  readonly #areKept: boolean;

  constructor(areKept = true, session = new CookieSession()) {
    this.#areKept = areKept;
    this.#session = session;
  }

  keep(url: string, response: HttpResponse): void {
    if (!this.#areKept) return;
    const seen = headerValues(response.headers, 'Set-Cookie').map(text => {
      const cookie = Cookie.parse(text, { loose: true });
      const kept =
        cookie !== undefined &&
        !lacksSecure(cookie) &&
        this.#session.jar.setCookieSync(cookie, url, { ignoreError: true }) !== undefined;
      return { name: cookie?.key || (text.split(/[=;]/, 1)[0]?.trim() ?? ''), text, url, kept };
    });
    this.#seen.push(...seen);
    this.#session.remember(seen);
  }

  /**
   * Adds the jar's cookies to those that the user wrote. Where both have a name, one that this run has set since counts, and
   * one of an earlier run does not.
   */
  addTo(request: HttpRequest): HttpRequest {
    if (!this.#areKept) return request;
    const written = headerValue(request.headers, 'Cookie');
    const pairs = (written ?? '')
      .split(';')
      .map(pair => pair.trim())
      .filter(pair => pair !== '');
    const isFresh = (name: string) => this.#seen.some(cookie => cookie.name === name);
    const isWritten = (name: string) => pairs.some(pair => nameOf(pair) === name);
    const fromJar = this.#session.jar.getCookiesSync(request.url).filter(({ key }) => isFresh(key) || !isWritten(key));
    if (fromJar.length === 0) return request;
    const names = new Set(fromJar.map(cookie => cookie.key));
    const kept = pairs.filter(pair => !names.has(nameOf(pair)));
    const value = [...kept, ...fromJar.map(cookie => cookie.cookieString())].join('; ');
    const headers =
      written === undefined
        ? [...request.headers, { name: 'Cookie', value }]
        : request.headers.map(header => (header.name.toLowerCase() === 'cookie' ? { ...header, value } : header));
    return { ...request, headers };
  }

  /** The cookies that earlier legs set, or earlier runs on the same site, and that a request to this address lacks. */
  unsent(url: string): UnsentCookie[] {
    if (!this.#areKept) return [];
    const sent = new Set(this.#session.jar.getCookiesSync(url).map(cookie => cookie.key));
    const reasons = new Map<string, UnsentCookie>();
    const earlier = this.#session.seen.filter(cookie => siteOf(cookie.url) === siteOf(url));
    for (const { name, text, url: from, kept } of new Set([...earlier, ...this.#seen])) {
      const cookie = Cookie.parse(text, { loose: true });
      if (sent.has(name)) continue;
      const reason = cookie && kept ? reasonNotSent(cookie, from, url) : reasonNotKept(cookie, from);
      reasons.set(name, { name, setBy: new URL(from).origin, reason });
    }
    return [...reasons.values()];
  }
}

function nameOf(pair: string): string {
  return pair.split('=', 1)[0]?.trim() ?? '';
}

/** RFC 6265bis §5.2: what is below one registrable domain is one site. */
function siteOf(url: string): string {
  const { hostname } = new URL(url);
  return getPublicSuffix(hostname, { allowSpecialUseDomain: true, ignoreError: true }) ?? hostname;
}

/** RFC 6265bis §5.7: browsers refuse it, and so the failure that they have is seen here too. */
function lacksSecure({ sameSite, secure }: Cookie): boolean {
  return sameSite === 'none' && !secure;
}

function reasonNotKept(cookie: Cookie | undefined, from: string): string {
  if (!cookie) return 'Its Set-Cookie field cannot be read: it has to begin with "name=value"';
  const host = new URL(from).hostname;
  const { key, domain } = cookie;
  if (lacksSecure(cookie)) return 'It says "SameSite=None", but it lacks "Secure"';
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
  return 'It has expired since it was set';
}

/** RFC 6265 §5.1.4 */
function defaultPath(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0)) || '/';
}
