import { createServer, type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Answer, Handler } from './model.ts';

export interface RunningServer {
  readonly origin: string;
  stop(): Promise<void>;
}

/** Serves on a port of the system's choice. `clock`, where given, is what the server believes the time to be. */
export async function serve(hostname: string, handler: Handler, clock?: () => number): Promise<RunningServer> {
  const server = createServer((request, response) => {
    answer(request, response, handler, clock).catch(error => {
      response.writeHead(500, { 'Content-Type': 'text/plain' }).end(`The lab itself failed: ${String(error)}\n`);
    });
  });
  server.on('connect', (request, socket) => {
    socket.on('error', () => socket.destroy());
    refuseTunnel(request, handler).then(
      refusal => socket.end(refusal),
      () => socket.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, hostname, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://${hostname}:${port}`,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  handler: Handler,
  clock: (() => number) | undefined,
): Promise<void> {
  const { method = 'GET', headers } = request;
  // A client that takes the server for a proxy sends an absolute URL, which wins over Host (RFC 9112 §3.2.2).
  const url = new URL(request.url ?? '/', `http://${headers.host ?? 'localhost'}`);
  const {
    status,
    headers: fields = {},
    body = '',
  } = await handler({ method, url, headers, body: await text(request) });
  const [type, content] = contentOf(body);
  const date = clock ? { Date: new Date(clock()).toUTCString() } : {};
  response.writeHead(status, { ...(content && { 'Content-Type': type }), ...date, ...mutable(fields) });
  response.end(method === 'HEAD' ? undefined : content);
}

/** No server of the lab opens a tunnel (RFC 9110 §9.3.6): it says no as it would to a request. */
async function refuseTunnel({ url = '', headers }: IncomingMessage, handler: Handler): Promise<string> {
  const answered = await handler({ method: 'CONNECT', url: new URL(`http://${url}`), headers, body: '' });
  const fields = Object.entries({ ...answered.headers, 'Content-Length': '0', Connection: 'close' });
  const lines = fields.flatMap(([name, value]) => [value].flat().map(one => `${name}: ${one}`));
  return [`HTTP/1.1 ${answered.status} ${STATUS_CODES[answered.status]}`, ...lines, '', ''].join('\r\n');
}

function contentOf(body: string | object): [type: string, content: string] {
  if (typeof body !== 'string') return ['application/json', `${JSON.stringify(body)}\n`];
  return [body.startsWith('<') ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8', body];
}

function mutable(fields: NonNullable<Answer['headers']>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
  );
}
