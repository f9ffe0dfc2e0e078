// Where the browser comes back to: a server on loopback for one redirect (RFC 8252 §7.3). It takes GET at its own path alone,
// shows a short page without anything of the request in it, and ends.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isLoopbackHost } from '../text/loopback.ts';
import type { RedirectListener } from './model.ts';

/**
 * Listens at the redirect URI that is registered for the client. Without a port in it, any free one is taken, which servers
 * allow for loopback (RFC 8252 §7.3). Rejects where this machine cannot be reached by that URI, or the port is taken.
 * `reach` tells by which address the browser comes here, where it runs on another machine.
 */
export async function listenForRedirect(
  registered = 'http://127.0.0.1/callback',
  reach: (own: string) => PromiseLike<string> = own => Promise.resolve(own),
): Promise<RedirectListener> {
  const { protocol, hostname, port, pathname } = new URL(registered);
  if (protocol !== 'http:' || !isLoopbackHost(hostname))
    throw new Error(`"${registered}" does not lead to this machine: register http://127.0.0.1/callback`);
  const arrived: URL[] = [];
  let take: ((url: URL) => void) | undefined;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', redirectUri);
    if (!isCallback(request, url, [own, redirectUri])) return answer(response, 404, 'Nothing is here');
    answer(response, 200, url.searchParams.has('error') ? 'The sign-in failed' : 'The sign-in goes on in the editor');
    if (take) take(url);
    else arrived.push(url);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    // Browsers try both addresses of "localhost".
    server.listen(Number(port), hostname === '[::1]' ? '::1' : '127.0.0.1', resolve);
  });
  const own = `http://${hostname}:${(server.address() as AddressInfo).port}${pathname}`;
  const redirectUri = await reach(own);
  return {
    redirectUri,
    next(signal) {
      const first = arrived.shift();
      if (first) return Promise.resolve(first);
      return new Promise((resolve, reject) => {
        const stop = () => {
          take = undefined;
          reject(signal.reason);
        };
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
function isCallback({ method, headers }: IncomingMessage, { pathname, searchParams }: URL, own: string[]): boolean {
  const hasAnswer = ['code', 'error', 'state'].some(name => searchParams.has(name));
  const isOwn = own
    .map(address => new URL(address))
    .some(one => headers.host === one.host && pathname === one.pathname);
  return method === 'GET' && isOwn && hasAnswer;
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
