// Where the browser comes back to: a server on loopback for one redirect (RFC 8252 §7.3). It takes GET at its own path alone,
// shows a short page without anything of the request in it, and ends.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RedirectListener } from './model.ts';

export interface ListenOptions {
  /** Any free port where absent. */
  readonly port?: number;
  readonly path?: string;
}

export async function listenForRedirect({
  port = 0,
  path = '/callback',
}: ListenOptions = {}): Promise<RedirectListener> {
  const arrived: URL[] = [];
  let take: ((url: URL) => void) | undefined;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', redirectUri);
    if (!isCallback(request, url, path)) return answer(response, 404, 'Nothing is here');
    answer(response, 200, url.searchParams.has('error') ? 'The sign-in failed' : 'The sign-in goes on in the editor');
    if (take) take(url);
    else arrived.push(url);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const redirectUri = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  return {
    redirectUri,
    next(signal) {
      const first = arrived.shift();
      if (first) return Promise.resolve(first);
      return new Promise((resolve, reject) => {
        const stop = () => reject(signal.reason);
        if (signal.aborted) return stop();
        signal.addEventListener('abort', stop, { once: true });
        take = url => {
          signal.removeEventListener('abort', stop);
          take = undefined;
          resolve(url);
        };
      });
    },
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

/** Whatever else asks here, such as a browser for an icon, is not the answer; nor is another host's name (DNS rebinding). */
function isCallback({ method, headers }: IncomingMessage, url: URL, path: string): boolean {
  const isOwn = /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(headers.host ?? '');
  const hasAnswer = ['code', 'error', 'state'].some(name => url.searchParams.has(name));
  return method === 'GET' && isOwn && url.pathname === path && hasAnswer;
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'",
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    Connection: 'close',
  });
  response.end(`<!doctype html><html lang="en"><title>Why401</title><p>${text}. You can close this page.</p></html>\n`);
}
