// Asks an issuer for JSON. Its address comes from an `iss`, which is whatever the maker of the token liked to write, or from
// metadata, so where it may lead is narrow: https, the same host, a public address, a short answer, a few seconds. Whether
// the user wants the issuer asked at all is for the caller to know.
import { parseJson } from '../jwt/json.ts';
import { isPrivateHost } from '../request/addresses.ts';
import { headerValue } from '../request/model.ts';
import type { Sender, SendOptions } from '../request/sender.ts';
import { isLoopbackHost } from '../text/loopback.ts';

export interface IssuerOptions {
  /** The issuer may be of the local network. One on loopback always may. */
  readonly allowPrivate?: boolean;
  readonly signal?: AbortSignal;
}

export interface Failed {
  readonly kind: 'failed';
  readonly message: string;
  /** Whether a response came at all. */
  readonly answered?: boolean;
}

const mostBytes = 1024 * 1024;
/** Milliseconds for one request with its redirects. */
const timeLimit = 5_000;
const mostRedirects = 3;

export function failed(message: string, answered = false): Failed {
  return { kind: 'failed', message, answered };
}

export async function fetchJson(
  send: Sender['send'],
  first: string,
  issuer: string,
  options: IssuerOptions,
): Promise<{ kind: 'json'; value: unknown } | Failed> {
  let url = first;
  // The sender's own limit is for each leg; this one is for all.
  const signal = AbortSignal.any([AbortSignal.timeout(timeLimit), ...(options.signal ? [options.signal] : [])]);
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const refused = refuse(url, issuer, options);
    if (refused) return failed(refused, true);
    const request = { method: 'GET', url, headers: [{ name: 'Accept', value: 'application/json' }] };
    // Later than ours, so that it is always ours that ends it.
    const limits = { ...limitsFor(url, options), timeout: 2 * timeLimit };
    const { response, failure } = await send(request, limits, signal);
    // A body that did not end in time comes as far as it came.
    if (!response || (response.body?.partial && signal.aborted))
      return failed(`"${url}": ${reasonOf(failure?.message, signal, options)}`);
    const location = response.status >= 300 && response.status < 400 && headerValue(response.headers, 'location');
    if (location) {
      const target = URL.canParse(location, url) ? new URL(location, url) : undefined;
      if (target?.host !== new URL(url).host)
        return failed(`"${url}" redirects to "${target?.host ?? location}", and another host is not asked`, true);
      url = target.href;
      continue;
    }
    if (response.status !== 200) return failed(`"${url}" answered ${response.status}`, true);
    if (response.body?.partial) return failed(`"${url}" sent ${describeCut(response.body.size)}`, true);
    const value = parseJson(response.body?.text ?? '');
    return value === undefined ? failed(`"${url}" sent no JSON`, true) : { kind: 'json', value };
  }
  return failed(`"${first}" redirects more than ${mostRedirects} times`, true);
}

/** How such a request is sent. A name may lead anywhere: one that says loopback has to keep its word. */
export function limitsFor(url: string, { allowPrivate = false }: IssuerOptions = {}): SendOptions {
  const reach = isLoopbackHost(hostOf(url)) ? 'loopback' : 'public';
  return {
    followRedirects: false,
    timeout: timeLimit,
    maxBody: mostBytes,
    ...(!(allowPrivate && reach === 'public') && { reach }),
  };
}

/** Why an address is not asked, as a sentence about it. */
export function refuse(url: string, issuer: string, { allowPrivate = false }: IssuerOptions = {}): string | undefined {
  if (!URL.canParse(url)) return `"${url}" is no URL, so it cannot be asked`;
  const { protocol, hostname, username, password } = new URL(url);
  if (username || password) return `"${url}" holds a user name or password, and is not asked`;
  const isOwnLoopback = isLoopbackHost(hostname) && isLoopbackHost(hostOf(issuer));
  if (protocol !== 'https:' && !(protocol === 'http:' && isOwnLoopback))
    return `"${url}" is not https, so anybody on the way could answer in its place`;
  if (isPrivateHost(hostname) && !isOwnLoopback && !allowPrivate)
    return `"${url}" is an address of this machine or of the local network, and is not asked`;
  return undefined;
}

function reasonOf(message: string | undefined, signal: AbortSignal, { signal: cancel }: IssuerOptions): string {
  if (cancel?.aborted) return 'cancelled';
  return signal.aborted ? `no whole answer came within ${timeLimit / 1000} s` : (message ?? 'no response came');
}

function describeCut(size: number | undefined): string {
  return size !== undefined && size >= mostBytes
    ? 'more than 1 MiB, which is no metadata and no key set'
    : 'an answer that is binary or was cut off';
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}
