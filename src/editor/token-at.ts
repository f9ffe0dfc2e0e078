import { Position as At, type Position, Range, type TextDocument, Uri, window, workspace } from 'vscode';
import { findTokens } from '../jwt/find.ts';
import type { FoundToken } from '../jwt/model.ts';
import { toRange } from './convert.ts';

/** Lines around a position in which its token may stand: tokens are wrapped at a column and joined over lines. */
const linesAround = 40;
const mostText = 400_000;

export interface TokenAt {
  readonly token: FoundToken;
  readonly range: Range;
  readonly document: TextDocument;
}

/** The token at a position, found in the lines around it; nothing is kept. */
export function findTokenAt(document: TextDocument, position: Position): TokenAt | undefined {
  const offset = document.offsetAt(position);
  const around = new Range(Math.max(0, position.line - linesAround), 0, position.line + linesAround + 1, 0);
  let start = document.offsetAt(around.start);
  let text = document.getText(around);
  if (text.length > mostText) {
    start = Math.max(0, offset - mostText / 2);
    text = document.getText(new Range(document.positionAt(start), document.positionAt(start + mostText)));
  }
  const token = findTokens(text).find(({ span }) => span.start + start <= offset && offset <= span.end + start);
  if (!token) return undefined;
  const range = toRange(document, { start: token.span.start + start, end: token.span.end + start });
  return { token, range, document };
}

/** Where a token stands, as the argument of a command link: a link must not carry the token itself. */
export interface TokenPlace {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}

export function placeOf({ document, range }: TokenAt): TokenPlace {
  return { uri: document.uri.toString(), line: range.start.line, character: range.start.character };
}

/** The token at a place, or under the cursor where a command came without one. */
export async function findTokenOf(place: TokenPlace | undefined): Promise<TokenAt | undefined> {
  if (place) {
    const document = await workspace.openTextDocument(Uri.parse(place.uri));
    return findTokenAt(document, new At(place.line, place.character));
  }
  const editor = window.activeTextEditor;
  const found = editor && findTokenAt(editor.document, editor.selection.active);
  if (!found) void window.showInformationMessage('There is no token under the cursor.');
  return found;
}
