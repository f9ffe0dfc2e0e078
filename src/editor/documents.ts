import type { DocumentSelector, TextDocument } from 'vscode';

/** Where people read and write code. Not `*`, which also means output views, diffs against git, chat and SCM inputs. */
const schemes = ['file', 'untitled', 'vscode-notebook-cell', 'vscode-remote', 'vscode-vfs'];

export const everyDocument: DocumentSelector = schemes.map(scheme => ({ scheme }));

/** REST Client and httpYac use the same language id. */
export const httpDocuments: DocumentSelector = schemes.map(scheme => ({ scheme, language: 'http' }));

export function isWatched(document: TextDocument): boolean {
  return schemes.includes(document.uri.scheme);
}
