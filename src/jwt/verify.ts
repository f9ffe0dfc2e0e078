// Checks a signature with keys at hand, through jose. It fetches nothing and decides on no claim: a token whose signature is
// right may still be expired, or meant for someone else.

import {
  type CryptoKey,
  compactVerify,
  errors,
  exportJWK,
  importJWK,
  importPKCS8,
  importSPKI,
  importX509,
  type JWK,
} from 'jose';
import { describeKey, findAlgorithm, type SignatureAlgorithm } from './algorithms.ts';
import { decodeBase64 } from './base64url.ts';
import { findProvider } from './claims.ts';
import { decodeToken } from './decode.ts';
import { isObject, parseJson } from './json.ts';
import type { TokenProblem, Verification } from './model.ts';

export type VerificationKeys =
  | { readonly kind: 'secret'; readonly secret: string; readonly encoding?: 'utf8' | 'base64' }
  | { readonly kind: 'pem'; readonly pem: string }
  | { readonly kind: 'jwks'; readonly keys: readonly JWK[]; readonly from?: string };

/** What a pasted or picked text holds: a JWK, a JWK set, a PEM, or else a secret. */
export function parseKeys(text: string): VerificationKeys {
  const value = text.trimStart().startsWith('{') ? parseJson(text) : undefined;
  if (isObject(value)) {
    if (Array.isArray(value.keys)) return { kind: 'jwks', keys: value.keys.filter(isJwk) };
    if (isJwk(value)) return { kind: 'jwks', keys: [value] };
  }
  return text.includes('-----BEGIN ') ? { kind: 'pem', pem: text.trim() } : { kind: 'secret', secret: text };
}

/** RFC 7517 §4.1: what names no `kty` is no key. */
export function isJwk(value: unknown): value is JWK {
  return isObject(value) && typeof value.kty === 'string';
}

export async function verifyToken(compact: string, keys: VerificationKeys | undefined): Promise<Verification> {
  const token = decodeToken(compact);
  if (token.kind === 'undecodable') return cannotCheck(token.reason);
  if (token.kind === 'jwe') return cannotCheck('the token is encrypted (JWE)');
  if (token.kind === 'unsecured') return cannotCheck('the token has none');
  // Entra ID signs tokens for Microsoft Graph over another header than the one it sends: no key of the issuer fits them.
  if (token.header.nonce !== undefined && findProvider(token)?.title === 'Entra ID')
    return cannotCheck('Entra ID made the token for Microsoft Graph, and only that can verify it');
  const algorithm = findAlgorithm(token.header.alg);
  if (!algorithm) return cannotCheck(`the algorithm ${JSON.stringify(token.header.alg)} is not known`);
  if (!keys) return algorithm.keyKind === 'secret' ? needsSecret(algorithm) : { kind: 'not-verified' };
  const keyId = typeof token.header.kid === 'string' ? token.header.kid : undefined;
  if (keys.kind === 'jwks') return verifyWithSet(compact, algorithm, keys, keyId);
  return keys.kind === 'secret'
    ? verifyWithSecret(compact, algorithm, keys)
    : verifyWithPem(compact, algorithm, keys.pem);
}

function cannotCheck(reason: string): Verification {
  return { kind: 'cannot-check', reason };
}

function needsSecret(algorithm: SignatureAlgorithm): Verification {
  return { kind: 'needs-secret', algorithm: algorithm.name };
}

function wrongKey(algorithm: SignatureAlgorithm, given: string): Verification {
  return { kind: 'wrong-key', algorithm: algorithm.name, needed: describeKey(algorithm), given };
}

type Secret = Extract<VerificationKeys, { kind: 'secret' }>;

async function verifyWithSecret(compact: string, algorithm: SignatureAlgorithm, keys: Secret): Promise<Verification> {
  if (algorithm.keyKind !== 'secret') return wrongKey(algorithm, 'a secret');
  const bytes = keys.encoding === 'base64' ? decodeBase64(keys.secret) : new TextEncoder().encode(keys.secret);
  if (!bytes || bytes.length === 0) return wrongKey(algorithm, bytes ? 'empty' : 'not base64');
  const result = await check(compact, algorithm, bytes, {});
  return result.kind === 'verified' ? { ...result, problems: checkSecret(algorithm, bytes.length) } : result;
}

/** RFC 7518 §3.2: a key of the size of the hash output, or larger, must be used. */
function checkSecret(algorithm: SignatureAlgorithm, bytes: number): TokenProblem[] {
  const needed = algorithm.signatureBytes[0] ?? 0;
  if (bytes >= needed) return [];
  const message = `The secret has ${bytes} bytes and can be guessed; ${algorithm.name} needs ${needed} random ones`;
  return [{ code: 'secret-short', severity: 'warning', message, source: 'RFC 7518 §3.2, RFC 8725 §3.5' }];
}

