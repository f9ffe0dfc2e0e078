import * as vscode from 'vscode';
import { openPanel } from '../open-panel.ts';

export function register(context: vscode.ExtensionContext): vscode.Disposable {
  return vscode.commands.registerCommand('why401.sendRequest', () => openPanel(context));
}
