// What VS Code calls. It registers the features and owns them; it reads no file, opens no socket and decodes nothing.
// The panel and the lab are bundles of their own, loaded at first use.
import type { ExtensionContext } from 'vscode';
import { features } from './features/index.ts';

export function activate(context: ExtensionContext): void {
  context.subscriptions.push(...features.map(feature => feature.register(context)));
}
