// One request over HTTP/1.1 (RFC 9112), on a connection that is there. undici reads the response; what is written is ours.
import type { Socket } from 'node:net';
import type { Dispatcher, Client as UndiciClient } from 'undici';
// The part and not the whole, which would install a process-wide dispatcher and double the bundle.
// @ts-expect-error undici has types for the whole only
import untypedClient from 'undici/lib/dispatcher/client.js';
import { bytesOfBody } from './body-pieces.ts';
import { readHeaders } from './content.ts';
import { type HttpRequest, type HttpResponse, headerValue } from './model.ts';
import type { LegOutcome } from './run.ts';
import { BodySink } from './send-body.ts';
import type { LegFacts } from './send-connection.ts';
import type { SendOptions } from './sender.ts';
import { formatHead } from './wire.ts';

const Client = untypedClient as typeof UndiciClient;

/** Reads a response. Once its head is there, an error or an end before time only cuts the body short. */
export function performHttp1(
  socket: Socket,
  request: HttpRequest,
  target: string,
  options: SendOptions,
  signal: AbortSignal,
  facts: LegFacts,
): Promise<LegOutcome> {
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

export function dispatch(
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
