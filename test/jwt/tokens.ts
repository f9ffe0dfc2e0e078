// Tokens for tests, made here: nothing in this repository is anybody's token.

/** 2026-11-24T00:00:00Z in seconds and in milliseconds. */
export const nowSeconds = 1_795_478_400;
export const now = nowSeconds * 1000;

export function encode(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
}

/** A compact token. The signature is made up, of the length that HS256 has. */
export function token(payload: unknown = { sub: 'a' }, header: object = { alg: 'HS256' }, signature?: string): string {
  return `${encode(header)}.${encode(payload)}.${signature ?? fakeSignature(32)}`;
}

export function fakeSignature(bytes: number): string {
  return Buffer.from(Array.from({ length: bytes }, (_, index) => (index * 89 + 41) % 256)).toString('base64url');
}
