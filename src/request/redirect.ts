// What a redirect does to a request: the method, the body and, above all, the credentials. Knows no socket and no cookie
// jar: a cookie of the request is one more header here.
import { isCredentialHeader } from './credential-fields.ts';
import {
  type CredentialFate,
  type Failure,
  type Header,
  type HttpRequest,
  type HttpResponse,
  headerValue,
} from './model.ts';
import { secretsInBody, secretsInHeader } from './secret-spans.ts';

export interface Redirect {
  readonly request: HttpRequest;
  readonly credentials: readonly CredentialFate[];
}

/** Statuses of RFC 9110 §15.4 that name a place to go to. 300 and 304 leave the choice to the user agent. */
const redirectStatuses = new Set([301, 302, 303, 307, 308]);

/** The absolute URL that a response sends to, or undefined where it is no redirect or its Location cannot be read. */
export function redirectTarget(request: HttpRequest, response: HttpResponse): URL | undefined {
  if (!redirectStatuses.has(response.status)) return undefined;
  const location = headerValue(response.headers, 'Location');
  if (location === undefined || !URL.canParse(location, request.url)) return undefined;
  const target = new URL(location, request.url);
  if (target.protocol !== 'http:' && target.protocol !== 'https:') return undefined;
  // RFC 9110 §10.2.2: a Location without a fragment inherits that of the request.
  if (target.hash === '' && URL.canParse(request.url)) target.hash = new URL(request.url).hash;
  return target;
}

/**
 * The request that follows a redirect. Every credential is kept on the same origin and withheld from another one unless
 * the user trusts it: custom header names such as X-Api-Key are secrets as much as Authorization is.
 */
export function followRedirect(
  request: HttpRequest,
  response: HttpResponse,
  trustedOrigins: readonly string[] = [],
): Redirect | undefined {
  const target = redirectTarget(request, response);
  if (!target) return undefined;
  const from = new URL(request.url).origin;
  const crosses = target.origin !== from;
  const trusted = trustedOrigins.includes(target.origin);
  const method = redirectedMethod(request.method, response.status);
  const dropsBody = method !== request.method && request.body !== undefined;
  const credentials: CredentialFate[] = [];
  const headers: Header[] = [];
  for (const header of request.headers) {
    if (isHost(header) || (method !== request.method && describesContent(header))) continue;
    if (!carriesSecret(header)) {
      headers.push(header);
      continue;
    }
    if (!crosses || trusted) headers.push(header);
    credentials.push(fateOf(header.name, from, target.origin, trustedOrigins));
  }
  const { body, ...rest } = request;
  return {
    request: {
      ...rest,
      method,
      url: target.href,
      headers,
      ...(body === undefined || dropsBody ? {} : { body }),
    },
    credentials,
  };
}

/** Of one credential, when the request goes from one origin to the other. */
export function fateOf(name: string, from: string, to: string, trustedOrigins: readonly string[] = []): CredentialFate {
  const trusted = trustedOrigins.includes(to);
  return { name, fate: from === to || trusted ? 'kept' : 'withheld', reason: reasonFor(from, to, trusted) };
}

/** By its name, or because its value holds a token or an address with one. */
function carriesSecret({ name, value }: Header): boolean {
  return isCredentialHeader(name) || secretsInHeader(name, value).length > 0;
}

/**
 * Why a redirect is not followed: 307 and 308 send the body again, and its secrets are as little for another origin as
 * those of the header fields. Without its body the request would mean something else.
 */
export function checkRedirectedBody(
  request: HttpRequest,
  next: HttpRequest,
  trustedOrigins: readonly string[] = [],
): Failure | undefined {
  const from = new URL(request.url).origin;
  const to = new URL(next.url).origin;
  if (from === to || trustedOrigins.includes(to) || !next.body) return undefined;
  const [secret] = secretsInBody(next.body.text);
  if (!secret) return undefined;
  const message = `The redirect leads to another origin, ${to}, and the body holds "${secret.name}", so it was not followed: trust that origin to send the body there`;
  return { code: 'redirect-withheld', message };
}

/** RFC 9110 §15.4: 303 turns everything but HEAD into GET; on 301 and 302 user agents do so for POST. */
function redirectedMethod(method: string, status: number): string {
  if (status === 303) return method === 'HEAD' ? 'HEAD' : 'GET';
  return (status === 301 || status === 302) && method === 'POST' ? 'GET' : method;
}

function isHost(header: Header): boolean {
  return header.name.toLowerCase() === 'host';
}

/** RFC 9110 §15.4 step 5: fields that describe the content go when the content goes. */
function describesContent(header: Header): boolean {
  const name = header.name.toLowerCase();
  return name.startsWith('content-') || name === 'transfer-encoding' || name === 'digest' || name === 'last-modified';
}

function reasonFor(from: string, to: string, trusted: boolean): string {
  if (from === to) return `${to} is the same origin`;
  const difference = describeDifference(new URL(from), new URL(to));
  return trusted
    ? `${to} is another origin than ${from} (${difference}), but you trust it`
    : `${to} is another origin than ${from} (${difference})`;
}

function describeDifference(from: URL, to: URL): string {
  if (from.hostname !== to.hostname) return `host "${to.hostname}" instead of "${from.hostname}"`;
  if (from.protocol !== to.protocol) return `${to.protocol.slice(0, -1)} instead of ${from.protocol.slice(0, -1)}`;
  return `port ${to.port || 'by default'} instead of ${from.port || 'the default'}`;
}
