import * as oauth from 'oauth4webapi';
import { isObject, parseJson } from '../jwt/json.ts';
import type { Exchange, HttpRequest } from '../request/model.ts';
import type { Sender, SendOptions } from '../request/sender.ts';

/** Sends for oauth4webapi, which knows `fetch`, and keeps every exchange for the diagnosis. */
export interface Recorder {
  readonly send: Sender['send'];
  readonly fetch: (url: string, init: FetchInit) => Promise<Response>;
  readonly exchanges: Exchange[];
}

interface FetchInit {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** Thrown through oauth4webapi where no response came. */
export class NoResponse extends Error {
  readonly exchange: Exchange;
  constructor(exchange: Exchange) {
    super(exchange.failure?.message ?? 'No response came');
    this.exchange = exchange;
  }
}

const limits: SendOptions = { followRedirects: false, timeout: 30_000, maxBody: 1024 * 1024 };

/** `exchanges` is where they are put. */
export function createRecorder(
  send: Sender['send'],
  sending: SendOptions,
  signal: AbortSignal,
  exchanges: Exchange[] = [],
): Recorder {
  const record: Sender['send'] = async (request, options, own = signal) => {
    const exchange = await send(request, { ...limits, ...sending, ...options }, own);
    exchanges.push(exchange);
    return exchange;
  };
  return {
    send: record,
    exchanges,
    async fetch(url, { method, headers, body }) {
      const text = body === undefined || body === null ? undefined : String(body);
      const request: HttpRequest = {
        method,
        url,
        headers: Object.entries(headers).map(([name, value]) => ({ name: titleCase(name), value })),
        ...(text !== undefined && { body: { text } }),
      };
      const exchange = await record(request);
      const { response } = exchange;
      if (!response || response.status < 200 || response.status > 599) throw new NoResponse(exchange);
      const hasBody = ![204, 205, 304].includes(response.status);
      return new Response(hasBody ? (response.body?.text ?? '') : null, {
        status: response.status,
        // Of the others, some are not for `Headers` to take.
        headers: response.headers.flatMap(({ name, value }): [string, string][] => {
          if (!/^(?:content-type|www-authenticate|dpop-nonce)$/i.test(name)) return [];
          // Some serve it as text, which does no harm here.
          const isType = name.toLowerCase() === 'content-type';
          return [[name, isType && isObject(parseJson(response.body?.text ?? '')) ? 'application/json' : value]];
        }),
      });
    },
  };
}

/** How oauth4webapi sends by it. */
export function optionsOf({ fetch }: Recorder) {
  return {
    [oauth.customFetch]: fetch as NonNullable<oauth.TokenEndpointRequestOptions[typeof oauth.customFetch]>,
    // find-server.ts refuses http, but for loopback.
    [oauth.allowInsecureRequests]: true,
  };
}

/** `content-type` reads `Content-Type` in what is shown; servers do not care. */
function titleCase(name: string): string {
  if (name === 'dpop') return 'DPoP';
  return name.replace(/(?<![a-z])[a-z]/g, letter => letter.toUpperCase());
}
