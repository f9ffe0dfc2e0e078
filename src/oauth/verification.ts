// What verifies and refreshes tokens. A bundle of its own, because cryptography is needed on request alone.
import { decodeToken } from '../jwt/decode.ts';
import type { Verification } from '../jwt/model.ts';
import { parseKeys, verifyToken } from '../jwt/verify.ts';

export { describeVerification } from '../jwt/facts.ts';
export { issuerOf } from '../jwt/issuer.ts';
export { verifyToken } from '../jwt/verify.ts';
export { findTokenEndpoint, redeemRefreshToken } from './refresh.ts';
export { createIssuerVerifier } from './verify-with-issuer.ts';

/** With what somebody pasted or picked, which is called `from` in the result. */
export async function verifyWithText(
  compact: string,
  text: string,
  from: string,
  now: () => number,
): Promise<Verification> {
  const keys = parseKeys(text);
  const first = await verifyToken(compact, keys);
  // Many services show their secret in base64 and sign with what it stands for.
  const isSecret = keys.kind === 'secret' && first.kind === 'signature-mismatch';
  const second = isSecret ? await verifyToken(compact, { ...keys, encoding: 'base64' }) : first;
  const result = second.kind === 'verified' ? second : first;
  if (result.kind === 'verified') return { ...result, from, at: now() };
  return result.kind === 'signature-mismatch' || result.kind === 'key-not-found' ? { ...result, from } : result;
}

/** The name under which a secret is kept: for the issuer and the key that the token names. */
export function secretNameOf(compact: string): string | undefined {
  const token = decodeToken(compact);
  if (token.kind === 'undecodable') return undefined;
  const named = [token.payload?.iss, token.header.kid].map(part => (typeof part === 'string' ? part : ''));
  return named.some(part => part !== '') ? `token secret ${JSON.stringify(named)}` : undefined;
}