async function verifyWithPem(compact: string, algorithm: SignatureAlgorithm, pem: string): Promise<Verification> {
  const label = /-----BEGIN ([A-Z0-9 ]+)-----/.exec(pem)?.[1] ?? '';
  if (algorithm.keyKind === 'secret') return wrongKey(algorithm, `a PEM (${label.toLowerCase()})`);
  try {
    return await check(compact, algorithm, await importPem(pem, label, algorithm.name), {});
  } catch (problem) {
    return explainFailure(problem, algorithm, `a PEM (${label.toLowerCase() || 'incomplete'}) that is no such key`);
  }
}

async function importPem(pem: string, label: string, name: string): Promise<CryptoKey | Uint8Array> {
  if (label === 'CERTIFICATE') return importX509(pem, name);
  if (label !== 'PRIVATE KEY') return importSPKI(pem, name);
  // Whoever picks the private key means its public half.
  const pair = await importPKCS8(pem, name, { extractable: true });
  return importJWK(publicPart(await exportJWK(pair), name), name);
}

type KeySet = Extract<VerificationKeys, { kind: 'jwks' }>;

/** RFC 7517 §4 says which keys can have made the signature; where the token names a key, only that one counts. */
async function verifyWithSet(
  compact: string,
  algorithm: SignatureAlgorithm,
  { keys, from }: KeySet,
  keyId: string | undefined,
): Promise<Verification> {
  const origin = { ...(from !== undefined && { from }) };
  const named =
    keyId === undefined || keys.every(key => key.kid === undefined) ? keys : keys.filter(key => key.kid === keyId);
  const [first] = named;
  if (!first) return { kind: 'key-not-found', ...origin, ...(keyId !== undefined && { keyId }) };
  const fitting = named.filter(key => fits(key, algorithm));
  if (fitting.length === 0) return wrongKey(algorithm, describeGiven(first));

  let unusable: Verification | undefined;
  for (const key of fitting) {
    const where = { ...origin, ...(typeof key.kid === 'string' && { keyId: key.kid }) };
    const result = await importJWK(publicPart(key, algorithm.name), algorithm.name).then(
      imported => check(compact, algorithm, imported, where),
      problem => explainFailure(problem, algorithm, `${describeGiven(key)} that cannot be read`),
    );
    if (result.kind === 'verified') return result;
    if (result.kind !== 'signature-mismatch') unusable = result;
  }
  if (unusable) return unusable;
  return {
    kind: 'signature-mismatch',
    ...origin,
    ...(fitting.length === 1 && typeof fitting[0]?.kid === 'string' && { keyId: fitting[0].kid }),
  };
}

const keyTypes = { secret: 'oct', RSA: 'RSA', EC: 'EC', OKP: 'OKP', AKP: 'AKP' } as const;

function fits(key: JWK, algorithm: SignatureAlgorithm): boolean {
  if (key.kty !== keyTypes[algorithm.keyKind] || key.use === 'enc') return false;
  if (algorithm.curves && !algorithm.curves.includes(key.crv ?? '')) return false;
  // EdDSA and Ed25519 name the same signature (RFC 9864 §2.2).
  const isEdwards = algorithm.keyKind === 'OKP';
  return key.alg === undefined || key.alg === algorithm.name || isEdwards;
}

function publicPart(key: JWK, name: string): JWK {
  if (key.kty === 'oct') return key;
  const {
    d: _d,
    p: _p,
    q: _q,
    dp: _dp,
    dq: _dq,
    qi: _qi,
    oth: _oth,
    priv: _priv,
    key_ops: _ops,
    alg: _alg,
    ...rest
  } = key;
  return { ...rest, alg: name } as JWK;
}

function describeGiven(key: JWK): string {
  const use = key.use === 'enc' ? ' for encryption' : '';
  const algorithm = key.alg === undefined ? '' : ` for ${key.alg}`;
  return `a key of type ${key.kty}${key.crv ? ` (${key.crv})` : ''}${algorithm}${use}`;
}

async function check(
  compact: string,
  algorithm: SignatureAlgorithm,
  key: CryptoKey | Uint8Array,
  where: { keyId?: string; from?: string },
): Promise<Verification> {
  try {
    await compactVerify(compact, key, { algorithms: [algorithm.name] });
    return { kind: 'verified', ...where, problems: [] };
  } catch (problem) {
    if (problem instanceof errors.JWSSignatureVerificationFailed) return { kind: 'signature-mismatch', ...where };
    if (problem instanceof errors.JOSEError) return cannotCheck(problem.message);
    return wrongKey(algorithm, problem instanceof Error ? `one that does not work (${problem.message})` : 'another');
  }
}

/** An algorithm that jose or this runtime lacks is no fault of the key. */
function explainFailure(problem: unknown, algorithm: SignatureAlgorithm, given: string): Verification {
  const isUnsupported =
    problem instanceof errors.JOSENotSupported || (problem instanceof Error && problem.name === 'NotSupportedError');
  return isUnsupported ? cannotCheck(`${algorithm.name} is not supported here`) : wrongKey(algorithm, given);
}
