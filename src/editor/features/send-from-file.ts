import * as vscode from 'vscode';
import { parseHttpFile } from '../../request/importers/http-file.ts';
import type { Exchange } from '../../request/model.ts';
import { toRange } from '../convert.ts';
import { nameOf, prepareRequest, requestAt } from '../http-request.ts';
import { openPanel } from '../open-panel.ts';
import { isTrustedToSend } from '../trust.ts';

interface RequestPlace {
  readonly uri: string;
  readonly line: number;
}

/** Sends the request of an `.http` file that has the cursor, or the one that a CodeLens stands above. */
export function register(context: vscode.ExtensionContext): vscode.Disposable {
  /** By document and name, for references such as `{{login.response.body.$.token}}`. In memory alone. */
  const exchanges = new Map<string, Exchange>();

  async function send(place?: RequestPlace): Promise<void> {
    if (!isTrustedToSend()) return;
    const editor = vscode.window.activeTextEditor;
    const document = place ? await vscode.workspace.openTextDocument(vscode.Uri.parse(place.uri)) : editor?.document;
    if (!document) return;
    const line = place?.line ?? editor?.selection.active.line ?? 0;
    const file = parseHttpFile(document.getText());
    const index = requestAt(file, document.offsetAt(new vscode.Position(line, 0)));
    const written = file.requests[index];
    if (!written) {
      void vscode.window.showInformationMessage('There is no request under the cursor.');
      return;
    }
    const key = (name: string) => `${document.uri} ${name}`;
    const prepared = await prepareRequest(document, index, name => exchanges.get(key(name)));
    if (prepared.kind === 'problem') return showProblem(document, prepared.problem);
    if (prepared.kind === 'cancelled') return;
    const panel = await openPanel(context, 'editor');
    panel.load(prepared.request, `${vscode.workspace.asRelativePath(document.uri)}: ${nameOf(written)}`);
    const exchange = await panel.send();
    if (exchange && written.name) exchanges.set(key(written.name.text), exchange);
  }

  return vscode.commands.registerCommand('why401.sendAtCursor', send);
}

/** Nothing was sent: says why, and shows where. */
async function showProblem(
  document: vscode.TextDocument,
  { message, span }: { readonly message: string; readonly span?: { readonly start: number; readonly end: number } },
): Promise<void> {
  const show = 'Show';
  const picked = await vscode.window.showErrorMessage(`Not sent: ${message}.`, ...(span ? [show] : []));
  if (picked === show && span) await vscode.window.showTextDocument(document, { selection: toRange(document, span) });
}
