import * as vscode from 'vscode';
import { emptyVault, keptNames } from '../../panel/vault.ts';
import { openProfiles } from '../../profiles/store.ts';
import { isKeptTokenName } from '../placeholders.ts';

/** Deletes what was allowed to be kept in the secret storage. */
export function register(context: vscode.ExtensionContext): vscode.Disposable {
  return vscode.commands.registerCommand('why401.forgetCredentials', async () => {
    const masked = keptNames(context).filter(isKeptTokenName).length;
    if (masked > 0 && !(await mayForget(masked))) return;
    const count = await emptyVault(context);
    void vscode.window.showInformationMessage(
      count > 0
        ? `Why401 has forgotten what it kept (${count}).`
        : openProfiles(context).list().length > 0
          ? 'Why401 keeps no credentials but those of the profiles, which are forgotten in their view.'
          : 'Why401 keeps no credentials.',
    );
  });
}

/** A masked token may be nowhere else. */
async function mayForget(masked: number): Promise<boolean> {
  const forget = 'Forget all';
  const picked = await vscode.window.showWarningMessage(
    masked === 1 ? 'Forget a masked token, too?' : `Forget ${masked} masked tokens, too?`,
    { modal: true, detail: 'Where a placeholder stands for a token, that cannot be put back any more.' },
    forget,
  );
  return picked === forget;
}
