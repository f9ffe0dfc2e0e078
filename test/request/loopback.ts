// Servers on loopback that keep every byte they were sent.
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

export interface ReceivedRequest {
  /** The bytes before the body, as Latin-1, the empty line included. */
  readonly head: string;
  readonly body: string;
  readonly bytes: Buffer;
  readonly method: string;
  readonly target: string;
  header(name: string): string | undefined;
}

/** A whole response as text, or something done with the socket. */
export type Respond = (request: ReceivedRequest, socket: Socket) => string | Buffer | undefined;

export interface Loopback {
  readonly port: number;
  readonly received: ReceivedRequest[];
  /** `http://127.0.0.1:port`, or with another host or scheme. */
  url(path: string, host?: string): string;
  stop(): Promise<void>;
}

export async function serve(respond: Respond, tls?: TlsOptions): Promise<Loopback> {
  const received: ReceivedRequest[] = [];
  const sockets = new Set<Socket>();
  const onConnection = (socket: Socket) => {
    let buffer = Buffer.alloc(0);
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    const onData = (chunk: Buffer) => {
      buffer = Buffer.concat([buffer, chunk]);
      const end = buffer.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = buffer.subarray(0, end + 4).toString('latin1');
      const length = Number(fieldOf(head, 'content-length') ?? 0);
      if (buffer.length < end + 4 + length) return;
      const [method = '', target = ''] = head.split(' ');
      const bytes = buffer.subarray(end + 4, end + 4 + length);
      buffer = buffer.subarray(end + 4 + length);
      const request = {
        head,
        body: bytes.toString(),
        bytes,
        method,
        target,
        header: (name: string) => fieldOf(head, name),
      };
      received.push(request);
      if (method === 'CONNECT') socket.off('data', onData);
      const response = respond(request, socket);
      if (response !== undefined) socket.write(response);
    };
    socket.on('data', onData);
  };
  const server: Server = tls ? createTlsServer(tls, onConnection) : createServer(onConnection);
  if (tls) server.on('tlsClientError', () => undefined);
  await new Promise<void>(resolve => server.listen(0, resolve));
  const { port } = server.address() as { port: number };
  return {
    port,
    received,
    url: (path, host = '127.0.0.1') => `${tls ? 'https' : 'http'}://${host}:${port}${path}`,
    stop: () =>
      new Promise(resolve => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function fieldOf(head: string, name: string): string | undefined {
  const line = head.split('\r\n').find(field => field.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  return line?.slice(name.length + 1).trim();
}

export function reply(
  status: number,
  headers: Record<string, string | string[]> = {},
  body: string | Buffer = '',
): Buffer {
  const lines = Object.entries(headers).flatMap(([name, value]) => [value].flat().map(one => `${name}: ${one}\r\n`));
  const length = 'Content-Length' in headers ? '' : `Content-Length: ${Buffer.byteLength(body)}\r\n`;
  return Buffer.concat([
    Buffer.from(`HTTP/1.1 ${status} Status\r\n${lines.join('')}${length}\r\n`, 'latin1'),
    Buffer.from(body),
  ]);
}
