import * as vscode from 'vscode';
import { httpDocuments, markdownDocuments } from '../documents.ts';
import { isWanted } from '../http-runners.ts';
import { holdsRequests, httpTextOf } from '../http-text.ts';
import { httpLanguage } from '../load-http-language.ts';
import { settings } from '../settings.ts';

/** *Send and explain* above each request of an `.http` or `.rest` file, and of the fences of a Markdown file. */
export function register(): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('why401.http')) changed.fire();
    }),
    vscode.extensions.onDidChange(() => changed.fire()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => changed.fire()),
    vscode.languages.registerCodeLensProvider([...httpDocuments, ...markdownDocuments], {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: document =>
        vscode.workspace.isTrusted && isWanted(settings.codeLens()) && holdsRequests(document)
          ? lensesOf(document)
          : [],
    }),
  );
}

async function lensesOf(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
  const { parseHttpFile } = await httpLanguage();
  return parseHttpFile(httpTextOf(document)).requests.map(({ span }) => {
    const { line } = document.positionAt(span.start);
    const command = {
      title: '$(play) Send and explain',
      command: 'why401.sendAtCursor',
      arguments: [{ uri: document.uri.toString(), line }],
    };
    return new vscode.CodeLens(new vscode.Range(line, 0, line, 0), command);
  });
}
