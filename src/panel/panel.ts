// The request panel: a webview and what it talks to.
import * as vscode from 'vscode';
import { panelHtml } from './html.ts';

export class RequestPanel {
  readonly webviewPanel: vscode.WebviewPanel;

  constructor(context: vscode.ExtensionContext, webviewPanel: vscode.WebviewPanel) {
    this.webviewPanel = webviewPanel;
    webviewPanel.webview.html = panelHtml(webviewPanel.webview, context.extensionUri);
  }
}

export function showPanel(context: vscode.ExtensionContext): RequestPanel {
  const webviewPanel = vscode.window.createWebviewPanel('why401.panel', 'Why401', vscode.ViewColumn.Beside, {
    enableScripts: true,
  });
  return new RequestPanel(context, webviewPanel);
}
