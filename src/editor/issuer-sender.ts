import { type Disposable, type ExtensionContext, ProgressLocation, window } from 'vscode';
import { createSender } from '../request/send.ts';
import type { Sender } from '../request/sender.ts';
import { plain } from './notices.ts';

/** Asks issuers, by the proxy of the settings. Its thread is started by the first request. */
export class IssuerSender implements Disposable {
  readonly #file: string;
  #sender: Sender | undefined;

  constructor(context: ExtensionContext) {
    this.#file = context.asAbsolutePath('dist/sender.js');
  }

  readonly send: Sender['send'] = async (request, options, signal) => {
    const { settingsFor } = await import('../panel/proxy-for.ts');
    this.#sender ??= createSender(this.#file);
    return this.#sender.send(request, { ...settingsFor(request.url), ...options }, signal);
  };

  dispose(): void {
    void this.#sender?.dispose();
  }
}

/** Milliseconds before progress is shown. */
const progressAfter = 500;

/** Shows progress that can be cancelled once the work has taken a moment; undefined where it was cancelled. */
export async function withCancel<T>(title: string, work: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
  const controller = new AbortController();
  const working = work(controller.signal);
  const late = new Promise<undefined>(resolve => setTimeout(() => resolve(undefined), progressAfter));
  const soon = await Promise.race([working, late]);
  const result =
    soon ??
    (await window.withProgress(
      { location: ProgressLocation.Notification, title: plain(title), cancellable: true },
      (_progress, token) => {
        token.onCancellationRequested(() => controller.abort());
        return working;
      },
    ));
  return controller.signal.aborted ? undefined : result;
}
