// Tokens at work: the headers that they add to a request, and new ones in their place.
import type { Header, HttpRequest } from '../request/model.ts';
import { createProof, dpopKeyOf } from './dpop.ts';
import { type Outside, type SignInRequest, type SignInResult, type Tokens, unattendedGrants } from './model.ts';
import { signIn } from './sign-in.ts';

export interface UseOptions {
  /** Unique for each request, against replay (RFC 9449 §4.2). */
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** From the last `DPoP-Nonce` of that server. */
  readonly nonce?: string;
}

/** RFC 6750 §2.1, or RFC 9449 §7.1 for tokens that are bound to a key. */
export async function headersFor(
  { accessToken, tokenType, dpopKey }: Tokens,
  { method, url }: Pick<HttpRequest, 'method' | 'url'>,
  { id, now, nonce }: UseOptions,
): Promise<readonly Header[]> {
  const key = tokenType === 'dpop' && dpopKey !== undefined ? await dpopKeyOf(dpopKey) : undefined;
  if (!key) return [{ name: 'Authorization', value: `Bearer ${accessToken}` }];
  const proof = await createProof(key, { method, url, accessToken, id, now, ...(nonce !== undefined && { nonce }) });
  return [
    { name: 'Authorization', value: `DPoP ${accessToken}` },
    { name: 'DPoP', value: proof },
  ];
}

/**
 * New tokens in the place of these: by their refresh token, or by signing in again where nobody has to be asked for that. A
 * server that gives no new refresh token leaves the old one in force (RFC 6749 §6).
 */
export async function renew(
  request: SignInRequest,
  tokens: Tokens,
  outside: Outside,
  signal: AbortSignal,
): Promise<SignInResult> {
  const { refreshToken, dpopKey } = tokens;
  const bound = dpopKey === undefined ? request : { ...request, dpop: dpopKey };
  if (refreshToken === undefined) {
    if (unattendedGrants.includes(request.grant.kind)) return signIn(bound, outside, signal);
    const reason =
      'There is no refresh token: sign in again, with the scope "offline_access" where the server wants it';
    return { kind: 'failed', step: 'token', reason, exchanges: [] };
  }
  const result = await signIn({ ...bound, grant: { kind: 'refresh-token', refreshToken } }, outside, signal);
  if (result.kind === 'signed-in') return { ...result, tokens: { refreshToken, ...result.tokens } };
  if (result.kind !== 'failed' || result.cause !== 'grant-invalid') return result;
  return { ...result, reason: `${result.reason}. Sign in again` };
}
