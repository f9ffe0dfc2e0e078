import { decodeToken } from '../jwt/decode.ts';
import { issuerOf } from '../jwt/issuer.ts';
import type { Verification } from '../jwt/model.ts';
import { verifyToken } from '../jwt/verify.ts';
import type { Sender } from '../request/sender.ts';
import { fetchIssuerKeys, type IssuerKeys } from './issuer-keys.ts';
import type { IssuerOptions } from './limited-fetch.ts';

/** `failed` says that nothing is known of the signature, and why. */
export type IssuerVerification = Verification | { readonly kind: 'failed'; readonly message: string };

export interface IssuerVerifier {
  verify(compact: string, options?: IssuerOptions): Promise<IssuerVerification>;
}

/** Milliseconds that a set is used; before the cool-down is over not even a missing key is a reason to ask again. */
const longestUse = 10 * 60_000;
const coolDown = 30_000;

type KeySet = Extract<IssuerKeys, { kind: 'keys' }>;

/** Verifies tokens with their issuers' keys and keeps the key sets, in memory alone. */
export function createIssuerVerifier(send: Sender['send'], now: () => number): IssuerVerifier {
  const sets = new Map<string, { readonly keys: KeySet; readonly fetchedAt: number }>();

  async function keysFor(issuer: string, keyId: unknown, options: IssuerOptions): Promise<IssuerKeys> {
    const known = sets.get(issuer);
    if (known) {
      const age = now() - known.fetchedAt;
      const hasKey = keyId === undefined || known.keys.keys.some(key => key.kid === keyId);
      if (age < (hasKey ? longestUse : coolDown)) return known.keys;
    }
    const keys = await fetchIssuerKeys(send, issuer, options);
    if (keys.kind === 'keys') sets.set(issuer, { keys, fetchedAt: now() });
    return keys;
  }

  return {
    async verify(compact, options = {}) {
      // Where no public key can help, nobody is asked for one.
      const hopeless = await verifyToken(compact, undefined);
      if (hopeless.kind !== 'not-verified') return hopeless;
      const token = decodeToken(compact);
      const issuer = issuerOf(compact);
      if (token.kind === 'undecodable' || issuer === undefined)
        return { kind: 'failed', message: 'The token does not say who issued it ("iss")' };
      const keys = await keysFor(issuer, token.header.kid, options);
      if (keys.kind === 'failed') return keys;
      const result = await verifyToken(compact, { kind: 'jwks', keys: keys.keys, from: keys.from });
      return result.kind === 'verified' ? { ...result, at: now() } : result;
    },
  };
}
