import * as vscode from 'vscode';
import { openPanel } from '../open-panel.ts';
import { requestLine } from '../request-line.ts';
import { isTrustedToSend } from '../trust.ts';

/** Asks for a request in two steps (a line or a curl command, then a token) and sends it in the panel. */
export function register(context: vscode.ExtensionContext): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('why401.openPanel', () => openPanel(context)),
    vscode.commands.registerCommand('why401.sendRequest', () => sendRequest(context)),
  );
}

async function sendRequest(context: vscode.ExtensionContext): Promise<void> {
  if (!isTrustedToSend()) return;
  const line = await vscode.window.showInputBox({
    title: 'Send Request (1 of 2)',
    prompt: 'A URL, "METHOD URL", or a pasted curl command',
    placeHolder: 'GET https://api.example.com/me',
    ignoreFocusOut: true,
    validateInput: text =>
      text.trim() === '' || requestLine(text)
        ? undefined
        : `"${text.trim().slice(0, 40)}" is neither a URL nor a curl command`,
  });
  const request = line && requestLine(line);
  if (!request) return;
  if (request.kind === 'curl') {
    const panel = await openPanel(context);
    const outcome = await panel.importText(request.text);
    if (outcome === 'ready') await panel.send();
    if (outcome === 'none') void vscode.window.showErrorMessage('The curl command could not be read.');
    return;
  }
  const token = await vscode.window.showInputBox({
    title: 'Send Request (2 of 2)',
    prompt: `A bearer token for ${new URL(request.url).host}, or nothing`,
    placeHolder: 'Leave empty to send without credentials',
    password: true,
    ignoreFocusOut: true,
  });
  if (token === undefined) return;
  const value = token.trim();
  const panel = await openPanel(context);
  panel.load({
    method: request.method,
    url: request.url,
    headers: value === '' ? [] : [{ name: 'Authorization', value: /^\S+\s/.test(value) ? value : `Bearer ${value}` }],
  });
  await panel.send();
}
