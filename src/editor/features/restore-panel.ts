import * as vscode from 'vscode';
import { requestProfile } from '../request-profile.ts';

/** After a reload of the window the panel comes back with its form, without secrets and without a result. */
export function register(context: vscode.ExtensionContext): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer('why401.panel', {
    async deserializeWebviewPanel(webviewPanel, kept: unknown) {
      const { restorePanel } = await import('../../panel/panel.ts');
      restorePanel(context, webviewPanel, kept, requestProfile);
    },
  });
}
