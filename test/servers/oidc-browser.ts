// Somebody in a browser at oidc-provider: signs in, consents, enters codes, or refuses; until the redirect to the client.
import assert from 'node:assert/strict';
import { CookieJar } from 'tough-cookie';

export interface Visit {
  /** Refuses at the first page that lets them. */
  readonly refuse?: boolean;
  /** Called with the address of the client before the browser goes there. */
  readonly beforeReturn?: (url: URL) => Promise<void>;
}

const mostPages = 20;

/** Follows redirects and fills in forms from `first`; resolves with the text of the page at which there is nothing to do. */
export async function browse(first: string, { refuse = false, beforeReturn }: Visit = {}): Promise<string> {
  const jar = new CookieJar();
  const { origin } = new URL(first);
  let url = first;
  let form: URLSearchParams | undefined;
  for (let page = 0; page < mostPages; page++) {
    const target = new URL(url);
    if (target.origin !== origin) await beforeReturn?.(target);
    const cookie = await jar.getCookieString(url);
    const response = await fetch(url, {
      redirect: 'manual',
      headers: cookie === '' ? {} : { cookie },
      ...(form && { method: 'POST', body: form }),
    });
    for (const value of response.headers.getSetCookie()) await jar.setCookie(value, url);
    const wasRefusal = form?.has('abort');
    form = undefined;
    const location = response.headers.get('location');
    const text = await response.text();
    if (location) {
      url = new URL(location, url).href;
      continue;
    }
    const action = /<form[^>]* action="([^"]*)"/.exec(text)?.[1];
    const abort = /href="([^"]*\/abort)"/.exec(text)?.[1];
    if (target.origin !== origin || action === undefined || wasRefusal) return text;
    url = new URL(refuse && abort ? abort : action, url).href;
    if (!(refuse && abort)) form = fill(text, refuse);
  }
  return assert.fail(`no end after ${mostPages} pages, at ${url}`);
}

function fill(text: string, refuse: boolean): URLSearchParams {
  const form = new URLSearchParams();
  for (const [input] of text.matchAll(/<input\b[^>]*>/g)) {
    const name = /\bname="([^"]*)"/.exec(input)?.[1] ?? '';
    form.set(name, /\bvalue="([^"]*)"/.exec(input)?.[1] ?? 'ada');
  }
  if (refuse && text.includes('name="abort"')) form.set('abort', 'yes');
  return form;
}
