import { commands, type Disposable, type ExtensionContext } from 'vscode';
import { openPanel } from '../open-panel.ts';

/** Sends variations of the request that failed last, to tell its possible causes apart. */
export function register(context: ExtensionContext): Disposable {
  return commands.registerCommand('why401.findOut', async () => (await openPanel(context)).findOut());
}
