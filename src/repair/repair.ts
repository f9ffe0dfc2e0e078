// Repairs: from a finding to a changed request. A repair is pure: it says what to send or what to ask, and whoever calls
// it does the sending and the asking, so that nothing leaves without the user's click. It never tries a password twice.
import type { Finding } from '../diagnosis/model.ts';
import type { SentCredential } from '../diagnosis/sent.ts';
import { type Exchange, type HttpRequest, headerValue } from '../request/model.ts';
import type { SendOptions } from '../request/sender.ts';

export interface Question {
  readonly name: string;
  readonly label: string;
  readonly secret: boolean;
  /** Filled in beforehand; never a secret. */
  readonly value?: string;
  readonly help?: string;
  readonly optional?: true;
}

/** By the names of the questions. */
export type Answers = Readonly<Record<string, string>>;

export type RepairStep =
  /** Send this, and compare the outcome. */
  | { readonly kind: 'request'; readonly request: HttpRequest; readonly options?: SendOptions }
  /** Ask this and call again with the answers. Without questions it asks for a yes. */
  | { readonly kind: 'ask'; readonly text: string; readonly questions: readonly Question[] }
  /** Send this first, for instance to a token endpoint, and go on with its outcome. */
  | {
      readonly kind: 'first';
      readonly request: HttpRequest;
      readonly options?: SendOptions;
      readonly next: (outcome: Exchange) => Promise<RepairStep>;
    }
  /** Nothing that a tool can do; say what the user can. `lines` are to be copied, into a configuration for instance. */
  | { readonly kind: 'instructions'; readonly text: string; readonly lines?: string };

export interface RepairInput {
  readonly finding: Finding;
  readonly exchange: Exchange;
  /** Others of the same run or recording, oldest first. */
  readonly earlier?: readonly Exchange[];
  /** Undefined until the user has answered. */
  readonly answers?: Answers;
}

/** The file's name is the id, which fixes of findings name. */
export interface Repair {
  readonly id: string;
  readonly applies: (finding: Finding, exchange: Exchange) => boolean;
  readonly repair: (input: RepairInput) => RepairStep;
}

/** Written by the client for each connection and request; sent again they would be wrong. */
const clientHeaders = new Set(['connection', 'content-length', 'keep-alive', 'proxy-connection', 'transfer-encoding']);

/** The request before any redirect, as a person would write it: without what a client adds by itself. */
export function writtenRequest(exchange: Exchange): HttpRequest {
  return asWritten(exchange.hops[0]?.request ?? exchange.request);
}

export function asWritten(request: HttpRequest): HttpRequest {
  const host = URL.canParse(request.url) ? new URL(request.url).host : '';
  const headers = request.headers.filter(({ name, value }) => {
    const lower = name.toLowerCase();
    if (lower === 'host') return value !== host;
    if (lower === 'user-agent') return value !== 'why401';
    return !lower.startsWith(':') && !clientHeaders.has(lower);
  });
  return { ...request, headers };
}

export function withoutHeader(request: HttpRequest, name: string): HttpRequest {
  const unwanted = name.toLowerCase();
  return { ...request, headers: request.headers.filter(header => header.name.toLowerCase() !== unwanted) };
}

/** The request with this header, in the place of the first of that name. */
export function withHeader(request: HttpRequest, name: string, value: string): HttpRequest {
  const wanted = name.toLowerCase();
  const at = request.headers.findIndex(header => header.name.toLowerCase() === wanted);
  const rest = request.headers.filter((header, i) => i < at || header.name.toLowerCase() !== wanted);
  const headers = at < 0 ? [...rest, { name, value }] : rest.toSpliced(at, 0, { name, value });
  return { ...request, headers };
}

/** The request with the cookies of these Set-Cookie fields in the place of those of the same name. */
export function withCookies(request: HttpRequest, fields: readonly string[]): HttpRequest {
  const cookies = new Map<string, string>();
  const sent = (headerValue(request.headers, 'Cookie') ?? '').split(';');
  for (const pair of [...sent, ...fields.map(line => line.split(';', 1)[0] ?? '')]) {
    const equals = pair.indexOf('=');
    if (equals > 0) cookies.set(pair.slice(0, equals).trim(), pair.slice(equals + 1).trim());
  }
  const text = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return text === '' ? request : withHeader(request, 'Cookie', text);
}

/** The request with this parameter in its query, in the place of the one of that name. */
export function withParameter(request: HttpRequest, name: string, value: string): HttpRequest {
  const url = new URL(request.url);
  url.searchParams.set(name, value);
  return { ...request, url: url.href };
}

/** The request without it; a cookie goes with all others. */
export function withoutCredential(request: HttpRequest, { place, name }: SentCredential): HttpRequest {
  if (place === 'query') {
    const url = new URL(request.url);
    url.searchParams.delete(name);
    return { ...request, url: url.href };
  }
  const unwanted = place === 'cookie' ? 'cookie' : name.toLowerCase();
  return { ...request, headers: request.headers.filter(header => header.name.toLowerCase() !== unwanted) };
}
