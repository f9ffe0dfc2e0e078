import { window, workspace } from 'vscode';

/** In a workspace that is not trusted nothing is sent, whatever offered it; says so. */
export function isTrustedToSend(): boolean {
  if (workspace.isTrusted) return true;
  void window.showWarningMessage('Nothing is sent from a workspace that is not trusted.');
  return false;
}
