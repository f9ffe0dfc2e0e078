// What is sent and what comes back, as plain values. This file knows no format, no network and no judgement.

export interface Header {
  /** As written or received; compare case-insensitively. */
  readonly name: string;
  readonly value: string;
}

export interface Body {
  readonly text: string;
  /** The bytes to send, or those that came back, where they are no text and `text` is only what is shown of them. */
  readonly base64?: string;
  /** True where the body is binary or was cut, so that `text` is only what could be read of it. */
  readonly partial?: boolean;
  /** Bytes on the wire or after decoding, as far as known. */
  readonly size?: number;
  /** Where a response was written to, decoded; `whole` is false where it was cut. */
  readonly file?: { readonly path: string; readonly whole: boolean };
}

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly Header[];
  readonly body?: Body;
  readonly httpVersion?: string;
}

export interface HttpResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly Header[];
  readonly body?: Body;
  readonly httpVersion?: string;
}

/** Why no response came. `code` is a word such as `ECONNREFUSED` or `timeout`. */
export interface Failure {
  readonly code: string;
  readonly message: string;
}

/** What became of one credential when a redirect was followed. */
export interface CredentialFate {
  /** `Authorization`, `Cookie`, `X-Api-Key`, … */
  readonly name: string;
  readonly fate: 'kept' | 'dropped' | 'withheld';
  /** One sentence, such as `https://b.example is another origin than https://a.example`. */
  readonly reason: string;
}

/** An earlier leg of the same run: a request, and the redirect that answered it. */
export interface Hop {
  readonly request: HttpRequest;
  readonly response: HttpResponse;
  readonly credentials: readonly CredentialFate[];
}

/** A cookie that an earlier leg of the run set, and that the last request did not carry. */
export interface UnsentCookie {
  readonly name: string;
  /** The origin that set it. */
  readonly setBy: string;
  /** One sentence, such as `Its "Path" is "/login", and the request asks for "/home"`. */
  readonly reason: string;
}

/** Milliseconds. Phases that did not happen are absent. */
export interface Timing {
  readonly total: number;
  readonly dns?: number;
  readonly connect?: number;
  readonly tls?: number;
  readonly firstByte?: number;
  readonly download?: number;
}

export interface Certificate {
  /** The common name, or else the organization. */
  readonly subject: string;
  readonly issuer: string;
  /** Milliseconds since the epoch. */
  readonly validFrom: number;
  readonly validTo: number;
  /** The hosts that it is for. */
  readonly names?: readonly string[];
}

/** How a connection was secured. The chain begins with the server's own certificate. */
export interface TlsFacts {
  /** Such as `TLSv1.3`. */
  readonly protocol: string;
  readonly cipher: string;
  /** Whether the chain, the dates and the name were found good, asked for or not. */
  readonly verified: boolean;
  /** Why not: a code such as `CERT_HAS_EXPIRED`. */
  readonly fault?: string;
  /** The protocol that was agreed to (ALPN), such as `h2`. */
  readonly alpn?: string;
  readonly chain: readonly Certificate[];
}

/** One run: the last request and its response, after the redirects in `hops`. Times are milliseconds since the epoch. */
export interface Exchange {
  readonly id: string;
  /** Which entry of its archive it is, counted from 0. */
  readonly index?: number;
  readonly request: HttpRequest;
  readonly response?: HttpResponse;
  readonly failure?: Failure;
  readonly hops: readonly Hop[];
  readonly startedAt?: number;
  readonly receivedAt?: number;
  readonly timing?: Timing;
  /** The proxy that was used, as `http://host:port` without its password. */
  readonly proxy?: string;
  readonly unsentCookies?: readonly UnsentCookie[];
  /** Of the last leg, where it went over TLS. */
  readonly tls?: TlsFacts;
  /**
   * Names of request headers, lower-cased, whose absence proves nothing, because the record leaves them out. `*` stands
   * for all of them: the request itself was not recorded.
   */
  readonly unseen?: readonly string[];
}

/** The values of a header, in order. */
export function headerValues(headers: readonly Header[], name: string): string[] {
  const wanted = name.toLowerCase();
  return headers.filter(header => header.name.toLowerCase() === wanted).map(header => header.value);
}

/** The first value of a header. */
export function headerValue(headers: readonly Header[], name: string): string | undefined {
  return headerValues(headers, name)[0];
}
