import type { ExtensionContext } from 'vscode';
import type { RequestPanel } from '../panel/panel.ts';

/** The panel, loaded at first use. */
export async function openPanel(context: ExtensionContext): Promise<RequestPanel> {
  const { showPanel } = await import('../panel/panel.ts');
  return showPanel(context);
}
