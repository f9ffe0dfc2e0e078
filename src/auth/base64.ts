const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const sextets = new Map([...alphabet].map((character, index) => [character, index]));
sextets.set('-', 62).set('_', 63);

export interface Decoded {
  readonly bytes: Uint8Array;
  readonly alphabet: 'standard' | 'url';
  readonly padded: boolean;
}

/** RFC 4648 §4 or §5, padded or not. Undefined for any other character, for a wrong length and for wrong padding. */
export function decodeBase64(text: string): Decoded | undefined {
  let end = text.length;
  while (end > 0 && text[end - 1] === '=') end--;
  const padding = text.length - end;
  if (end % 4 === 1 || (padding > 0 && (end + padding) % 4 !== 0) || padding > 2) return undefined;
  const bytes = new Uint8Array(Math.floor((end * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let i = 0; i < end; i++) {
    const sextet = sextets.get(text[i] ?? '');
    if (sextet === undefined) return undefined;
    bits = ((bits << 6) | sextet) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[at++] = (bits >> held) & 0xff;
  }
  return { bytes, alphabet: /[-_]/.test(text) ? 'url' : 'standard', padded: (end + padding) % 4 === 0 };
}

export function encodeBase64(bytes: Uint8Array): string {
  // A call takes only so many arguments.
  const step = 0x8000;
  let text = '';
  for (let at = 0; at < bytes.length; at += step) text += String.fromCharCode(...bytes.subarray(at, at + step));
  return btoa(text);
}
