import * as vscode from 'vscode';
import { copyAs } from '../../panel/copy-as.ts';
import type { ImportedRequest } from '../../request/importer.ts';
import { prepareRequest, requestAt } from '../http-request.ts';
import { holdsRequests, httpTextOf } from '../http-text.ts';
import { httpLanguage } from '../load-http-language.ts';
import { plain } from '../notices.ts';
import { openPanel } from '../open-panel.ts';
import { homeInSource } from '../request-home.ts';
import { isTrustedToSend } from '../trust.ts';

/** What can be done with the request under the cursor, be it in a `.http` file, a call in code or a curl command. */
export function register(context: vscode.ExtensionContext): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerTextEditorCommand('why401.sendCall', editor => sendCall(context, editor)),
    vscode.commands.registerTextEditorCommand('why401.copyRequest', copyRequest),
  );
}

async function sendCall(context: vscode.ExtensionContext, { document, selection }: vscode.TextEditor): Promise<void> {
  if (!isTrustedToSend()) return;
  const { callAt } = await import('../../request/formats.ts');
  const text = document.getText();
  const call = callAt(text, document.offsetAt(selection.active));
  if (!call) {
    const message = 'No call with a literal address is under the cursor: fetch, axios, requests, net/http or curl.';
    void vscode.window.showInformationMessage(message);
    return;
  }
  const line = document.positionAt(call.span.start).line + 1;
  const panel = await openPanel(context, 'editor');
  // Where a value is no literal, its variable speaks against sending, and the panel asks first.
  const source = `${vscode.workspace.asRelativePath(document.uri)}:${line}`;
  panel.load(call.request, source, [], homeInSource(document, text, call));
  await panel.send();
}

/** In another form, and with its secrets only when asked. */
async function copyRequest({ document, selection }: vscode.TextEditor): Promise<void> {
  const { callAt } = await import('../../request/formats.ts');
  const offset = document.offsetAt(selection.active);
  const request = holdsRequests(document)
    ? await requestOf(document, offset)
    : callAt(document.getText(), offset)?.request;
  if (!request) {
    void vscode.window.showInformationMessage('There is no request under the cursor that can be copied.');
    return;
  }
  await copyAs(request);
}

async function requestOf(document: vscode.TextDocument, offset: number): Promise<ImportedRequest | undefined> {
  const { parseHttpFile } = await httpLanguage();
  const index = requestAt(parseHttpFile(httpTextOf(document)), offset);
  const prepared = index < 0 ? undefined : await prepareRequest(document, index);
  if (prepared?.kind === 'problem')
    void vscode.window.showErrorMessage(plain(`Not copied: ${prepared.problem.message}.`));
  return prepared?.kind === 'request' ? prepared.request : undefined;
}
