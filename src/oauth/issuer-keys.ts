// The public keys of an issuer, found the way OpenID Connect and OAuth say: from `iss` to its metadata, and from that to its
// key set.
import type { JWK } from 'jose';
import { isObject } from '../jwt/json.ts';
import { isJwk } from '../jwt/verify.ts';
import type { Sender } from '../request/sender.ts';
import { failed, fetchJson, type IssuerOptions } from './limited-fetch.ts';
import { fetchMetadata } from './metadata.ts';

export type IssuerKeys =
  | { readonly kind: 'keys'; readonly keys: readonly JWK[]; readonly from: string }
  | { readonly kind: 'failed'; readonly message: string };

export async function fetchIssuerKeys(
  send: Sender['send'],
  issuer: string,
  options: IssuerOptions = {},
): Promise<IssuerKeys> {
  const metadata = await fetchMetadata(send, issuer, 'jwks_uri', options);
  if (metadata.kind === 'failed') return metadata;
  const uri = metadata.value.jwks_uri ?? '';
  const answer = await fetchJson(send, uri, issuer, options);
  if (answer.kind === 'failed') return answer;
  if (!isObject(answer.value) || !Array.isArray(answer.value.keys)) return failed(`"${uri}" is no key set`);
  return { kind: 'keys', keys: answer.value.keys.filter(isJwk), from: uri };
}
