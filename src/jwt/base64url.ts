import type { JsonObject } from './model.ts';

/** A decoded segment. `fault` says why it is not what RFC 7515 §2 asks for; the octets are given wherever they can be had. */
export interface DecodedSegment {
  readonly bytes?: Uint8Array;
  readonly fault?: 'not-base64url' | 'non-canonical-base64url';
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Reads base64url without padding, and also what people make of it: padding, and the `+` and `/` of plain base64. */
export function decodeSegment(segment: string): DecodedSegment {
  const bare = segment
    .replace(/={1,2}$/, '')
    .replaceAll('+', '-')
    .replaceAll('/', '_');
  if (!/^[\w-]*$/.test(bare) || bare.length % 4 === 1) return { fault: 'not-base64url' };
  const bytes = decodeBase64(bare);
  if (!bytes) return { fault: 'not-base64url' };
  if (bare !== segment) return { bytes, fault: 'not-base64url' };
  return hasStrayBits(bare) ? { bytes, fault: 'non-canonical-base64url' } : { bytes };
}

/** Base64 in either alphabet, padded or not. */
export function decodeBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), char => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** RFC 4648 §3.5: the bits of the last character that encode nothing should be zero. */
function hasStrayBits(segment: string): boolean {
  const last = alphabet.indexOf(segment.at(-1) ?? 'A');
  const unused = [0, 0, 0b1111, 0b11][segment.length % 4] ?? 0;
  return (last & unused) !== 0;
}

export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Octets as ISO-8859-1, one character each. */
export function decodeLatin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** JSON, or `undefined` where it is none; `undefined` is no JSON value. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
