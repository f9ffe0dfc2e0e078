import * as vscode from 'vscode';

/** Deletes what fixes were allowed to keep in the secret storage. */
export function register(context: vscode.ExtensionContext): vscode.Disposable {
  return vscode.commands.registerCommand('why401.forgetCredentials', async () => {
    const { emptyVault } = await import('../../panel/panel.ts');
    const count = await emptyVault(context);
    void vscode.window.showInformationMessage(
      count === 0 ? 'Why401 keeps no credentials.' : `Why401 has forgotten what it kept (${count}).`,
    );
  });
}
