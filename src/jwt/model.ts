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
  readonly problems: readonly TokenProblem[];
}

/** A token in a text. `span` is where it stands there, which may be longer than `compact`. */
export interface FoundToken extends DecodedToken {
  readonly span: Span;
}

export type TokenState =
  | { readonly kind: 'valid' | 'expiring' | 'expired'; readonly expiresAt: number }
  | { readonly kind: 'not-yet-valid'; readonly validFrom: number; readonly expiresAt?: number }
  | { readonly kind: 'no-expiry' }
  | { readonly kind: 'undecodable'; readonly reason: string };
