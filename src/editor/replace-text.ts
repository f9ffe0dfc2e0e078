import { type TextDocument, WorkspaceEdit, workspace } from 'vscode';
import type { Edit } from '../text/span.ts';
import { toTextEdit } from './convert.ts';

/**
 * Replaces each text wherever it stands in the document now, in one step that undo takes back. Says for each whether it
 * was there.
 */
export async function replaceText(
  document: TextDocument,
  pairs: readonly (readonly [from: string, to: string])[],
): Promise<readonly boolean[]> {
  const { replaceAll } = await import('./token-actions.ts');
  const edits = pairs.map(([from, to]) => replaceAll(document.getText(), from, to));
  const applied = await applyTo(document, edits.flat());
  return edits.map(some => applied && some.length > 0);
}

const applying = new Set<TextDocument>();

/** Whether a change of the document is a command's doing, and not typing. */
export function isBeingEdited(document: TextDocument): boolean {
  return applying.has(document);
}

export async function applyTo(document: TextDocument, edits: readonly Edit[]): Promise<boolean> {
  const edit = new WorkspaceEdit();
  edit.set(
    document.uri,
    edits.map(change => toTextEdit(document, change)),
  );
  applying.add(document);
  try {
    return await workspace.applyEdit(edit);
  } finally {
    applying.delete(document);
  }
}
