// From an exchange to what of it is kept: every secret masked, also where a server or a title repeats it, and long texts cut.
import type { Finding } from '../diagnosis/model.ts';
import { findTokens } from '../jwt/find.ts';
import type { DecodedToken } from '../jwt/model.ts';
import { formatUtc, toInstant } from '../jwt/times.ts';
import { maskExchange } from '../request/mask.ts';
import type { Body, Exchange, Header, HttpRequest, HttpResponse } from '../request/model.ts';
import { secretsEchoed } from '../request/secret-spans.ts';
import { replaceSpans, secretsSent } from '../request/secrets.ts';
import { type Fingerprint, maskWithPrint } from './fingerprints.ts';
import { firstRequest, type HistoryRun, type KeptExchange } from './history.ts';
import type { Ran } from './outside.ts';

/** So much of a body is searched for secrets, and so much of that is kept. */
const longestRead = 64_000;
const longestBody = 2_000;
const longestValue = 600;
const mostHeaders = 60;

export function toRun({ exchange, diagnosis, source }: Ran, id: string, at: number, print: Fingerprint): HistoryRun {
  const [finding] = diagnosis.findings;
  const duration = exchange.timing?.total;
  const secrets = [exchange, ...exchange.hops].flatMap(({ request }) => secretsSent(request));
  const mask = (secret: string) => maskWithPrint(secret, print);
  const run: HistoryRun = {
    id,
    at: exchange.startedAt ?? at,
    ...(duration !== undefined && { duration: Math.round(duration) }),
    ...(source !== undefined && { source }),
    ...(finding && { cause: finding.cause }),
    title: cut(titleOf(exchange, finding)),
    exchange: shorten(maskExchange(readable(exchange), mask)),
    tokens: tokensOf(firstRequest(exchange), print),
  };
  return mapTexts(run, text => replaceSpans(text, secretsEchoed(text, secrets), mask));
}

function titleOf({ failure }: Exchange, finding: Finding | undefined): string {
  return finding?.title ?? failure?.message ?? '';
}

/** Without what is never kept, so that no time is spent on masking it. */
function readable({ id, request, response, failure, hops }: Exchange): Exchange {
  return {
    id,
    request: withBody(request, longestRead),
    ...(response && { response: withBody(response, longestRead) }),
    ...(failure && { failure }),
    hops: hops.map((hop, index) => ({
      ...hop,
      request: withBody(hop.request, index === 0 ? longestRead : 0),
      response: withBody(hop.response, 0),
    })),
  };
}

function shorten({ request, response, failure, hops }: Exchange): KeptExchange {
  return {
    request: shortenMessage(request),
    ...(response && { response: shortenMessage(response) }),
    ...(failure && { failure: { ...failure, message: cut(failure.message) } }),
    hops: hops.map(hop => ({
      ...hop,
      request: shortenMessage(hop.request),
      response: shortenMessage(hop.response),
    })),
  };
}

function shortenMessage<M extends HttpRequest | HttpResponse>(message: M): M {
  const headers = message.headers.slice(0, mostHeaders).map(({ name, value }): Header => ({ name, value: cut(value) }));
  const url = 'url' in message ? { url: cut(message.url, longestBody) } : { statusText: cut(message.statusText) };
  return { ...withBody(message, longestBody), ...url, headers };
}

/** `partial` where there is more, so that nobody takes what is kept for all of it. */
function withBody<M extends { readonly body?: Body }>(message: M, longest: number): M {
  const { body, ...rest } = message;
  if (!body || longest === 0 || body.text === '') return rest as M;
  const partial = body.partial || body.base64 !== undefined || body.text.length > longest;
  return { ...(rest as M), body: { text: body.text.slice(0, longest), ...(partial && { partial }) } };
}

function cut(text: string, longest = longestValue): string {
  return text.length > longest ? `${text.slice(0, longest)} …` : text;
}

/** What tells one token from another. Names and addresses of people are left out. */
const shownHeader = ['alg', 'kid', 'typ'];
const shownClaims = 'iss aud azp client_id appid tid scope scp roles permissions token_use acr'.split(' ');
const shownTimes = ['iat', 'nbf', 'exp'];

function tokensOf({ headers }: HttpRequest, print: Fingerprint): HistoryRun['tokens'] {
  const tokens: Record<string, readonly string[]> = {};
  for (const { name, value } of headers) {
    const [token] = findTokens(value, { limit: 1 });
    if (token) tokens[name.toLowerCase()] = linesOf(token, print);
  }
  return tokens;
}

function linesOf({ header, payload = {} }: DecodedToken, print: Fingerprint): readonly string[] {
  const line = (name: string, value: unknown) => (value === undefined ? [] : [`${name}: ${cut(textOf(value), 200)}`]);
  const time = (name: string) => {
    const instant = toInstant(payload[name]);
    return line(name, instant === undefined ? payload[name] : formatUtc(instant));
  };
  const { sub } = payload;
  return [
    ...shownHeader.flatMap(name => line(name, header[name])),
    ...shownClaims.flatMap(name => line(name, payload[name])),
    ...line('sub', typeof sub === 'string' ? `…${sub.length}·${print(sub)}` : undefined),
    ...shownTimes.flatMap(time),
  ];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function mapTexts<T>(value: T, change: (text: string) => string): T {
  const map = (one: unknown): unknown => {
    if (typeof one === 'string') return change(one);
    if (Array.isArray(one)) return one.map(map);
    if (typeof one !== 'object' || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([name, inner]) => [name, map(inner)]));
  };
  return map(value) as T;
}
