import type { ExtensionContext } from 'vscode';
import type { RequestPanel } from '../panel/panel.ts';
import { requestProfile } from './request-profile.ts';

/** The panel, loaded at first use. Whoever works in an editor keeps the focus there. */
export async function openPanel(context: ExtensionContext, focus: 'panel' | 'editor' = 'panel'): Promise<RequestPanel> {
  const { showPanel } = await import('../panel/panel.ts');
  return showPanel(context, focus, requestProfile);
}
