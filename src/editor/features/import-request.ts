import * as vscode from 'vscode';
import { openPanel } from '../open-panel.ts';
import { chooseText, fileText } from '../text-source.ts';

/** Takes a request from a Postman collection, an OpenAPI document, a HAR or whatever else has one, into the panel. */
export function register(context: vscode.ExtensionContext): vscode.Disposable {
  return vscode.commands.registerCommand('why401.importRequest', async (file?: vscode.Uri) => {
    const source = file ? fileText(file) : await chooseCollection();
    const text = await source?.read();
    if (!source || text === undefined) return;
    const panel = await openPanel(context);
    if ((await panel.importText(text)) === 'none')
      void vscode.window.showErrorMessage(
        `There is no request in ${source.name}: it is neither a Postman collection, an OpenAPI document, a HAR, a curl command nor another form that is known.`,
      );
  });
}

function chooseCollection() {
  return chooseText({
    title: 'Import a request from',
    examples: 'a curl command, fetch(), PowerShell, raw HTTP, a collection',
    openLabel: 'Import',
    filters: {
      'Postman collection, OpenAPI document, HAR': ['json', 'yaml', 'yml', 'har'],
      Text: ['txt', 'http', 'rest', 'sh', 'ps1'],
    },
  });
}
