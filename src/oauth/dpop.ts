import { base64url, type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { isObject, parseJson } from '../jwt/json.ts';

export interface DpopKey {
  readonly pair: { readonly privateKey: CryptoKey; readonly publicKey: CryptoKey };
  /** The private JWK as text, to be kept where secrets are. */
  readonly jwk: string;
}

const algorithm = 'ES256';

/** A new key, or the one of this private JWK; undefined where that is none. */
export async function dpopKeyOf(kept: true | string): Promise<DpopKey | undefined> {
  if (kept === true) {
    const pair = await generateKeyPair(algorithm, { extractable: true });
    return { pair, jwk: JSON.stringify(await exportJWK(pair.privateKey)) };
  }
  const jwk = parseJson(kept);
  if (!isObject(jwk) || jwk.crv !== 'P-256' || typeof jwk.d !== 'string') return undefined;
  const { d, ...open } = jwk;
  try {
    const privateKey = await importJWK(jwk as JWK, algorithm);
    const publicKey = await importJWK(open as JWK, algorithm, { extractable: true });
    if (privateKey instanceof Uint8Array || publicKey instanceof Uint8Array) return undefined;
    return { pair: { privateKey, publicKey }, jwk: kept };
  } catch {
    return undefined;
  }
}

export interface ProofOptions {
  readonly method: string;
  readonly url: string;
  readonly accessToken?: string;
  /** What the server gave in `DPoP-Nonce`. */
  readonly nonce?: string;
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The value of the `DPoP` header of one request (RFC 9449 §4.2). */
export async function createProof(
  { pair }: DpopKey,
  { method, url, accessToken, nonce, id, now }: ProofOptions,
): Promise<string> {
  const { origin, pathname } = new URL(url);
  const claims = {
    htm: method,
    htu: `${origin}${pathname}`,
    jti: id,
    ...(nonce !== undefined && { nonce }),
    ...(accessToken !== undefined && { ath: await hashOf(accessToken) }),
  };
  return new SignJWT(claims)
    .setProtectedHeader({ typ: 'dpop+jwt', alg: algorithm, jwk: await exportJWK(pair.publicKey) })
    .setIssuedAt(Math.floor(now / 1000))
    .sign(pair.privateKey);
}

async function hashOf(text: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return base64url.encode(hash);
}
