// The way through a proxy: the whole address for http, a tunnel for https, and SOCKS for both. What the proxy itself asks for
// is answered with the name and password of its address.
import type { Socket } from 'node:net';
// @ts-expect-error undici has no types for this part
import { Socks5Client as UntypedSocks5Client } from 'undici/lib/core/socks5-client.js';
import { readHeaders } from './content.ts';
import { answerDigest, chooseDigestChallenge, type Hash } from './digest.ts';
import { describeFailure } from './failures.ts';
import type { Failure, Header, HttpRequest } from './model.ts';
import { isSocks, proxyAddress, proxyLogin } from './proxy.ts';
import type { LegOutcome } from './run.ts';
import { addressOf, hostOf, type LegFacts, openTcp, openTls, portOf } from './send-connection.ts';
import { dispatch } from './send-http1.ts';
import type { ProxyOptions, SendOptions } from './sender.ts';
import { requestTarget } from './wire.ts';

/** Undici's, as far as it is used here. */
interface Socks5Client {
  readonly onSocketError: () => void;
  readonly onSocketClose: () => void;
  on(event: 'authenticated' | 'connected' | 'close', listener: () => void): void;
  on(event: 'error', listener: (error: Error) => void): void;
  handshake(): void;
  connect(host: string, port: number): void;
}

const Socks5Client = UntypedSocks5Client as new (
  socket: Socket,
  login: { readonly username?: string; readonly password?: string },
) => Socks5Client;

/** A connection on which the server is spoken to, and what of the request is different on it. */
export interface Way {
  readonly socket: Socket;
  /** For the proxy, beside those of the request. */
  readonly headers: readonly Header[];
  /** The whole address where the proxy reads the request; else the path. */
  readonly target: string;
}

export type Opened = Way | (LegOutcome & { readonly failure: Failure });

/** `credentials` are those of `proxyCredentials`, or an answer to the challenge of the proxy. */
export async function openProxied(
  url: URL,
  target: string,
  proxy: ProxyOptions,
  credentials: readonly Header[],
  options: SendOptions,
  signal: AbortSignal,
  facts: LegFacts,
): Promise<Opened> {
  const secure = url.protocol === 'https:';
  try {
    const socket = await openProxy(proxy, options, signal, facts);
    if (isSocks(proxy)) return await openSocks(socket, url, target, proxy, signal);
    if (secure) return await openTunnel(socket, url, target, proxy, credentials, signal);
    return { socket, headers: credentials, target: url.origin + target };
  } catch (error) {
    const { code, name = 'Error', message = '' } = error as { code?: unknown; name?: string; message?: string };
    const at = new URL(proxy.url);
    const peer = { address: addressOf(at), secure: at.protocol === 'https:', role: 'proxy' } as const;
    return { failure: describeFailure(typeof code === 'string' ? code : name, message, peer) };
  }
}

async function openProxy(
  proxy: ProxyOptions,
  options: SendOptions,
  signal: AbortSignal,
  facts: LegFacts,
): Promise<Socket> {
  const url = new URL(proxy.url);
  const tcp = await openTcp(url, signal, facts);
  // The certificate is for the server.
  const { clientCertificate: _, ...anonymous } = options;
  return url.protocol === 'https:' ? openTls(tcp, url, anonymous, signal, { phases: {} }) : tcp;
}

/** RFC 9110 §9.3.6. A refusal is the proxy's answer: the server has seen nothing. */
function openTunnel(
  socket: Socket,
  url: URL,
  target: string,
  proxy: ProxyOptions,
  credentials: readonly Header[],
  signal: AbortSignal,
): Promise<Opened> {
  const address = addressOf(url);
  const headers = [{ name: 'Host', value: address }, ...credentials];
  const request: HttpRequest = { method: 'CONNECT', url: url.href, headers };
  return new Promise((resolve, reject) => {
    dispatch(socket, request, address, signal, {
      onRequestUpgrade: (controller, status, _headers, opened) => {
        if (status >= 200 && status < 300) {
          resolve({ socket: opened as Socket, headers: [], target });
          return;
        }
        opened.destroy();
        const received = readHeaders(controller.rawHeaders);
        const response = { status, statusText: '', headers: received, httpVersion: 'HTTP/1.1' };
        const message = `The proxy ${proxyAddress(proxy)} refused to connect to "${address}" (status ${status})`;
        resolve({ response, failure: { code: 'proxy-refused', message } });
      },
      onResponseError: (_, error) => reject(error),
    });
  });
}

/** RFC 1928. The proxy looks the name up: it may be one that only it knows. */
function openSocks(
  socket: Socket,
  url: URL,
  target: string,
  proxy: ProxyOptions,
  signal: AbortSignal,
): Promise<Opened> {
  const { user, password } = proxyLogin(proxy) ?? {};
  const client = new Socks5Client(socket, user && password ? { username: user, password } : {});
  const abort = () => socket.destroy();
  signal.addEventListener('abort', abort, { once: true });
  return new Promise<Opened>((resolve, reject) => {
    client.on('authenticated', () => client.connect(hostOf(url), portOf(url)));
    client.on('connected', () => {
      socket.off('error', client.onSocketError);
      socket.off('close', client.onSocketClose);
      socket.pause();
      resolve({ socket, headers: [], target });
    });
    client.on('close', () => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
    client.on('error', error => {
      const reason = /^SOCKS5 connection failed: (.*)/.exec(error.message)?.[1];
      if (reason === undefined) return reject(error);
      const message = `The proxy ${proxyAddress(proxy)} could not connect to "${addressOf(url)}": ${reason}`;
      resolve({ failure: { code: 'proxy-refused', message } });
    });
    client.handshake();
  }).finally(() => signal.removeEventListener('abort', abort));
}

/** What the challenge of a 407 asks for, where it is Digest and the proxy's address has a login. */
export function answerProxy(
  { response }: LegOutcome,
  request: HttpRequest,
  proxy: ProxyOptions,
  cnonce: string,
  hash: Hash,
): Header[] | undefined {
  const login = proxy.authorization === undefined ? proxyLogin(proxy) : undefined;
  const challenge =
    login && response?.status === 407 ? chooseDigestChallenge(response, 'Proxy-Authenticate') : undefined;
  if (!login || !challenge) return undefined;
  const url = new URL(request.url);
  const asked =
    url.protocol === 'https:'
      ? { request: { ...request, method: 'CONNECT' }, uri: addressOf(url) }
      : { request, uri: url.origin + requestTarget(request.url) };
  const value = answerDigest(challenge, login, asked.request, cnonce, hash, asked.uri);
  return [{ name: 'Proxy-Authorization', value }];
}
