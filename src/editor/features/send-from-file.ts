import * as vscode from 'vscode';
import type { HttpFile } from '../../request/http-file.ts';
import type { RequestProblem } from '../../request/problem.ts';
import { toRange } from '../convert.ts';
import { failedRequests } from '../failed-requests.ts';
import { settleSignIns, signInFor } from '../file-sign-ins.ts';
import { surroundingsOf } from '../http-environment.ts';
import { prepareRequest, requestAt } from '../http-request.ts';
import { httpTextOf } from '../http-text.ts';
import { httpLanguage } from '../load-http-language.ts';
import { plain } from '../notices.ts';
import { openPanel } from '../open-panel.ts';
import { homeInFile } from '../request-home.ts';
import { sentExchanges } from '../sent-exchanges.ts';
import { isTrustedToSend } from '../trust.ts';

interface RequestPlace {
  readonly uri: string;
  readonly line: number;
}

/** Sends the request of an `.http` file or of a fence in Markdown that has the cursor, or the one that a CodeLens stands above. */
export function register(context: vscode.ExtensionContext): vscode.Disposable {
  /** Whether the request went through. */
  async function send(place?: RequestPlace): Promise<boolean> {
    if (!isTrustedToSend()) return false;
    const editor = vscode.window.activeTextEditor;
    const document = place ? await vscode.workspace.openTextDocument(vscode.Uri.parse(place.uri)) : editor?.document;
    if (!document) return false;
    const line = place?.line ?? editor?.selection.active.line ?? 0;
    const { parseHttpFile } = await httpLanguage();
    const file = parseHttpFile(httpTextOf(document));
    const index = requestAt(file, document.offsetAt(new vscode.Position(line, 0)));
    const written = file.requests[index];
    if (!written) {
      void vscode.window.showInformationMessage('There is no request under the cursor.');
      return false;
    }
    return sendRequest(document, file, index);
  }

  async function sendRequest(document: vscode.TextDocument, file: HttpFile, index: number): Promise<boolean> {
    const written = file.requests[index];
    for (const { key, value } of written?.settings ?? []) {
      if (key !== 'forceref') continue;
      const place = await findRequest(document, file, value.text);
      if (place && !((await mayRenew(value.text)) && (await send(place)))) return false;
    }
    const prepared = await prepareRequest(document, index, wanted => signInFor(document.uri, wanted));
    if (prepared.kind === 'problem') {
      const first = await showProblem(document, file, prepared.problem);
      return first !== undefined && (await send(first)) && sendRequest(document, file, index);
    }
    if (prepared.kind === 'cancelled' || !written) return false;
    const { labelOf } = await httpLanguage();
    const panel = await openPanel(context, 'editor');
    const source = `${vscode.workspace.asRelativePath(document.uri)}: ${labelOf(written).name}`;
    panel.load(prepared.request, source, [], homeInFile(document.uri, file, index, prepared));
    const lines = {
      first: document.positionAt(written.span.start).line,
      last: document.positionAt(written.span.end).line,
    };
    failedRequests.forget(document.uri, lines);
    const { version } = document;
    const exchange = await panel.send();
    if (exchange) settleSignIns(exchange);
    const { result } = panel;
    if (exchange && result && document.version === version) failedRequests.add(document.uri, source, lines, result);
    if (exchange && written.name) sentExchanges.set(document.uri, written.name.text, exchange);
    return (exchange?.response?.status ?? 500) < 400;
  }

  return vscode.commands.registerCommand('why401.sendAtCursor', send);
}

/** `# @forceRef login` wants the response of that request to be a fresh one. */
async function mayRenew(name: string): Promise<boolean> {
  const yes = 'Send Both';
  const message = `The request is marked "# @forceRef ${name}": send "${name}" first?`;
  return (await vscode.window.showInformationMessage(plain(message), yes)) === yes;
}

/** Nothing was sent: says why, and shows where. Returns the request that the user wants to send before this one. */
async function showProblem(
  document: vscode.TextDocument,
  file: HttpFile,
  { code, message, span }: RequestProblem,
): Promise<RequestPlace | undefined> {
  const wanted = code === 'unsent-request' ? / send "([^"]+)" first$/.exec(message)?.[1] : undefined;
  const place = wanted === undefined ? undefined : await findRequest(document, file, wanted);
  const [show, sendFirst] = ['Show', `Send "${wanted}"`];
  const offered = [...(place ? [sendFirst] : []), ...(span ? [show] : [])];
  const picked = await vscode.window.showErrorMessage(plain(`Not sent: ${message}.`), ...offered);
  if (picked === show && span) await vscode.window.showTextDocument(document, { selection: toRange(document, span) });
  return picked === sendFirst ? place : undefined;
}

/** The request of that name, in the file or in one that it imports. */
async function findRequest(
  document: vscode.TextDocument,
  file: HttpFile,
  name: string,
): Promise<RequestPlace | undefined> {
  const { imports } = await surroundingsOf(document, file);
  for (const one of [{ uri: document.uri.toString(), file }, ...imports]) {
    const request = one.file.requests.find(other => other.name?.text === name);
    if (!request) continue;
    const found = await vscode.workspace.openTextDocument(vscode.Uri.parse(one.uri));
    return { uri: one.uri, line: found.positionAt(request.span.start).line };
  }
  return undefined;
}
