import { explainClaim, explainHeaderParameter } from '../jwt/claims.ts';
import { kindOf, purposeTitles } from '../jwt/kind-of.ts';
import type { DecodedToken, JsonObject } from '../jwt/model.ts';
import { describeState, formatUtc, tokenState } from '../jwt/times.ts';
import type { ClaimView, TokenView } from './protocol.ts';

const longestClaim = 500;
const timeClaims = new Set(['exp', 'nbf', 'iat', 'auth_time', 'updated_at']);

/** The token of a request as decoded. Its times are judged by `at`, which is when it was used. */
export function presentToken(
  token: DecodedToken,
  at: number | undefined,
  marked: (target: string) => boolean,
): TokenView {
  const purpose = kindOf(token)?.kind;
  const state = at === undefined ? '' : describeState(tokenState(token, at), at);
  const claims = (part: JsonObject | undefined, prefix: string): readonly ClaimView[] =>
    Object.entries(part ?? {}).map(([name, value]): ClaimView => {
      const target = `${prefix}-${name}`;
      const meaning = meaningOf(prefix, name, value, token);
      return {
        target,
        name,
        value: claimText(value),
        ...(meaning && { meaning }),
        ...(marked(target) && { marked: true as const }),
      };
    });
  return {
    title: [purpose ? purposeTitles[purpose] : 'token', state, 'decoded, not verified'].filter(Boolean).join(', '),
    header: claims(token.header, 'token-header'),
    payload: claims(token.payload, 'claim'),
  };
}

function meaningOf(prefix: string, name: string, value: unknown, token: DecodedToken): string | undefined {
  if (timeClaims.has(name) && typeof value === 'number' && Math.abs(value) < 8.64e12) return formatUtc(value * 1000);
  return (prefix === 'claim' ? explainClaim(name, value, token) : explainHeaderParameter(name))?.meaning;
}

function claimText(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > longestClaim ? `${text.slice(0, longestClaim)}…` : text;
}
