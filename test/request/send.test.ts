import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import * as zlib from 'node:zlib';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import type { HttpRequest } from '../../src/request/model.ts';
import { createSender } from '../../src/request/send.ts';
import { reply } from './loopback.ts';
import { get, sender, start, worker } from './sending.ts';

describe('what goes over the wire', () => {
  test('header names keep their order, their case and their doubles', async () => {
    const server = await start(() => reply(200));
    const headers = [
      { name: 'x-Second', value: '2' },
      { name: 'AUTHORIZATION', value: 'Bearer abc' },
      { name: 'HOST', value: 'virtual.example' },
      { name: 'Connection', value: 'close' },
      { name: 'X-Twice', value: 'a' },
      { name: 'x-twice', value: 'b' },
      { name: 'User-Agent', value: 'mine/1' },
      { name: 'X-Latin', value: 'caf\xe9' },
    ];
    const request: HttpRequest = { method: 'GET', url: server.url('/path?q=a%20b&c'), headers };
    const exchange = await sender.send(request);
    const lines = headers.map(({ name, value }) => `${name}: ${value}\r\n`).join('');
    assert.equal(server.received[0]?.head, `GET /path?q=a%20b&c HTTP/1.1\r\n${lines}\r\n`);
    assert.deepEqual(exchange.request.headers, headers);
  });

  test('only Host, User-Agent and Content-Length are added', async () => {
    const server = await start(() => reply(200));
    await sender.send({
      method: 'PATCH',
      url: server.url('/'),
      headers: [{ name: 'A', value: '1' }],
      body: { text: 'ä€' },
    });
    const expected = `PATCH / HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nA: 1\r\nUser-Agent: why401\r\nContent-Length: 5\r\n\r\n`;
    assert.equal(server.received[0]?.head, expected);
    assert.equal(server.received[0]?.body, 'ä€');
  });

  test('a name and a password in the address become Basic credentials', async () => {
    const server = await start(() => reply(200));
    const { request } = await get(`http://us%20er:p%3Ass@127.0.0.1:${server.port}/`);
    assert.equal(server.received[0]?.header('Authorization'), `Basic ${btoa('us er:p:ss')}`);
    assert.equal(request.url, server.url('/'));
  });

  const targets: [string, string][] = [
    ["/it's?q=it's&a=[b]|{c}", "/it's?q=it's&a=[b]|{c}"],
    ['', '/'],
    ['?q=1#fragment', '/?q=1'],
    ['/a b?ü', '/a%20b?%C3%BC'],
    ['/a/../b/./c', '/b/c'],
    ['/a/.b/..c', '/a/.b/..c'],
    ['/%7Euser/%2F', '/%7Euser/%2F'],
    ['/a?b\\c"/../<', '/a?b\\c"/../<'],
  ];
  for (const [written, target] of targets) {
    test(`"${written}" is asked for as ${target}`, async () => {
      const server = await start(() => reply(200));
      await get(server.url(written));
      assert.equal(server.received[0]?.target, target);
    });
  }

  const unsendable: [string, Partial<HttpRequest>, RegExp][] = [
    [
      'a character beyond Latin-1',
      { headers: [{ name: 'Authorization', value: 'Bearer a…b' }] },
      /"Authorization" has "…" \(U\+2026\) at character 9/,
    ],
    [
      'a line break',
      { headers: [{ name: 'Authorization', value: 'Bearer a\n' }] },
      /"Authorization" has a line break \(U\+000A\) at character 9/,
    ],
    ['a space in a name', { headers: [{ name: 'Api Key', value: 'x' }] }, /"Api Key" has a space at character 4/],
    [
      'a pseudo-header',
      { headers: [{ name: ':authority', value: 'x' }] },
      /":authority" has ":" \(U\+003A\) at character 1/,
    ],
    ['two hosts', { headers: ['a', 'b'].map(value => ({ name: 'Host', value })) }, /two "Host" headers/],
    [
      'a wrong length',
      { headers: [{ name: 'Content-Length', value: '3' }], body: { text: 'four' } },
      /says 3, but the body has 4 bytes/,
    ],
    [
      'a chunked body',
      { headers: [{ name: 'Transfer-Encoding', value: 'chunked' }] },
      /"Transfer-Encoding" cannot be set/,
    ],
    ['another scheme', { url: 'ftp://127.0.0.1/' }, /"ftp:" addresses cannot be sent to/],
    ['no address', { url: 'example.com' }, /"example.com" is no absolute URL/],
    ['no method', { method: 'GE T' }, /"GE T" is no HTTP method/],
  ];
  for (const [what, part, message] of unsendable) {
    test(`${what} is a failure that names the place, and nothing is sent`, async () => {
      const exchange = await sender.send({ method: 'POST', url: 'http://127.0.0.1:1/', headers: [], ...part });
      assert.match(exchange.failure?.message ?? '', message);
      assert.equal(exchange.response, undefined);
    });
  }
});

