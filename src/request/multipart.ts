// Bodies of forms: multipart/form-data (RFC 7578) and application/x-www-form-urlencoded.
import { joinPieces, type Piece, shownOf } from './body-pieces.ts';
import type { Body } from './model.ts';

export interface Part {
  readonly name: string;
  readonly value: Piece;
  readonly filename?: string;
  readonly contentType?: string;
}

export function formatMultipart(parts: readonly Part[], boundary: string): Body {
  const sections = parts.flatMap(({ name, value, filename, contentType }) => {
    const file = filename === undefined ? '' : `; filename="${escapeName(filename)}"`;
    const type = contentType ?? (filename === undefined ? undefined : 'application/octet-stream');
    const typeLine = type === undefined ? '' : `Content-Type: ${type}\r\n`;
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(name)}"${file}\r\n${typeLine}\r\n`;
    return [head, value, '\r\n'];
  });
  return joinPieces([...sections, `--${boundary}--\r\n`]);
}

/** The same for the same parts, and in none of them. */
export function formBoundary(parts: readonly Part[]): string {
  let boundary = '----why401-form-boundary';
  while (parts.some(part => shownOf(part.value).includes(boundary))) boundary += '-x';
  return boundary;
}

/** As HTML's form submission has it: quotes and line breaks are percent-encoded. */
function escapeName(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** As curl does: RFC 3986's unreserved characters stay, and a space is a plus. */
export function encodeForm(text: string): string {
  return Array.from(new TextEncoder().encode(text), byte => {
    const character = String.fromCharCode(byte);
    if (character === ' ') return '+';
    return /[A-Za-z0-9._~-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
}
