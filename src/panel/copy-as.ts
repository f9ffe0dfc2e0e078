import * as vscode from 'vscode';
import type { ImportedRequest } from '../request/importer.ts';

/** Puts a request into the clipboard in a form that the user chooses, and with its secrets only when asked. */
export async function copyAs(request: ImportedRequest): Promise<void> {
  const { exporters } = await import('../request/formats.ts');
  const items = exporters.map(exporter => ({ label: exporter.title, exporter }));
  const chosen = await vscode.window.showQuickPick(items, { title: 'Copy Request As…' });
  if (!chosen) return;
  const open = chosen.exporter.format(request, { showSecrets: true });
  const text = chosen.exporter.format(request, { showSecrets: false });
  await vscode.env.clipboard.writeText(text);
  if (open === text) {
    void vscode.window.setStatusBarMessage(`Copied as ${chosen.label}`, 5000);
    return;
  }
  const withSecrets = 'Copy With Secrets';
  const message = `Copied as ${chosen.label}. Its secrets were left out, and have names instead.`;
  if ((await vscode.window.showInformationMessage(message, withSecrets)) === withSecrets)
    await vscode.env.clipboard.writeText(open);
}
