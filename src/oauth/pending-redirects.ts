// Sign-ins whose browser comes back by an address of the editor, such as vscode://, which the editor hands over to all of us
// alike: each is known by its state.
import type { RedirectListener } from './model.ts';

export class PendingRedirects {
  readonly #pending = new Map<string, (url: URL) => void>();

  expect(redirectUri: string, state: string): RedirectListener {
    const arrival = new Promise<URL>(resolve => {
      this.#pending.set(state, resolve);
    });
    return {
      redirectUri,
      next: signal => untilAborted(arrival, signal),
      close: async () => void this.#pending.delete(state),
    };
  }

  /** False where no sign-in waits for it. */
  arrive(query: string): boolean {
    const parameters = readParameters(query);
    const take = this.#pending.get(parameters.get('state') ?? '');
    if (!take) return false;
    take(new URL(`editor:?${parameters}`));
    return true;
  }
}

/** Something that a browser was sent back with, and no other link to the editor. */
export function isRedirect(query: string): boolean {
  const parameters = readParameters(query);
  return ['code', 'error', 'state'].some(name => parameters.has(name));
}

/**
 * Editors of the desktop hand it over decoded, and those in the browser as it came. A plus in a code is one in either, because
 * it was written as `%2B`; one in words for people is a space.
 */
function readParameters(query: string): URLSearchParams {
  const pairs = query.split('&').map((pair): [string, string] => {
    const at = pair.includes('=') ? pair.indexOf('=') : pair.length;
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
    return [name, decode(name === 'error_description' ? value.replaceAll('+', ' ') : value)];
  });
  return new URLSearchParams(pairs);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    void work.then(value => {
      signal.removeEventListener('abort', stop);
      resolve(value);
    });
  });
}
