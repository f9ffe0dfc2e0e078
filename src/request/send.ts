// The client side of the sender. The socket, undici and whatever a response may do live in a worker thread: undici sets a
// process-wide dispatcher that would break other extensions, and a huge response must not hold up the editor.
import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { Exchange, Failure, HttpRequest } from './model.ts';
import type { Sender, SendOptions } from './sender.ts';

export type ToWorker =
  | { readonly kind: 'send'; readonly id: string; readonly request: HttpRequest; readonly options: SendOptions }
  | { readonly kind: 'cancel'; readonly id: string }
  | { readonly kind: 'clear-cookies' };

/** The only answer of the worker. */
export type FromWorker = Exchange;

interface Pending {
  readonly request: HttpRequest;
  readonly resolve: (exchange: Exchange) => void;
}

/** Starts the worker at the first request, and again after it ended. */
export function createSender(workerFile: string): Sender {
  const pending = new Map<string, Pending>();
  let worker: Worker | undefined;

  function settle(exchange: Exchange): void {
    pending.get(exchange.id)?.resolve(exchange);
    pending.delete(exchange.id);
    // An idle worker does not keep a command line alive.
    if (pending.size === 0) worker?.unref();
  }

  function failAll(failure: Failure): void {
    for (const [id, { request }] of pending) settle({ id, request, failure, hops: [] });
  }

  function start(): Worker {
    const started = new Worker(workerFile);
    started.on('message', (exchange: FromWorker) => settle(exchange));
    started.on('error', error => failAll({ code: 'sender', message: `The sender stopped: ${error.message}` }));
    started.on('exit', () => {
      if (worker === started) worker = undefined;
      failAll({ code: 'sender', message: 'The sender stopped before a response came' });
    });
    return started;
  }

  function post(message: ToWorker): void {
    worker ??= start();
    worker.postMessage(message);
  }

  return {
    send(request, options = {}, signal) {
      const id = randomUUID();
      return new Promise<Exchange>(resolve => {
        if (signal?.aborted) {
          resolve({ id, request, failure: cancelled, hops: [] });
          return;
        }
        const cancel = () => post({ kind: 'cancel', id });
        signal?.addEventListener('abort', cancel, { once: true });
        pending.set(id, {
          request,
          resolve: exchange => {
            signal?.removeEventListener('abort', cancel);
            resolve(exchange);
          },
        });
        post({ kind: 'send', id, request, options });
        worker?.ref();
      });
    },
    clearCookies() {
      worker?.postMessage({ kind: 'clear-cookies' } satisfies ToWorker);
    },
    async dispose() {
      const stopped = worker;
      worker = undefined;
      failAll(cancelled);
      await stopped?.terminate();
    },
  };
}

const cancelled: Failure = { code: 'cancelled', message: 'The request was cancelled' };
