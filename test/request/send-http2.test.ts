import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createSecureServer, createServer, type Http2SecureServer, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { after, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { parseHttpFile } from '../../src/request/importers/http-file.ts';
import { resolveRequest } from '../../src/request/resolve.ts';
import { makeCertificate } from './certificates.ts';
import { reply } from './loopback.ts';
import { sender, start } from './sending.ts';

const authority = makeCertificate('Test authority', { authority: true });
const identity = makeCertificate('server', { issuer: authority, names: ['127.0.0.1'] });
const options = { certificateAuthorities: [authority.cert] };
const servers: Http2SecureServer[] = [];
after(() => {
  for (const server of servers) server.close();
});

type Answer = (stream: ServerHttp2Stream, headers: Record<string, unknown>, body: string) => void;

async function serveHttp2(answer: Answer): Promise<string> {
  const server = createSecureServer({ cert: identity.cert, key: identity.key });
  servers.push(server);
  server.on('stream', (stream, headers) => {
    let body = '';
    stream.on('data', (chunk: Buffer) => {
      body += chunk;
    });
    stream.on('error', () => undefined);
    stream.on('end', () => answer(stream, headers, body));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function request(url: string, headers: Record<string, string> = {}, body?: string) {
  return {
    method: body === undefined ? 'GET' : 'POST',
    url,
    headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
    ...(body === undefined ? {} : { body: { text: body } }),
    httpVersion: 'HTTP/2',
  };
}

describe('a request that asks for HTTP/2', () => {
  test('goes over it, with its method, path, fields and body', async () => {
    const origin = await serveHttp2((stream, headers, body) => {
      stream.respond({
        ':status': 401,
        'www-authenticate': 'Bearer',
        'set-cookie': ['a=1', 'b=2'],
        'content-encoding': 'gzip',
      });
      stream.end(gzipSync(JSON.stringify({ ...headers, body })));
    });
    const sent = request(
      `${origin}/a?b=c`,
      { Host: 'virtual.example', Authorization: 'Bearer abc', 'X-Latin': 'caf\xe9' },
      'ä',
    );
    const { response, timing, tls } = await sender.send(sent, options);
    assert.deepEqual([response?.status, response?.httpVersion], [401, 'HTTP/2']);
    assert.deepEqual(
      response?.headers.filter(({ name }) => name === 'set-cookie').map(({ value }) => value),
      ['a=1', 'b=2'],
    );
    const seen = JSON.parse(response?.body?.text ?? '{}');
    assert.deepEqual([seen[':method'], seen[':path'], seen[':authority']], ['POST', '/a?b=c', 'virtual.example']);
    assert.deepEqual([seen.authorization, seen.body, seen['x-latin']], ['Bearer abc', 'ä', 'caf\xe9']);
    assert.ok((timing?.firstByte ?? -1) >= 0 && tls?.verified);
  });

  test('goes over it without TLS where the user knows that the server has it', async () => {
    const server = createServer();
    after(() => server.close());
    server.on('stream', (stream, headers) => {
      stream.respond({ ':status': 200 });
      stream.end(`${headers[':scheme']} ${headers[':path']}`);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const file = parseHttpFile(`GET http://127.0.0.1:${port}/a HTTP/2 (Prior Knowledge)\n`);
    const written = resolveRequest(file, 0, {}).request;
    assert.ok(written);
    const { response, failure } = await sender.send(written);
    assert.equal(failure, undefined);
    assert.equal(response?.body?.text, 'http /a');
  });

  test('goes over HTTP/1.1 where the server has nothing else', async () => {
    const server = await start(() => reply(200), { cert: identity.cert, key: identity.key });
    const { response } = await sender.send(request(server.url('/')), options);
    assert.equal(response?.httpVersion, 'HTTP/1.1');
  });

  test('is not sent with a field that HTTP/2 forbids, which is named', async () => {
    const origin = await serveHttp2(stream => stream.respond({ ':status': 200 }, { endStream: true }));
    const { failure } = await sender.send(request(`${origin}/`, { Connection: 'keep-alive' }), options);
    assert.match(failure?.message ?? '', /^Header "Connection" cannot be sent over HTTP\/2/);
  });

  test('has no body to HEAD or 204, and follows a redirect', async () => {
    const origin = await serveHttp2((stream, headers) => {
      const isFirst = headers[':path'] === '/first';
      stream.respond(
        { ':status': isFirst ? 302 : 204, ...(isFirst ? { location: '/second' } : {}) },
        { endStream: true },
      );
    });
    const { response, hops } = await sender.send(request(`${origin}/first`), options);
    assert.deepEqual([response?.status, response?.body, hops.length], [204, undefined, 1]);
  });

  test('is cut at the limit, cancelled, and bears a stream that is reset', async () => {
    const origin = await serveHttp2((stream, headers) => {
      if (headers[':path'] === '/reset') return stream.close(2);
      if (headers[':path'] === '/hang') return undefined;
      stream.respond({ ':status': 200 });
      const write = () => {
        while (!stream.destroyed && stream.write('x'.repeat(10_000)));
      };
      stream.on('drain', write);
      write();
      return undefined;
    });
    const long = await sender.send(request(`${origin}/long`), { ...options, maxBody: 50_000 });
    assert.deepEqual([long.response?.body?.text.length, long.response?.body?.partial], [50_000, true]);
    const reset = await sender.send(request(`${origin}/reset`), options);
    assert.ok(reset.failure && !reset.response);
    const hanging = await sender.send(request(`${origin}/hang`), { ...options, timeout: 150 });
    assert.equal(hanging.failure?.code, 'timeout');
  });
});
