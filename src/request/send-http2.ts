// One request over HTTP/2 (RFC 9113), on a connection that agreed to it. Names go out in lower case, as that version has it.
import * as http2 from 'node:http2';
import type { Socket } from 'node:net';
import { bytesOfBody } from './body-pieces.ts';
import { readHeaders } from './content.ts';
import { type Failure, type Header, type HttpRequest, type HttpResponse, headerValue } from './model.ts';
import { BodySink } from './send-body.ts';
import type { LegFacts } from './send-connection.ts';
import type { SendOptions } from './sender.ts';

/** RFC 9113 §8.2.2: what belongs to a connection of HTTP/1.1, and makes a message of HTTP/2 malformed. */
const forbidden = new Set([
  'connection',
  'http2-settings',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
]);

export function wantsHttp2({ httpVersion = '' }: HttpRequest): boolean {
  return /^HTTP\/2\b/i.test(httpVersion);
}

/** Without TLS there is nothing to agree on: the user has to know it (RFC 9113 §3.3). */
export function knowsHttp2({ httpVersion = '' }: HttpRequest): boolean {
  return /^HTTP\/2\b.*prior knowledge/i.test(httpVersion);
}

export function checkHttp2({ headers }: HttpRequest): Failure | undefined {
  const header = headers.find(
    ({ name, value }) =>
      forbidden.has(name.toLowerCase()) || (name.toLowerCase() === 'te' && value.trim() !== 'trailers'),
  );
  if (!header) return undefined;
  const message = `Header "${header.name}" cannot be sent over HTTP/2 (RFC 9113 §8.2.2): remove it, or send with HTTP/1.1`;
  return { code: 'invalid-header', message };
}

export function performHttp2(
  socket: Socket,
  request: HttpRequest,
  target: string,
  options: SendOptions,
  signal: AbortSignal,
  { phases }: LegFacts,
): Promise<HttpResponse> {
  const began = performance.now();
  const session = http2.connect(new URL(request.url).origin, { createConnection: () => socket });
  const abort = () => session.destroy(new Error('aborted'));
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  return new Promise<HttpResponse>((resolve, reject) => {
    let head: HttpResponse | undefined;
    let sink: BodySink | undefined;
    let headAt = began;
    let isFinished = false;
    const stream = session.request(fieldsOf(request, target), { endStream: !request.body });
    const finish = (cut: boolean) => {
      if (!head || isFinished) return;
      isFinished = true;
      const response = head;
      phases.download = performance.now() - headAt;
      (sink?.end(cut) ?? Promise.resolve(undefined)).then(
        body => resolve(body ? { ...response, body } : response),
        reject,
      );
    };
    const fail = (error: Error) => (head ? finish(true) : reject(error));
    session.on('error', fail);
    stream.on('error', fail);
    stream.on('response', fields => {
      headAt = performance.now();
      phases.firstByte = headAt - began;
      head = { status: Number(fields[':status']), statusText: '', headers: headersOf(fields), httpVersion: 'HTTP/2' };
      try {
        sink = new BodySink(head.headers, options, () => stream.destroy());
      } catch (error) {
        reject(error);
        stream.destroy();
      }
    });
    stream.on('data', (chunk: Buffer) => {
      if (sink?.write(chunk, () => stream.resume()) === false) stream.pause();
    });
    stream.on('end', () => finish(stream.rstCode !== http2.constants.NGHTTP2_NO_ERROR));
    // A stream that is closed early has no end.
    stream.on('close', () =>
      head ? finish(true) : reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' })),
    );
    if (request.body) stream.end(bytesOfBody(request.body));
  }).finally(() => {
    signal.removeEventListener('abort', abort);
    session.destroy();
  });
}

function fieldsOf({ method, url, headers }: HttpRequest, target: string): http2.OutgoingHttpHeaders {
  const fields: Record<string, string | string[]> = {
    ':method': method,
    ':scheme': new URL(url).protocol.slice(0, -1),
    ':authority': headerValue(headers, 'Host') ?? new URL(url).host,
    ':path': target,
  };
  for (const { name, value } of headers) {
    const lower = name.toLowerCase();
    if (lower === 'host') continue;
    const known = fields[lower];
    fields[lower] = known === undefined ? value : [known, value].flat();
  }
  return fields;
}

function headersOf(fields: http2.IncomingHttpHeaders): Header[] {
  const raw = Object.entries(fields).flatMap(([name, value]) =>
    name.startsWith(':') ? [] : [value].flat().flatMap(one => (one === undefined ? [] : [name, one])),
  );
  return readHeaders(raw.map(part => Buffer.from(part, 'latin1')));
}
