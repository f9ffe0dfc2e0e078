import { type CryptoKey, importJWK, importPKCS8, type JWK } from 'jose';
import {
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretJwt,
  ClientSecretPost,
  None,
  PrivateKeyJwt,
  TlsClientAuth,
} from 'oauth4webapi';
import { isObject, parseJson } from '../jwt/json.ts';
import type { ClientAuthentication } from './model.ts';

type Made = { readonly kind: 'made'; readonly use: ClientAuth } | { readonly kind: 'failed'; readonly message: string };

/** A key that cannot be used is said to be that, with what is wanted instead. */
export async function clientAuthOf(authentication: ClientAuthentication): Promise<Made> {
  if (authentication.kind === 'none') return { kind: 'made', use: None() };
  if (authentication.kind === 'private_key_jwt') return privateKeyJwt(authentication);
  if (!('secret' in authentication)) return { kind: 'made', use: TlsClientAuth() };
  const { kind, secret } = authentication;
  if (secret === '') return { kind: 'failed', message: `"${kind}" needs the secret of the client: enter it` };
  const make = {
    client_secret_basic: ClientSecretBasic,
    client_secret_post: ClientSecretPost,
    client_secret_jwt: ClientSecretJwt,
  };
  return { kind: 'made', use: make[kind](secret) };
}

async function privateKeyJwt({
  key,
  keyId,
}: Extract<ClientAuthentication, { kind: 'private_key_jwt' }>): Promise<Made> {
  const jwk = parseJson(key);
  const imported = isObject(jwk) ? await importPrivateJwk(jwk) : await importPem(key);
  if (!imported)
    return {
      kind: 'failed',
      message:
        'The key of the client is no private key for signing: give a private JWK, or PEM that begins with "BEGIN PRIVATE KEY"',
    };
  const kid = keyId ?? (isObject(jwk) && typeof jwk.kid === 'string' ? jwk.kid : undefined);
  return { kind: 'made', use: PrivateKeyJwt({ key: imported, ...(kid !== undefined && { kid }) }) };
}

async function importPrivateJwk(jwk: Readonly<Record<string, unknown>>): Promise<CryptoKey | undefined> {
  const algorithm = typeof jwk.alg === 'string' ? jwk.alg : algorithmsOf[`${jwk.kty} ${jwk.crv ?? ''}`.trim()];
  if (algorithm === undefined || typeof jwk.d !== 'string') return undefined;
  const key = await importJWK(jwk as JWK, algorithm).catch(() => undefined);
  return key instanceof Uint8Array ? undefined : key;
}

const algorithmsOf: Readonly<Record<string, string>> = {
  RSA: 'RS256',
  'EC P-256': 'ES256',
  'EC P-384': 'ES384',
  'EC P-521': 'ES512',
  'OKP Ed25519': 'Ed25519',
};

/** PEM does not name its algorithm; only the right one imports. */
async function importPem(pem: string): Promise<CryptoKey | undefined> {
  for (const algorithm of Object.values(algorithmsOf)) {
    const key = await importPKCS8(pem.trim(), algorithm).catch(() => undefined);
    if (key) return key;
  }
  return undefined;
}
