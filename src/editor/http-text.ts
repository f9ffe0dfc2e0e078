import type { TextDocument } from 'vscode';
import { hasHttpFence, httpTextOfMarkdown } from '../request/markdown-fences.ts';

/** The text of the requests that a document holds, with the offsets of the document: a Markdown one has them in fences. */
export function httpTextOf(document: TextDocument): string {
  const text = document.getText();
  return document.languageId === 'markdown' ? httpTextOfMarkdown(text) : text;
}

export function holdsRequests(document: TextDocument): boolean {
  return document.languageId === 'http' || (document.languageId === 'markdown' && hasHttpFence(document.getText()));
}
