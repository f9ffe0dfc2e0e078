import type { DecodedToken } from './model.ts';

export type TokenPurpose =
  | 'access'
  | 'id'
  | 'refresh'
  | 'dpop-proof'
  | 'client-assertion'
  | 'logout'
  | 'security-event'
  | 'introspection'
  | 'request-object'
  | 'userinfo'
  | 'credential'
  | 'key-binding'
  | 'entity-statement'
  | 'vapid'
  | 'api-key';

export interface PurposeGuess {
  readonly kind: TokenPurpose;
  /** How we know: one clause, such as `the header says "typ": "at+jwt"`. */
  readonly because: string;
}

/** What a token seems to be for. It is a guess from what tokens of a kind carry, and says from what. */
export function kindOf(token: Pick<DecodedToken, 'header' | 'payload'>): PurposeGuess | undefined {
  const typ = typeof token.header.typ === 'string' ? token.header.typ.toLowerCase().replace(/^application\//, '') : '';
  return typ === 'at+jwt' ? { kind: 'access', because: 'the header says "typ": "at+jwt"' } : undefined;
}
