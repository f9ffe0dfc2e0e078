// What VS Code calls. It registers the features and owns them; it reads no file, opens no socket and decodes nothing.
// The panel and the lab are bundles of their own, loaded at first use.
import type { Disposable, ExtensionContext } from 'vscode';
import * as sendRequest from './features/send-request.ts';

interface Feature {
  readonly register: (context: ExtensionContext) => Disposable;
}

const features: readonly Feature[] = [sendRequest];

export function activate(context: ExtensionContext): void {
  context.subscriptions.push(...features.map(feature => feature.register(context)));
}

export function deactivate(): void {
  // Everything is in the context's subscriptions.
}
