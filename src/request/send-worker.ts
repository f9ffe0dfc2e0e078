// Runs in a worker thread: sends requests, each over a connection of its own, follows redirects by hand and answers with
// plain data. It judges nothing; what may cross a redirect is decided in redirect.ts, how a head looks in wire.ts.
import { createHash, randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { parentPort } from 'node:worker_threads';
import type { Dispatcher, Client as UndiciClient } from 'undici';
// The part and not the whole, which would install a process-wide dispatcher and double the bundle.
// @ts-expect-error undici has types for the whole only
import untypedClient from 'undici/lib/dispatcher/client.js';
import { requireReach } from './addresses.ts';
import { bytesOfBody } from './body-pieces.ts';
import { readHeaders } from './content.ts';
import { CookieSession } from './cookies.ts';
import type { Hash } from './digest.ts';
import { describeFailure, describeTimeout, type Peer } from './failures.ts';
import { type Exchange, type Failure, type HttpRequest, type HttpResponse, headerValue } from './model.ts';
import { bypassesProxy, checkProxy, proxyCredentials } from './proxy.ts';
import { type LegOutcome, sendFollowing } from './run.ts';
import type { FromWorker, ToWorker } from './send.ts';
import { BodySink } from './send-body.ts';
import { addressOf, type LegFacts, openTcp, openTls } from './send-connection.ts';
import { checkHttp2, performHttp2, wantsHttp2 } from './send-http2.ts';
import { signForAws } from './send-signature.ts';
import type { ProxyOptions, SendOptions } from './sender.ts';
import { formatHead, requestTarget } from './wire.ts';

const Client = untypedClient as typeof UndiciClient;

/** A response and a failure together: a tunnel that the proxy refused. */
type Outcome = Pick<LegOutcome, 'response' | 'failure'>;

const session = new CookieSession();
const running = new Map<string, AbortController>();

parentPort?.on('message', (message: ToWorker) => {
  if (message.kind === 'clear-cookies') {
    session.clear();
    return;
  }
  if (message.kind === 'cancel') {
    running.get(message.id)?.abort();
    return;
  }
  const { id, request, options } = message;
  const cancel = new AbortController();
  running.set(id, cancel);
  void run(id, request, options, cancel.signal)
    .catch((error: Error): Exchange => ({ id, request, failure: { code: 'sender', message: error.message }, hops: [] }))
    .then((exchange: FromWorker) => {
      running.delete(id);
      parentPort?.postMessage(exchange);
    });
});

async function run(id: string, request: HttpRequest, options: SendOptions, cancel: AbortSignal): Promise<Exchange> {
  const startedAt = Date.now();
  const began = performance.now();
  const limit = options.timeout ?? 60_000;
  const signal = AbortSignal.any([cancel, AbortSignal.timeout(limit)]);
  async function leg(sent: HttpRequest): Promise<LegOutcome> {
    const proxy = proxyFor(sent.url, options.proxy);
    const unusable = proxy && checkProxy(proxy);
    if (unusable) return { failure: unusable };
    const facts: LegFacts = { phases: {} };
    const { response, failure } = await sendLeg(sent, options, proxy, signal, facts);
    const stopped = signal.aborted && !response ? interrupted(cancel, limit, sent, facts) : failure;
    return {
      ...(response ? { response } : {}),
      ...(stopped ? { failure: stopped } : {}),
      ...(proxy ? { proxy: new URL(proxy.url).origin } : {}),
      ...(facts.tls ? { tls: facts.tls } : {}),
      timing: facts.phases,
    };
  }
  const { timing, ...outcome } = await sendFollowing(request, options, {
    sendLeg: leg,
    cookies: session,
    hash,
    randomText: randomUUID,
    sign: (unsigned, aws) => signForAws(unsigned, aws, Date.now()),
  });
  return {
    id,
    ...outcome,
    startedAt,
    receivedAt: Date.now(),
    timing: { ...timing, total: performance.now() - began },
  };
}

const hash: Hash = (name, content) => createHash(name).update(content).digest('hex');

function interrupted(cancel: AbortSignal, limit: number, sent: HttpRequest, { phases }: LegFacts): Failure {
  return cancel.aborted
    ? { code: 'cancelled', message: 'The request was cancelled' }
    : describeTimeout(limit, addressOf(new URL(sent.url)), sent.url.startsWith('https:'), phases);
}

function proxyFor(url: string, proxy: ProxyOptions | undefined): ProxyOptions | undefined {
  return proxy && !bypassesProxy(new URL(url), proxy.noProxy ?? []) ? proxy : undefined;
}

async function sendLeg(
  request: HttpRequest,
  options: SendOptions,
  proxy: ProxyOptions | undefined,
  signal: AbortSignal,
  facts: LegFacts,
): Promise<Outcome> {
  const url = new URL(request.url);
  const secure = url.protocol === 'https:';
  const peer: Peer = { address: addressOf(url), secure, role: 'server' };
  const target = requestTarget(request.url);
  try {
    if (!proxy) {
      const tcp = await openTcp(url, signal, facts);
      requireReach(options.reach, tcp);
      if (secure) return await performSecure(tcp, request, options, signal, facts);
      return await perform(tcp, request, target, options, signal, facts);
    }
    const through = await openProxy(proxy, options, signal, facts);
    if ('failure' in through) return through;
    if (!secure) {
      const headers = [...request.headers, ...proxyCredentials(proxy)];
      return await perform(through.socket, { ...request, headers }, url.origin + target, options, signal, facts);
    }
    const tunnel = await openTunnel(through.socket, url, proxy, signal);
    if ('failure' in tunnel) return tunnel;
    return await performSecure(tunnel.socket, request, options, signal, facts);
  } catch (error) {
    return { failure: failureOf(error, peer) };
  }
}

/** Over TLS, and over HTTP/2 where the request asks for it and the server has it. */
async function performSecure(
  tcp: Socket,
  request: HttpRequest,
  options: SendOptions,
  signal: AbortSignal,
  facts: LegFacts,
): Promise<Outcome> {
  const target = requestTarget(request.url);
  const offered = wantsHttp2(request) ? ['h2', 'http/1.1'] : ['http/1.1'];
  const socket = await openTls(tcp, new URL(request.url), options, signal, facts, offered);
  if (socket.alpnProtocol !== 'h2') return perform(socket, request, target, options, signal, facts);
  const failure = checkHttp2(request);
  if (!failure) return { response: await performHttp2(socket, request, target, options, signal, facts) };
  socket.destroy();
  return { failure };
}

function failureOf(error: unknown, peer: Peer): Failure {
  const { code, name = 'Error', message = '' } = error as { code?: unknown; name?: string; message?: string };
  return describeFailure(typeof code === 'string' ? code : name, message, peer);
}

async function openProxy(
  proxy: ProxyOptions,
  options: SendOptions,
  signal: AbortSignal,
  facts: LegFacts,
): Promise<{ socket: Socket } | { failure: Failure }> {
  const url = new URL(proxy.url);
  const peer: Peer = { address: addressOf(url), secure: url.protocol === 'https:', role: 'proxy' };
  try {
    const tcp = await openTcp(url, signal, facts);
    return { socket: url.protocol === 'https:' ? await openTls(tcp, url, options, signal, { phases: {} }) : tcp };
  } catch (error) {
    return { failure: failureOf(error, peer) };
  }
}

/** RFC 9110 §9.3.6. A refusal is the proxy's answer: the server has seen nothing. */
function openTunnel(
  socket: Socket,
  url: URL,
  proxy: ProxyOptions,
  signal: AbortSignal,
): Promise<{ socket: Socket } | (Outcome & { failure: Failure })> {
  const address = addressOf(url);
  const request: HttpRequest = {
    method: 'CONNECT',
    url: url.href,
    headers: [{ name: 'Host', value: address }, ...proxyCredentials(proxy)],
  };
  return new Promise((resolve, reject) => {
    dispatch(socket, request, address, signal, {
      onRequestUpgrade: (controller, status, _headers, opened) => {
        if (status >= 200 && status < 300) {
          resolve({ socket: opened as Socket });
          return;
        }
        opened.destroy();
        const response = {
          status,
          statusText: '',
          headers: readHeaders(controller.rawHeaders),
          httpVersion: 'HTTP/1.1',
        };
        const message = `The proxy ${new URL(proxy.url).origin} refused to connect to "${address}" (status ${status})`;
        resolve({ response, failure: { code: 'proxy-refused', message } });
      },
      onResponseError: (_, error) => reject(error),
    });
  });
}

/** Reads a response. Once its head is there, an error or an end before time only cuts the body short. */
function perform(
  socket: Socket,
  request: HttpRequest,
  target: string,
  options: SendOptions,
  signal: AbortSignal,
  facts: LegFacts,
): Promise<Outcome> {
  const began = performance.now();
  let head: HttpResponse | undefined;
  let sink: BodySink | undefined;
  let headAt = began;
  return new Promise((resolve, reject) => {
    const finish = (cut: boolean) => {
      if (!head) return;
      const response = head;
      facts.phases.download = performance.now() - headAt;
      (sink?.end(cut) ?? Promise.resolve(undefined)).then(
        body => resolve({ response: body ? { ...response, body } : response }),
        reject,
      );
    };
    dispatch(socket, request, target, signal, {
      onResponseStart: (controller, status, _headers, statusText = '') => {
        if (status < 200) return;
        headAt = performance.now();
        facts.phases.firstByte = headAt - began;
        head = { status, statusText, headers: readHeaders(controller.rawHeaders), httpVersion: 'HTTP/1.1' };
        const stop = () => controller.abort(new Error('The body is longer than what is kept'));
        try {
          sink = new BodySink(head.headers, options, stop);
        } catch (error) {
          reject(error);
          stop();
        }
      },
      onResponseData: (controller, chunk) => {
        if (sink?.write(chunk, () => controller.resume()) === false) controller.pause();
      },
      onResponseEnd: () => finish(false),
      onResponseError: (_, error) => (head ? finish(true) : reject(error)),
      // Another protocol is beyond what is spoken here, but that it was agreed to is an answer.
      onRequestUpgrade: (controller, status, _headers, opened) => {
        opened.destroy();
        facts.phases.firstByte = performance.now() - began;
        const headers = readHeaders(controller.rawHeaders);
        resolve({ response: { status, statusText: 'Switching Protocols', headers, httpVersion: 'HTTP/1.1' } });
      },
    });
  });
}

function dispatch(
  socket: Socket,
  request: HttpRequest,
  target: string,
  signal: AbortSignal,
  handler: Dispatcher.DispatchHandler,
): void {
  const client = new Client(new URL(request.url).origin, {
    connect: (_, callback) => queueMicrotask(() => callback(null, socket)),
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: 64 * 1024,
  });
  replaceHead(socket, formatHead(request, target));
  skipContinue(socket);
  const destroy = () => void client.destroy(new Error('aborted'));
  signal.addEventListener('abort', destroy, { once: true });
  const done = () => {
    signal.removeEventListener('abort', destroy);
    void client.destroy();
  };
  const body = request.body ? Buffer.from(bytesOfBody(request.body)) : null;
  // Without it, undici takes a 101 for a fault.
  const upgrade = headerValue(request.headers, 'Upgrade') ?? null;
  client.dispatch(
    { method: request.method as Dispatcher.HttpMethod, path: target, headers: [], body, upgrade },
    {
      ...handler,
      onRequestStart: () => undefined,
      onResponseEnd: (controller, trailers) => {
        handler.onResponseEnd?.(controller, trailers);
        done();
      },
      onResponseError: (controller, error) => {
        handler.onResponseError?.(controller, error);
        done();
      },
    },
  );
}

/** undici writes Host and Connection first and in lower case. Its first write is the head; ours takes its place. */
function replaceHead(socket: Socket, head: string): void {
  const write = socket.write.bind(socket);
  socket.write = () => {
    socket.write = write;
    return write(head, 'latin1');
  };
}

/** RFC 9110 §15.2.1: "100 Continue" precedes the response to a request with "Expect"; undici takes it for a fault. */
function skipContinue(socket: Socket): void {
  const read = socket.read.bind(socket);
  let held = Buffer.alloc(0);
  socket.read = () => {
    for (let chunk: Buffer | null = read(); chunk !== null; chunk = read()) {
      held = Buffer.concat([held, chunk]);
      const text = held.toString('latin1');
      if (/^HTTP\/1\.\d 100\D/.test(text)) {
        const end = text.indexOf('\r\n\r\n');
        // All of it has to be there; a server that never ends it is stopped by the time limit.
        if (end < 0 && held.length < longestInterim) continue;
        held = held.subarray(end < 0 ? 0 : end + 4);
      }
      if (held.length < startOfStatus.length && startOfStatus.startsWith(held.toString('latin1', 0, 7))) continue;
      socket.read = read;
      return held;
    }
    return null;
  };
}

const startOfStatus = 'HTTP/1.1 100 ';
const longestInterim = 64 * 1024;
