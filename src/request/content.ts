// Bytes that came back become text: header fields, content codings and character sets. The codecs are the caller's.
import { type Body, type Header, headerValue } from './model.ts';

export interface Decoded {
  readonly bytes: Uint8Array;
  /** True where the data ended too soon, was corrupt, too long, or of an unknown coding. */
  readonly cut: boolean;
}

export type Decompress = (coding: string, bytes: Uint8Array) => Promise<Decoded>;

/** `raw` alternates names and values, as parsers of HTTP give them. */
export function readHeaders(raw: unknown): Header[] {
  const parts: readonly unknown[] = Array.isArray(raw) ? raw : [];
  const headers: Header[] = [];
  for (let i = 0; i + 1 < parts.length; i += 2)
    headers.push({ name: readField(parts[i]), value: readField(parts[i + 1]) });
  return headers;
}

/** Field values are Latin-1 by tradition and UTF-8 in practice (RFC 9110 §5.5). */
function readField(part: unknown): string {
  if (!(part instanceof Uint8Array)) return String(part);
  const text = new TextDecoder().decode(part);
  return text.includes('\uFFFD') ? Array.from(part, byte => String.fromCharCode(byte)).join('') : text;
}

export async function readBody(
  raw: Uint8Array,
  headers: readonly Header[],
  cut: boolean,
  decompress: Decompress,
): Promise<Body | undefined> {
  let bytes = raw;
  let partial = cut;
  const codings = (headerValue(headers, 'Content-Encoding') ?? '').toLowerCase().split(',');
  // RFC 9110 §8.4: codings are listed in the order in which they were applied.
  for (const coding of codings.map(name => name.trim()).reverse()) {
    if (coding === '' || coding === 'identity' || bytes.length === 0) continue;
    const decoded = await decompress(coding, bytes);
    bytes = decoded.bytes;
    partial ||= decoded.cut;
  }
  if (bytes.length === 0 && !partial) return undefined;
  if (bytes.subarray(0, 1024).includes(0)) return { text: '', partial: true, size: bytes.length };
  const text = decodeText(bytes, headerValue(headers, 'Content-Type') ?? '');
  return { text, size: bytes.length, ...(partial ? { partial } : {}) };
}

function decodeText(bytes: Uint8Array, contentType: string): string {
  const charset = /charset="?([\w.:-]{1,40})/i.exec(contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
