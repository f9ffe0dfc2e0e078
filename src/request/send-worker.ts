// Runs in a worker thread: sends requests, each over a connection of its own, follows redirects by hand and answers with
// plain data. It judges nothing; what may cross a redirect is decided in redirect.ts, how a head looks in wire.ts.
import { createHash, randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { parentPort } from 'node:worker_threads';
import { requireReach } from './addresses.ts';
import { CookieSession } from './cookies.ts';
import type { Hash } from './digest.ts';
import { describeFailure, describeTimeout, type Peer } from './failures.ts';
import type { Exchange, Failure, Header, HttpRequest } from './model.ts';
import { bypassesProxy, checkProxy, proxyAddress, proxyCredentials } from './proxy.ts';
import { type LegOutcome, sendFollowing } from './run.ts';
import type { FromWorker, ToWorker } from './send.ts';
import { addressOf, type LegFacts, openTcp, openTls } from './send-connection.ts';
import { performHttp1 } from './send-http1.ts';
import { checkHttp2, knowsHttp2, performHttp2, wantsHttp2 } from './send-http2.ts';
import { answerProxy, openProxied, type Way } from './send-proxy.ts';
import { signForAws } from './send-signature.ts';
import type { ProxyOptions, SendOptions } from './sender.ts';
import { requestTarget } from './wire.ts';

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
  const { clientCertificate: _, ...anonymous } = options;
  async function leg(sent: HttpRequest, clientCertificate: SendOptions['clientCertificate']): Promise<LegOutcome> {
    const proxy = proxyFor(sent.url, options.proxy);
    const unusable = proxy && checkProxy(proxy);
    if (unusable) return { failure: unusable };
    const facts: LegFacts = { phases: {} };
    const { response, failure } = await sendLeg(sent, clientCertificate ? options : anonymous, proxy, signal, facts);
    const stopped = signal.aborted && !response ? interrupted(cancel, limit, sent, facts) : failure;
    return {
      ...(response ? { response } : {}),
      ...(stopped ? { failure: stopped } : {}),
      ...(proxy ? { proxy: proxyAddress(proxy) } : {}),
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

/** Where the proxy asks for more than it got, once again with the answer. */
async function sendLeg(
  request: HttpRequest,
  options: SendOptions,
  proxy: ProxyOptions | undefined,
  signal: AbortSignal,
  facts: LegFacts,
): Promise<Outcome> {
  if (!proxy) return sendOnce(request, options, undefined, signal, facts);
  const outcome = await sendOnce(request, options, { proxy, credentials: proxyCredentials(proxy) }, signal, facts);
  const credentials = answerProxy(outcome, request, proxy, randomUUID(), hash);
  return credentials ? sendOnce(request, options, { proxy, credentials }, signal, facts) : outcome;
}

async function sendOnce(
  request: HttpRequest,
  options: SendOptions,
  through: { readonly proxy: ProxyOptions; readonly credentials: readonly Header[] } | undefined,
  signal: AbortSignal,
  facts: LegFacts,
): Promise<Outcome> {
  const url = new URL(request.url);
  const secure = url.protocol === 'https:';
  const target = requestTarget(request.url);
  try {
    const way = through
      ? await openProxied(url, target, through.proxy, through.credentials, options, signal, facts)
      : await openDirect(url, target, options, signal, facts);
    if ('failure' in way) return way;
    if (secure) return await performSecure(way.socket, request, options, signal, facts);
    if (knowsHttp2(request)) return await overHttp2(way.socket, request, options, signal, facts);
    const headers = [...request.headers, ...way.headers];
    return await performHttp1(way.socket, { ...request, headers }, way.target, options, signal, facts);
  } catch (error) {
    return { failure: failureOf(error, { address: addressOf(url), secure, role: 'server' }) };
  }
}

async function openDirect(
  url: URL,
  target: string,
  options: SendOptions,
  signal: AbortSignal,
  facts: LegFacts,
): Promise<Way> {
  const socket = await openTcp(url, signal, facts);
  requireReach(options.reach, socket);
  return { socket, headers: [], target };
}

/** Over TLS, and over HTTP/2 where the request asks for it and the server has it. */
async function performSecure(
  tcp: Socket,
  request: HttpRequest,
  options: SendOptions,
  signal: AbortSignal,
  facts: LegFacts,
): Promise<Outcome> {
  const offered = wantsHttp2(request) ? ['h2', 'http/1.1'] : ['http/1.1'];
  const socket = await openTls(tcp, new URL(request.url), options, signal, facts, offered);
  if (socket.alpnProtocol === 'h2') return overHttp2(socket, request, options, signal, facts);
  return performHttp1(socket, request, requestTarget(request.url), options, signal, facts);
}

async function overHttp2(
  socket: Socket,
  request: HttpRequest,
  options: SendOptions,
  signal: AbortSignal,
  facts: LegFacts,
): Promise<Outcome> {
  const failure = checkHttp2(request);
  if (!failure)
    return { response: await performHttp2(socket, request, requestTarget(request.url), options, signal, facts) };
  socket.destroy();
  return { failure };
}

function failureOf(error: unknown, peer: Peer): Failure {
  const { code, name = 'Error', message = '' } = error as { code?: unknown; name?: string; message?: string };
  return describeFailure(typeof code === 'string' ? code : name, message, peer);
}