describe('responses', () => {
  test('keep the case of their headers and read UTF-8 as well as Latin-1', async () => {
    const server = await start(() =>
      Buffer.from(
        'HTTP/1.1 401 Nö\r\nwww-AUTHENTICATE: Basic realm="\u00e4"\r\nX-L: \xe4\r\nContent-Length: 0\r\n\r\n',
        'latin1',
      ),
    );
    const { response } = await get(server.url('/'));
    assert.deepEqual(response?.headers.slice(0, 2), [
      { name: 'www-AUTHENTICATE', value: 'Basic realm="ä"' },
      { name: 'X-L', value: 'ä' },
    ]);
  });

  const text = 'Zugriff verweigert: Token abgelaufen. '.repeat(50);
  const zstd = (zlib as { zstdCompressSync?: (data: string) => Buffer }).zstdCompressSync;
  const codings: [string, Buffer][] = [
    ['gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['br', brotliCompressSync(text)],
    ['gzip, br', brotliCompressSync(gzipSync(text))],
    ...(zstd ? [['zstd', zstd(text)] as [string, Buffer]] : []),
  ];
  for (const [coding, bytes] of codings) {
    test(`in ${coding} (${bytes.length} bytes) are decoded`, async () => {
      const server = await start(() => reply(200, { 'Content-Encoding': coding }, bytes));
      const { response } = await get(server.url('/'));
      assert.deepEqual(response?.body, { text, size: text.length });
    });
  }

  test('in a broken coding give what could be read', async () => {
    const server = await start(() => reply(401, { 'Content-Encoding': 'gzip' }, gzipSync(text).subarray(0, 60)));
    const { response } = await get(server.url('/'));
    assert.equal(response?.status, 401);
    assert.equal(response?.body?.partial, true);
  });

  test('that unpack to more than is kept are cut', async () => {
    const server = await start(() =>
      reply(200, { 'Content-Encoding': 'gzip' }, gzipSync(Buffer.alloc(5_000_000, 'a'))),
    );
    const { response } = await get(server.url('/'), {}, { maxBody: 100_000 });
    assert.deepEqual([response?.body?.text.length, response?.body?.partial], [100_000, true]);
  });

  test('that never end are cut at the limit', async () => {
    const server = await start((_, socket) => {
      const write = () => {
        while (!socket.destroyed && socket.write('x'.repeat(10_000)));
      };
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.on('drain', write);
      write();
      return undefined;
    });
    const { response } = await get(server.url('/'), {}, { maxBody: 50_000 });
    assert.deepEqual([response?.body?.text.length, response?.body?.partial], [50_000, true]);
  });

  test('in another character set are read', async () => {
    const server = await start(() =>
      reply(200, { 'Content-Type': 'text/plain; charset=iso-8859-1' }, Buffer.from('caf\xe9', 'latin1')),
    );
    assert.equal((await get(server.url('/'))).response?.body?.text, 'café');
  });

  test('that are binary have a size, their bytes and no text', async () => {
    for (const bytes of [Buffer.from([0x89, 0, 1, 2]), Buffer.from([0x89, 0xff])]) {
      const server = await start(() => reply(200, { 'Content-Type': 'image/png' }, bytes));
      const { body } = (await get(server.url('/'))).response ?? {};
      assert.deepEqual(body, { text: '', base64: bytes.toString('base64'), partial: true, size: bytes.length });
    }
  });

  test('that are called an octet-stream are text where they are', async () => {
    const server = await start(() => reply(200, { 'Content-Type': 'application/octet-stream' }, Buffer.from('café')));
    assert.equal((await get(server.url('/'))).response?.body?.text, 'café');
  });

  test('to HEAD have no body although they have a length', async () => {
    const server = await start(() => 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n');
    const exchange = await sender.send({ method: 'HEAD', url: server.url('/'), headers: [] });
    assert.equal(exchange.response?.status, 200);
    assert.equal(exchange.response?.body, undefined);
  });

  test('that come after an interim response are the ones that count', async () => {
    const server = await start(() =>
      Buffer.concat([Buffer.from('HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n'), reply(401)]),
    );
    assert.equal((await get(server.url('/'))).response?.status, 401);
  });

  test('that come after "100 Continue" are the ones that count, in however many pieces', async () => {
    const server = await start((_, socket) => {
      const pieces = ['HTTP/1.1 100 Con', 'tinue\r\n\r', '\n', 'HTTP/', '1.1 401 No\r\nContent-Length: 2\r\n\r\nno'];
      const next = () => {
        const piece = pieces.shift();
        if (piece !== undefined) socket.write(piece, () => setImmediate(next));
      };
      next();
      return undefined;
    });
    const headers = [{ name: 'Expect', value: '100-continue' }];
    const { response } = await sender.send({ method: 'POST', url: server.url('/'), headers, body: { text: 'a' } });
    assert.deepEqual([response?.status, response?.body?.text], [401, 'no']);
    assert.equal(server.received[0]?.header('Expect'), '100-continue');
  });

  test('have times for their phases', async () => {
    const server = await start(() => reply(200, {}, 'x'));
    const { timing, startedAt, receivedAt } = await get(`http://localhost:${server.port}/`);
    for (const phase of ['dns', 'connect', 'firstByte', 'download', 'total'] as const)
      assert.ok((timing?.[phase] ?? -1) >= 0, phase);
    assert.ok((receivedAt ?? 0) >= (startedAt ?? 0));
  });
});

describe('failures', () => {
  test('a port where nothing listens', async () => {
    const server = await start(() => reply(200));
    await server.stop();
    const { failure } = await get(server.url('/'));
    assert.equal(failure?.code, 'ECONNREFUSED');
    assert.match(failure?.message ?? '', /^Nothing listens at "127\.0\.0\.1:\d+"/);
  });

  test('a name that does not exist', async () => {
    const { failure } = await get('http://no-such-host.invalid/');
    assert.match(failure?.code ?? '', /^(?:ENOTFOUND|EAI_AGAIN)$/);
    assert.match(failure?.message ?? '', /"no-such-host\.invalid:80"/);
  });

  test('a connection that is closed before an answer', async () => {
    const server = await start((_, socket) => void socket.destroy());
    const { failure } = await get(server.url('/'));
    assert.match(failure?.message ?? '', /closed the connection before it answered/);
  });

  test('a server that does not speak HTTP', async () => {
    const server = await start(() => 'SSH-2.0-OpenSSH_9.2\r\n');
    const { failure } = await get(server.url('/'));
    assert.match(failure?.message ?? '', /answered with something that is not HTTP/);
  });

  test('https to a server that speaks http only', async () => {
    const server = createServer();
    await once(server.listen(0), 'listening');
    const { port } = server.address() as { port: number };
    const { failure } = await get(`https://127.0.0.1:${port}/`);
    server.close();
    assert.match(failure?.message ?? '', /does not speak TLS/);
  });

  test('no response within the time limit', async () => {
    const server = await start(() => undefined);
    const { failure, timing } = await get(server.url('/'), {}, { timeout: 150 });
    assert.deepEqual(failure, { code: 'timeout', message: 'No response came within 0.15 s' });
    assert.ok((timing?.total ?? 0) < 5000);
  });

  test('a TLS handshake that the server does not take up', async () => {
    const server = await start(() => undefined);
    const { failure } = await get(`https://127.0.0.1:${server.port}/`, {}, { timeout: 150 });
    assert.match(failure?.message ?? '', /did not finish the TLS handshake within 0.15 s$/);
  });

  test('a body that does not end within the time limit still gives the response', async () => {
    const server = await start(() => 'HTTP/1.1 401 No\r\nContent-Length: 100\r\n\r\nexpired');
    const { response, failure } = await get(server.url('/'), {}, { timeout: 300 });
    assert.equal(response?.status, 401);
    assert.deepEqual(response?.body, { text: 'expired', size: 7, partial: true });
    assert.equal(failure, undefined);
  });

  test('cancelling ends a request that hangs, and one that has not begun', async () => {
    const abort = new AbortController();
    const server = await start(() => void abort.abort());
    const request: HttpRequest = { method: 'GET', url: server.url('/'), headers: [] };
    assert.equal((await sender.send(request, {}, abort.signal)).failure?.code, 'cancelled');
    assert.equal((await sender.send(request, {}, abort.signal)).failure?.code, 'cancelled');
    assert.equal(server.received.length, 1);
  });

  test('a worker that cannot start is a failure, not an exception', async () => {
    const broken = createSender(join(import.meta.dirname, 'no-such-worker.ts'));
    const { failure } = await broken.send({ method: 'GET', url: 'http://127.0.0.1/', headers: [] });
    assert.equal(failure?.code, 'sender');
    await broken.dispose();
  });

  test('disposing settles what is under way', async () => {
    const own = createSender(worker);
    const server = await start(() => void own.dispose());
    const { failure } = await own.send({ method: 'GET', url: server.url('/'), headers: [] });
    assert.equal(failure?.code, 'cancelled');
  });
});
