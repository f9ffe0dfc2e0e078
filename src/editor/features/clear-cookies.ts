import * as vscode from 'vscode';

/** Forgets the cookies that the requests of this window were given. They were in memory only. */
export function register(): vscode.Disposable {
  return vscode.commands.registerCommand('why401.clearCookies', async () => {
    const { clearCookies } = await import('../../panel/panel.ts');
    clearCookies();
    void vscode.window.showInformationMessage('The cookies that the requests of this window were given are forgotten.');
  });
}
