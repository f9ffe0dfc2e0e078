import * as vscode from 'vscode';
import { describeState, tokenState } from '../../jwt/times.ts';
import { isWatched } from '../documents.ts';
import { findTokenAt } from '../token-at.ts';

/** The state of the token under the cursor, for those to whom decorations are not read out. */
export function register(): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('why401.token', vscode.StatusBarAlignment.Right, 100);
  item.name = 'Why401: token under the cursor';
  item.command = 'why401.describeToken';
  let timer: ReturnType<typeof setTimeout> | undefined;

  function update(): void {
    const editor = vscode.window.activeTextEditor;
    const found = editor && isWatched(editor.document) && findTokenAt(editor.document, editor.selection.active);
    if (!found) {
      item.hide();
      return;
    }
    const now = Date.now();
    const state = describeState(tokenState(found.token, now), now);
    item.text = `$(key) ${state}`;
    item.tooltip = 'Token under the cursor. Select to read its claims';
    item.accessibilityInformation = { label: `Token under the cursor: ${state}`, role: 'button' };
    item.show();
  }

  /** Moving through a file with the arrow keys must not cost a search for every line. */
  function updateSoon(): void {
    clearTimeout(timer);
    timer = setTimeout(update, 100);
  }

  updateSoon();
  return vscode.Disposable.from(
    item,
    vscode.window.onDidChangeTextEditorSelection(updateSoon),
    vscode.window.onDidChangeActiveTextEditor(updateSoon),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document === vscode.window.activeTextEditor?.document) updateSoon();
    }),
    { dispose: () => clearTimeout(timer) },
  );
}
