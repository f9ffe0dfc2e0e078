import type { DecodedToken } from './model.ts';

export interface Explanation {
  readonly meaning: string;
  /** Who says so: `RFC 7519 §4.1.1`, `Entra ID`. */
  readonly source: string;
}

export function explainClaim(name: string, _value: unknown, _token: DecodedToken): Explanation | undefined {
  return name === 'iss' ? { meaning: 'Who issued the token', source: 'RFC 7519 §4.1.1' } : undefined;
}
