import type { Span } from '../text/span.ts';

export type JsonObject = { readonly [name: string]: unknown };

/** `unsecured` is a JWS with `alg` none (RFC 7519 §6); of a `jwe` only the header can be read (RFC 7516). */
export type TokenKind = 'jws' | 'jwe' | 'unsecured';

/** Something wrong with a token, with the section that says so, such as `RFC 8725 §3.1`. */
export interface TokenProblem {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly source?: string;
}

/** A token as decoded, never as verified. */
export interface DecodedToken {
  readonly kind: TokenKind;
  /** The compact serialization with everything that was wrapped around or inside it removed. */
  readonly compact: string;
  readonly header: JsonObject;
  /** Absent where the payload is encrypted or is no JSON object. */
  readonly payload?: JsonObject;
  /** The payload as text, where it can be read but is no JSON object: a nested token, or a JWS that is no JWT. */
  readonly payloadText?: string;
  /** Octets of the signature; absent for a JWE, for an empty signature and for one that does not decode. */
  readonly signatureBytes?: number;
  readonly problems: readonly TokenProblem[];
  /** Where it was found with such; nobody has checked that it vouches for them. */
  readonly disclosures?: readonly Disclosure[];
}

/** What stands beside an SD-JWT (RFC 9901 §4.2): a claim, or without a name an element of an array. */
export interface Disclosure {
  readonly name?: string;
  readonly value: unknown;
}

/** A token in a text. `span` is where it stands there with its disclosures, which may be longer than `compact`. */
export interface FoundToken extends DecodedToken {
  readonly span: Span;
  /** Where each segment stands in the text; absent where the token was wrapped in base64 once more. */
  readonly segments?: readonly Span[];
}

export type Undecodable = {
  readonly kind: 'undecodable';
  /** A stable kebab-case word, such as `segment-count`. */
  readonly code: string;
  readonly reason: string;
};

/** How an `exp` that is no plain count of seconds was written, and the instant that was probably meant. */
export interface ExpiryOddity {
  readonly kind: 'milliseconds' | 'microseconds' | 'nanoseconds' | 'string' | 'beyond-year-9999';
  readonly meant: number;
}

/** Times are milliseconds since the epoch. `expiresAt` is what the token says, read as RFC 7519 §4.1.4 reads it. */
export type TokenState =
  | {
      readonly kind: 'valid' | 'expiring' | 'expired';
      readonly expiresAt: number;
      readonly oddity?: ExpiryOddity;
    }
  | { readonly kind: 'not-yet-valid'; readonly validFrom: number; readonly expiresAt?: number }
  | { readonly kind: 'no-expiry' }
  | { readonly kind: 'undecodable'; readonly reason: string };

/** All that can be said of a signature. Nothing else is ever shown, and never more than was checked. */
export type Verification =
  | { readonly kind: 'not-verified' }
  | {
      readonly kind: 'verified';
      readonly keyId?: string;
      /** Where the key came from, such as the URL of a key set. */
      readonly from?: string;
      readonly at?: number;
      readonly problems: readonly TokenProblem[];
    }
  | { readonly kind: 'key-not-found'; readonly keyId?: string; readonly from?: string }
  | { readonly kind: 'signature-mismatch'; readonly keyId?: string; readonly from?: string }
  | { readonly kind: 'needs-secret'; readonly algorithm: string }
  | { readonly kind: 'wrong-key'; readonly algorithm: string; readonly needed: string; readonly given: string }
  | { readonly kind: 'cannot-check'; readonly reason: string };
