// Bodies that hold more than text: what a file gives is sent byte for byte, whatever it is.
import { encodeBase64 } from '../auth/base64.ts';
import type { Body } from './model.ts';

/** A part of a body: a text, or the content of a file that is none. */
export type Piece = string | { readonly bytes: Uint8Array /** What is shown in its place. */; readonly shown: string };

export function pieceOf(bytes: Uint8Array, shown: string): Piece {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { bytes, shown };
  }
}

export function shownOf(piece: Piece): string {
  return typeof piece === 'string' ? piece : piece.shown;
}

export function joinPieces(pieces: readonly Piece[]): Body {
  const text = pieces.map(shownOf).join('');
  if (pieces.every(piece => typeof piece === 'string')) return { text };
  const parts = pieces.map(piece => (typeof piece === 'string' ? new TextEncoder().encode(piece) : piece.bytes));
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return { text, base64: encodeBase64(bytes), partial: true, size: bytes.length };
}

/** What goes over the wire. */
export function bytesOfBody(body: Body | undefined): Uint8Array<ArrayBuffer> {
  if (body?.base64 === undefined) return new TextEncoder().encode(body?.text ?? '');
  return Uint8Array.from(atob(body.base64), character => character.charCodeAt(0));
}

/** The path, where the body is a file and nothing else. */
export function fileOfBody(body: Body | undefined): string | undefined {
  return body?.partial ? /^< (\S.*)$/.exec(body.text)?.[1] : undefined;
}
