import type { Body } from '../request/model.ts';
import type { Span } from '../text/span.ts';

/** The first bytes of a binary body. */
export function firstBytes({ base64 = '' }: Body, count: number): Uint8Array {
  const bytes = Uint8Array.from(atob(base64.slice(0, Math.ceil(count / 3) * 4)), character => character.charCodeAt(0));
  return bytes.subarray(0, count);
}

/** A character for each byte, so that offsets are the same. */
export function toCharacters(bytes: Uint8Array): string {
  return Array.from(bytes, byte => String.fromCharCode(byte)).join('');
}

const width = 16;

/** Offset, hexadecimal and ASCII in lines of sixteen bytes. Those of a secret are dots. */
export function formatHex(bytes: Uint8Array, secrets: readonly Span[] = []): string {
  const hidden = (at: number) => secrets.some(({ start, end }) => start <= at && at < end);
  const lines: string[] = [];
  for (let offset = 0; offset < bytes.length; offset += width) {
    const line = Array.from(bytes.subarray(offset, offset + width), (byte, i) =>
      hidden(offset + i) ? undefined : byte,
    );
    const hex = line.map(byte => byte?.toString(16).padStart(2, '0') ?? '··');
    const halves = [hex.slice(0, width / 2), hex.slice(width / 2)].map(half => half.join(' '));
    const ascii = line.map(byte =>
      byte === undefined ? '·' : byte > 31 && byte < 127 ? String.fromCharCode(byte) : '.',
    );
    lines.push(`${offset.toString(16).padStart(8, '0')}  ${halves.join('  ').padEnd(3 * width)}  ${ascii.join('')}`);
  }
  return lines.join('\n');
}

const signatures: readonly (readonly [RegExp, string])[] = [
  [/^\x89PNG\r\n\x1a\n/, 'image/png'],
  [/^\xff\xd8\xff/, 'image/jpeg'],
  [/^GIF8[79]a/, 'image/gif'],
  [/^RIFF.{4}WEBP/s, 'image/webp'],
];

/** The type of an image by its first bytes, whatever the header says. SVG is none: it may hold scripts. */
export function imageType(body: Body): string | undefined {
  const start = toCharacters(firstBytes(body, 12));
  return signatures.find(([signature]) => signature.test(start))?.[1];
}
