import { isObject } from '../jwt/json.ts';
import { kindOf } from '../jwt/kind-of.ts';
import type { DecodedToken } from '../jwt/model.ts';

/** Why no refresh token can renew it, as a sentence. */
export function whyNotRefreshable({ header, payload }: DecodedToken): string | undefined {
  if (typeof payload?.iss !== 'string') return 'The token does not say who issued it ("iss"), so nobody can be asked.';
  const kind = kindOf({ header, payload })?.kind;
  if (kind !== undefined && kind !== 'access' && kind !== 'id') return 'Only access and ID tokens can be refreshed.';
  // RFC 9449 §5: a refresh then needs a proof by the key that the token is bound to.
  if (isObject(payload.cnf)) return 'The token is bound to a key ("cnf"), and only its owner can refresh it.';
  return undefined;
}

/** The name under which a refresh token is kept: for the issuer, the user and the client. */
export function keptNameOf({ payload }: DecodedToken): string {
  const named = [payload?.iss, payload?.sub, clientOf(payload)].map(one => (typeof one === 'string' ? one : ''));
  return `refresh token ${JSON.stringify(named)}`;
}

/** The client that the token was issued to; Okta says `cid` and Entra ID `appid`. */
export function clientOf(payload: DecodedToken['payload']): string | undefined {
  const claims = [payload?.client_id, payload?.azp, payload?.cid, payload?.appid];
  return claims.find(claim => typeof claim === 'string' && claim !== '') as string | undefined;
}
