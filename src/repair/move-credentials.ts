import { headerNamedIn } from '../diagnosis/said-of-header.ts';
import { findCredentials } from '../diagnosis/sent.ts';
import { type Exchange, type HttpRequest, headerValue } from '../request/model.ts';
import { challengesOf, credentialsOf, isAskedFor } from './challenges.ts';
import {
  type Repair,
  type RepairStep,
  withHeader,
  withoutCredential,
  withoutHeader,
  writtenRequest,
} from './repair.ts';

/** The credentials go to the header where servers look for them: `Authorization`, or `X-Api-Key` where they are there already. */
export const moveCredentials: Repair = {
  id: 'move-credentials',
  applies: (_finding, exchange) => (towardsProxy(exchange) ?? moved(exchange)) !== undefined,
  repair({ exchange }) {
    return towardsProxy(exchange) ?? { kind: 'request', request: moved(exchange)?.request ?? writtenRequest(exchange) };
  },
};

/** A proxy reads `Proxy-Authorization` alone (RFC 9110 §11.7.2): what stands in `Authorization` was meant for it, perhaps. */
function towardsProxy(exchange: Exchange): RepairStep | undefined {
  const written = writtenRequest(exchange);
  const value = headerValue(written.headers, 'Authorization');
  if (exchange.response?.status !== 407 || value === undefined) return undefined;
  if (headerValue(written.headers, 'Proxy-Authorization') !== undefined) return undefined;
  // A token for the API is none of the proxy's business.
  if (!isAskedFor(credentialsOf(written)?.scheme ?? '', challengesOf(exchange).challenges)) return undefined;
  const request = withoutHeader(written, 'Authorization');
  return exchange.proxy === undefined
    ? { kind: 'request', request: withHeader(request, 'Proxy-Authorization', value) }
    : { kind: 'request', request, options: { proxy: { url: exchange.proxy, authorization: value } } };
}

/** The request with its credentials in another header, and the name of that; undefined where there is none to try. */
export function moved(exchange: Exchange): { readonly name: string; readonly request: HttpRequest } | undefined {
  if (exchange.response?.status === 407) return undefined;
  const request = writtenRequest(exchange);
  const [main] = findCredentials(request);
  if (!main || !['jwt', 'opaque-token', 'api-key'].includes(main.kind)) return undefined;
  if (main.place !== 'header' && main.place !== 'query') return undefined;
  const secret = (main.credentials?.rest.trim() || main.value).replace(/^(?:bearer|token) /i, '');
  if (secret === '' || /\s/.test(secret)) return undefined;
  const inAuthorization = main.name.toLowerCase() === 'authorization';
  const bare = main.place === 'query' ? withoutCredential(request, main) : withoutHeader(request, main.name);
  // Who challenges for an "ApiKey", which is no registered scheme, mostly reads it from a header of its own.
  const asKey = inAuthorization || challengesOf(exchange).challenges.some(({ scheme }) => /^apikey$/i.test(scheme));
  const named = headerNamedIn(exchange);
  const elsewhere = named !== undefined && named.toLowerCase() !== main.name.toLowerCase();
  // A JWT belongs in "Authorization", unless the answer says otherwise; a key may be wanted elsewhere.
  if (inAuthorization && main.kind === 'jwt' && !elsewhere) return undefined;
  const [name, value] =
    elsewhere || asKey ? [elsewhere ? named : 'X-Api-Key', secret] : ['Authorization', `Bearer ${secret}`];
  return name.toLowerCase() === main.name.toLowerCase() ? undefined : { name, request: withHeader(bare, name, value) };
}
