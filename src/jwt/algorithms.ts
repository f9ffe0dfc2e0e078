// The algorithms of JOSE: what key each needs and how long its signatures are.

export type KeyKind = 'secret' | 'RSA' | 'EC' | 'OKP' | 'AKP';

export interface SignatureAlgorithm {
  readonly name: string;
  readonly title: string;
  readonly keyKind: KeyKind;
  /** The JWK `crv` values that fit, where the algorithm has any. */
  readonly curves?: readonly string[];
  /** Octets of a signature. For RSA it is the size of the key: the sizes in use. */
  readonly signatureBytes: readonly number[];
  readonly source: string;
}

/** 1024, 2048, 3072, 4096, 8192 and 16384 bits. */
const rsaBytes = [128, 256, 384, 512, 1024, 2048];

export const signatureAlgorithms: readonly SignatureAlgorithm[] = [
  hmac('HS256', 32),
  hmac('HS384', 48),
  hmac('HS512', 64),
  rsa('RS256', 'RSA PKCS #1 v1.5 with SHA-256', 'RFC 7518 §3.3'),
  rsa('RS384', 'RSA PKCS #1 v1.5 with SHA-384', 'RFC 7518 §3.3'),
  rsa('RS512', 'RSA PKCS #1 v1.5 with SHA-512', 'RFC 7518 §3.3'),
  rsa('PS256', 'RSA-PSS with SHA-256', 'RFC 7518 §3.5'),
  rsa('PS384', 'RSA-PSS with SHA-384', 'RFC 7518 §3.5'),
  rsa('PS512', 'RSA-PSS with SHA-512', 'RFC 7518 §3.5'),
  curve('ES256', 'EC', ['P-256'], [64], 'RFC 7518 §3.4'),
  curve('ES384', 'EC', ['P-384'], [96], 'RFC 7518 §3.4'),
  curve('ES512', 'EC', ['P-521'], [132], 'RFC 7518 §3.4'),
  curve('ES256K', 'EC', ['secp256k1'], [64], 'RFC 8812 §3.2'),
  curve('EdDSA', 'OKP', ['Ed25519', 'Ed448'], [64, 114], 'RFC 8037 §3.1'),
  curve('Ed25519', 'OKP', ['Ed25519'], [64], 'RFC 9864 §2.2'),
  curve('Ed448', 'OKP', ['Ed448'], [114], 'RFC 9864 §2.2'),
  mlDsa(44, 2420),
  mlDsa(65, 3309),
  mlDsa(87, 4627),
];

export function findAlgorithm(name: unknown): SignatureAlgorithm | undefined {
  return signatureAlgorithms.find(algorithm => algorithm.name === name);
}

/** What to ask the user for: `the shared secret`, `an EC public key (P-256)`. */
export function describeKey(algorithm: SignatureAlgorithm): string {
  if (algorithm.keyKind === 'secret') return 'the shared secret';
  const name = { RSA: 'an RSA', EC: 'an EC', OKP: 'an Edwards-curve', AKP: 'an ML-DSA' }[algorithm.keyKind];
  return `${name} public key${algorithm.curves ? ` (${algorithm.curves.join(' or ')})` : ''}`;
}

function hmac(name: string, bytes: number): SignatureAlgorithm {
  const title = `HMAC with SHA-${bytes * 8}: one secret both signs and verifies`;
  return { name, title, keyKind: 'secret', signatureBytes: [bytes], source: 'RFC 7518 §3.2' };
}

function rsa(name: string, title: string, source: string): SignatureAlgorithm {
  return { name, title, keyKind: 'RSA', signatureBytes: rsaBytes, source };
}

function curve(
  name: string,
  keyKind: 'EC' | 'OKP',
  curves: readonly string[],
  signatureBytes: readonly number[],
  source: string,
): SignatureAlgorithm {
  const title = `${keyKind === 'EC' ? 'ECDSA' : 'EdDSA'} on ${curves.join(' or ')}`;
  return { name, title, keyKind, curves, signatureBytes, source };
}

function mlDsa(set: number, bytes: number): SignatureAlgorithm {
  const name = `ML-DSA-${set}`;
  return {
    name,
    title: `${name}, a post-quantum signature`,
    keyKind: 'AKP',
    signatureBytes: [bytes],
    source: 'FIPS 204',
  };
}
