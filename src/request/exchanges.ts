// Recorded legs become exchanges: what HAR archives and transcripts have in common. A record shows what was sent and not
// why, so a credential that is gone after a redirect counts as dropped by the client that was recorded.

import { originOf } from '../text/origin.ts';
import { isCredentialHeader } from './credential-fields.ts';
import {
  type CredentialFate,
  type Exchange,
  type Hop,
  type HttpRequest,
  type HttpResponse,
  headerValue,
} from './model.ts';
import type { RequestProblem } from './problem.ts';

export interface ParsedExchanges {
  readonly exchanges: readonly Exchange[];
  readonly problems: readonly RequestProblem[];
}

export interface Leg {
  readonly exchange: Exchange;
  /** The absolute URL that the response redirected to. */
  readonly target?: string;
}

/** A leg that redirects waits here, under the address that it leads to, for the leg that goes there. */
export function joinRedirects(legs: readonly Leg[]): Exchange[] {
  const joined: (Exchange | undefined)[] = [];
  const waiting = new Map<string, { at: number; exchange: Exchange; leg: number }>();
  legs.forEach((leg, index) => {
    let exchange = leg.exchange;
    const previous = legs[index - 1];
    const key = waiting.has(withoutHash(exchange.request.url))
      ? withoutHash(exchange.request.url)
      : previous?.target !== undefined && samePlace(previous.target, exchange.request.url)
        ? withoutHash(previous.target)
        : undefined;
    const earlier = key === undefined ? undefined : waiting.get(key);
    if (key !== undefined && earlier && index - earlier.leg <= redirectDistance) {
      waiting.delete(key);
      joined[earlier.at] = undefined;
      exchange = { ...exchange, hops: [...earlier.exchange.hops, hopOf(earlier.exchange, exchange.request)] };
    }
    if (leg.target !== undefined && leg.exchange.response)
      waiting.set(withoutHash(leg.target), { at: joined.length, exchange, leg: index });
    joined.push(exchange);
  });
  return joined.filter(exchange => exchange !== undefined);
}

/** Other requests of a page come between the legs of a redirect, but not many. */
const redirectDistance = 20;

function withoutHash(url: string): string {
  const hash = url.indexOf('#');
  return hash < 0 ? url : url.slice(0, hash);
}

/** Archives that were cleaned of secrets may differ in the query. */
function samePlace(target: string, url: string): boolean {
  const bare = (address: string) => address.split(/[?#]/, 1)[0];
  return bare(target) === bare(url);
}

function hopOf(earlier: Exchange, next: HttpRequest): Hop {
  return {
    request: earlier.request,
    response: earlier.response as HttpResponse,
    credentials: fatesBetween(earlier.request, next),
  };
}

/** What can be told of credentials from two recorded requests, without knowing the client that sent them. */
function fatesBetween(request: HttpRequest, next: HttpRequest): CredentialFate[] {
  const names = new Map<string, string>();
  for (const { name } of request.headers) if (isCredentialHeader(name)) names.set(name.toLowerCase(), name);
  return [...names.values()].map(name =>
    headerValue(next.headers, name) === undefined
      ? {
          name,
          fate: 'dropped',
          reason: `The request to ${originOf(next.url)} that followed the redirect has no ${name}`,
        }
      : {
          name,
          fate: 'kept',
          reason: `The request to ${originOf(next.url)} that followed the redirect has ${name} too`,
        },
  );
}
