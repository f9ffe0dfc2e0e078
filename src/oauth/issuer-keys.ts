// The public keys of an issuer, found the way OpenID Connect and OAuth say: from `iss` to its metadata, and from that to its
// key set. An `iss` is whatever the maker of the token liked to write, so where it may lead is narrow: https, the same host,
// a public address, a short answer. Whether the user wants the issuer asked at all is for the caller to know.
import type { JWK } from 'jose';
import { isObject, parseJson } from '../jwt/json.ts';
import { isJwk } from '../jwt/verify.ts';
import { isPrivateHost } from '../request/addresses.ts';
import { headerValue } from '../request/model.ts';
import type { Sender, SendOptions } from '../request/sender.ts';
import { isLoopbackHost } from '../text/loopback.ts';

export type IssuerKeys =
  | { readonly kind: 'keys'; readonly keys: readonly JWK[]; readonly from: string }
  | { readonly kind: 'failed'; readonly message: string };

export interface IssuerOptions {
  /** The issuer may be of the local network. One on loopback always may. */
  readonly allowPrivate?: boolean;
  readonly signal?: AbortSignal;
}

const mostBytes = 1024 * 1024;
/** Milliseconds for one request with its redirects. */
const timeLimit = 5_000;
const mostRedirects = 3;

export async function fetchIssuerKeys(
  send: Sender['send'],
  issuer: string,
  options: IssuerOptions = {},
): Promise<IssuerKeys> {
  const refused = refuse(issuer, issuer, options);
  if (refused) return failed(`The issuer ${refused}`);
  const problems: string[] = [];
  for (const url of metadataUrls(issuer)) {
    const answer = await fetchJson(send, url, issuer, options);
    if (answer.kind === 'failed' && options.signal?.aborted) return answer;
    const uri = answer.kind === 'json' ? keySetOf(answer.value, url, issuer) : answer;
    if (uri.kind === 'uri') return fetchKeys(send, uri.uri, issuer, options);
    problems.push(uri.message);
    // A server that does not answer will not answer at its other address.
    if (answer.kind === 'failed' && !answer.answered) break;
  }
  return failed(problems.join('. '));
}

/** OpenID Connect Discovery §4 puts the well-known part after the issuer's path, RFC 8414 §3.1 before it. */
function metadataUrls(issuer: string): readonly string[] {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '');
  return [
    `${origin}${path}/.well-known/openid-configuration`,
    `${origin}/.well-known/oauth-authorization-server${path}`,
  ];
}

/** RFC 8414 §3.3: metadata that names another issuer must not be used. */
function keySetOf(value: unknown, url: string, issuer: string): { kind: 'uri'; uri: string } | Failed {
  if (!isObject(value) || typeof value.issuer !== 'string') return failed(`"${url}" is no metadata of an issuer`);
  if (value.issuer !== issuer)
    return failed(`"${url}" is the metadata of "${value.issuer}", and the token names "${issuer}"`);
  if (typeof value.jwks_uri !== 'string') return failed(`"${url}" names no key set ("jwks_uri")`);
  return { kind: 'uri', uri: value.jwks_uri };
}

async function fetchKeys(
  send: Sender['send'],
  uri: string,
  issuer: string,
  options: IssuerOptions,
): Promise<IssuerKeys> {
  const answer = await fetchJson(send, uri, issuer, options);
  if (answer.kind === 'failed') return failed(answer.message);
  if (!isObject(answer.value) || !Array.isArray(answer.value.keys)) return failed(`"${uri}" is no key set`);
  const keys = answer.value.keys.filter(isJwk);
  return { kind: 'keys', keys, from: uri };
}

interface Failed {
  readonly kind: 'failed';
  readonly message: string;
  /** Whether a response came at all. */
  readonly answered?: boolean;
}

function failed(message: string, answered = false): Failed {
  return { kind: 'failed', message, answered };
}

async function fetchJson(
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
    const { response, failure } = await send(
      { method: 'GET', url, headers: [{ name: 'Accept', value: 'application/json' }] },
      {
        followRedirects: false,
        timeout: timeLimit,
        maxBody: mostBytes,
        ...reachOf(url, options),
      },
      signal,
    );
    if (!response) return failed(`"${url}": ${reasonOf(failure?.message, signal, options)}`);
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

function reasonOf(message: string | undefined, signal: AbortSignal, { signal: cancel }: IssuerOptions): string {
  if (cancel?.aborted) return 'cancelled';
  return signal.aborted ? `no whole answer came within ${timeLimit / 1000} s` : (message ?? 'no response came');
}

function describeCut(size: number | undefined): string {
  return size !== undefined && size >= mostBytes
    ? 'more than 1 MiB, which is no metadata and no key set'
    : 'an answer that is binary or was cut off';
}

/** Why an address is not asked, as a sentence about it. */
function refuse(url: string, issuer: string, { allowPrivate = false }: IssuerOptions): string | undefined {
  if (!URL.canParse(url)) return `"${url}" is no URL, so its keys cannot be looked up`;
  const { protocol, hostname, username, password } = new URL(url);
  if (username || password) return `"${url}" holds a user name or password, and is not asked`;
  const isOwnLoopback = isLoopbackHost(hostname) && isLoopbackHost(hostOf(issuer));
  if (protocol !== 'https:' && !(protocol === 'http:' && isOwnLoopback))
    return `"${url}" is not https, so anybody on the way could give other keys`;
  if (isPrivateHost(hostname) && !isOwnLoopback && !allowPrivate)
    return `"${url}" is an address of this machine or of the local network, and is not asked`;
  return undefined;
}

/** A name may lead anywhere: one that says loopback has to keep its word. */
function reachOf(url: string, { allowPrivate = false }: IssuerOptions): Pick<SendOptions, 'reach'> {
  if (isLoopbackHost(new URL(url).hostname)) return { reach: 'loopback' };
  return allowPrivate ? {} : { reach: 'public' };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}
