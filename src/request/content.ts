// Bytes that came back become text: header fields and character sets. The codecs are the caller's.
import { encodeBase64 } from '../auth/base64.ts';
import { type Body, type Header, headerValue } from './model.ts';

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

/** The codings to undo, in that order; RFC 9110 §8.4 lists them in the order in which they were applied. */
export function codingsOf(headers: readonly Header[]): string[] {
  const codings = (headerValue(headers, 'Content-Encoding') ?? '').toLowerCase().split(',');
  return codings
    .map(name => name.trim())
    .filter(name => name !== '' && name !== 'identity')
    .reverse();
}

/** `bytes` is what was kept of a body; undefined where there is none. */
export function textBody(
  bytes: Uint8Array,
  headers: readonly Header[],
  { size, partial }: { readonly size: number; readonly partial: boolean },
): Body | undefined {
  if (bytes.length === 0 && !partial) return undefined;
  const contentType = headerValue(headers, 'Content-Type') ?? '';
  if (isBinary(bytes, contentType)) return { text: '', base64: encodeBase64(bytes), partial: true, size };
  const text = decodeText(bytes, contentType);
  return { text, size, ...(partial ? { partial } : {}) };
}

/** Types that say nothing of text, or say that there is none; much that is called an octet-stream is text. */
const noText = /^\s*(?:image\/(?!svg)|audio\/|video\/|font\/|application\/(?:octet-stream|pdf|zip|gzip))/i;

function isBinary(bytes: Uint8Array, contentType: string): boolean {
  if (bytes.subarray(0, 1024).includes(0)) return true;
  return noText.test(contentType) && new TextDecoder().decode(bytes).includes('\uFFFD');
}

function decodeText(bytes: Uint8Array, contentType: string): string {
  const charset = /charset="?([\w.:-]{1,40})/i.exec(contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
