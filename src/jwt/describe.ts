import type { DecodedToken } from './model.ts';
import { describeState, tokenState } from './times.ts';

export function describeToken(token: DecodedToken, now: number): string {
  return `**${token.kind === 'jwe' ? 'Encrypted token (JWE)' : 'JSON Web Token'}** · ${describeState(tokenState(token, now), now)}`;
}
