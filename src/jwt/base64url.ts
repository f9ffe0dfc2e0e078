/** A decoded segment. `fault` says why it is not what RFC 7515 §2 asks for; the octets are given wherever they can be had. */
export interface DecodedSegment {
  readonly bytes?: Uint8Array;
  readonly fault?: 'not-base64url' | 'non-canonical-base64url';
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** What each character code stands for, in base64url and in plain base64; 64 for what is in neither alphabet. */
const values = new Uint8Array(128).fill(64);
for (const [value, char] of [...alphabet].entries()) values[char.charCodeAt(0)] = value;
values[0x2b] = 62;
values[0x2f] = 63;

/** Reads base64url without padding, and also what people make of it: padding, and the `+` and `/` of plain base64. */
export function decodeSegment(segment: string): DecodedSegment {
  const end = unpaddedLength(segment);
  const bytes = decodeRange(segment, end);
  if (!bytes) return { fault: 'not-base64url' };
  if (end < segment.length || segment.includes('+') || segment.includes('/')) return { bytes, fault: 'not-base64url' };
  return hasStrayBits(segment) ? { bytes, fault: 'non-canonical-base64url' } : { bytes };
}

/** Base64 in either alphabet, padded or not. */
export function decodeBase64(text: string): Uint8Array | undefined {
  return decodeRange(text, unpaddedLength(text));
}

function unpaddedLength(text: string): number {
  if (text.endsWith('==')) return text.length - 2;
  return text.endsWith('=') ? text.length - 1 : text.length;
}

function decodeRange(text: string, end: number): Uint8Array | undefined {
  if (end % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((end * 3) / 4));
  let bits = 0;
  for (let at = 0, write = 0; at < end; at++) {
    const value = values[text.charCodeAt(at)] ?? 64;
    if (value === 64) return undefined;
    bits = (bits << 6) | value;
    if (at % 4 !== 0) bytes[write++] = bits >> (6 - 2 * (at % 4));
  }
  return bytes;
}

/** RFC 4648 §3.5: the bits of the last character that encode nothing should be zero. */
function hasStrayBits(segment: string): boolean {
  const last = values[segment.charCodeAt(segment.length - 1)] ?? 0;
  const unused = [0, 0, 0b1111, 0b11][segment.length % 4] ?? 0;
  return (last & unused) !== 0;
}
