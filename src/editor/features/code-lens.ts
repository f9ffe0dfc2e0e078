import * as vscode from 'vscode';
import { parseHttpFile } from '../../request/importers/http-file.ts';
import { httpDocuments } from '../documents.ts';
import { settings } from '../settings.ts';

/** These show a "Send" of their own above each request. */
const otherRunners = ['humao.rest-client', 'anweber.vscode-httpyac'];

/** *Send and explain* above each request of an `.http` or `.rest` file. */
export function register(): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('why401.http')) changed.fire();
    }),
    vscode.extensions.onDidChange(() => changed.fire()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => changed.fire()),
    vscode.languages.registerCodeLensProvider(httpDocuments, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: document => (isWanted() ? lensesOf(document) : []),
    }),
  );
}

function isWanted(): boolean {
  if (!vscode.workspace.isTrusted) return false;
  const setting = settings.codeLens();
  if (setting !== 'auto') return setting === 'on';
  return !otherRunners.some(id => vscode.extensions.getExtension(id));
}

function lensesOf(document: vscode.TextDocument): vscode.CodeLens[] {
  return parseHttpFile(document.getText()).requests.map(({ span }) => {
    const { line } = document.positionAt(span.start);
    const command = {
      title: '$(play) Send and explain',
      command: 'why401.sendAtCursor',
      arguments: [{ uri: document.uri.toString(), line }],
    };
    return new vscode.CodeLens(new vscode.Range(line, 0, line, 0), command);
  });
}
