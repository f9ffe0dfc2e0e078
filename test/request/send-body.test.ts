import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { createGzip, gzipSync } from 'node:zlib';
import { reply } from './loopback.ts';
import { get, start } from './sending.ts';

const folder = mkdtempSync(join(tmpdir(), 'why401-body-'));
after(() => rmSync(folder, { recursive: true }));

describe('a body that is written to a file', () => {
  test('is whole there although little of it is kept, and is decoded', async () => {
    const path = join(folder, 'long');
    const block = Buffer.alloc(1_000_000, 'why401 ');
    const server = await start((_, socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n');
      const gzip = createGzip();
      gzip.pipe(socket);
      for (let i = 0; i < 40; i++) gzip.write(block);
      gzip.end();
      return undefined;
    });
    const { response } = await get(server.url('/'), {}, { maxBody: 1000, bodyFile: { path, when: 'over-limit' } });
    assert.deepEqual(response?.body?.file, { path, whole: true });
    assert.deepEqual(
      [response?.body?.text.length, response?.body?.partial, response?.body?.size],
      [1000, true, 40_000_000],
    );
    assert.equal(statSync(path).size, 40_000_000);
    assert.equal(statSync(path).mode & 0o077, 0);
  });

  test('is there only where it is too long to be kept, or where that is asked for', async () => {
    const server = await start(() => reply(200, {}, Buffer.from([1, 0, 2])));
    const path = join(folder, 'short');
    const without = await get(server.url('/'), {}, { bodyFile: { path, when: 'over-limit' } });
    assert.equal(without.response?.body?.file, undefined);
    assert.throws(() => statSync(path));
    const { response } = await get(server.url('/'), {}, { bodyFile: { path, when: 'always' } });
    assert.equal(response?.body?.file?.whole, true);
    assert.deepEqual([...readFileSync(path)], [1, 0, 2]);
  });

  test('is not whole where the response was cut', async () => {
    const path = join(folder, 'cut');
    const server = await start((_, socket) => {
      socket.end(Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nexpired')]));
      return undefined;
    });
    const { response } = await get(server.url('/'), {}, { bodyFile: { path, when: 'always' } });
    assert.deepEqual(response?.body?.file, { path, whole: false });
    assert.equal(readFileSync(path, 'utf8'), 'expired');
  });

  test('and a folder that does not exist is a failure in words', async () => {
    const server = await start(() => reply(200, {}, 'x'));
    const path = join(folder, 'missing', 'file');
    const { failure } = await get(server.url('/'), {}, { bodyFile: { path, when: 'always' } });
    assert.match(failure?.message ?? '', /ENOENT/);
  });
});

test('codings that end too soon, one within the other, give what could be read', async () => {
  const inner = gzipSync('Token expired. '.repeat(500));
  const bytes = gzipSync(inner.subarray(0, inner.length - 20));
  const server = await start(() => reply(401, { 'Content-Encoding': 'gzip, gzip' }, bytes));
  const { response } = await get(server.url('/'));
  assert.equal(response?.body?.partial, true);
  assert.match(response?.body?.text ?? '', /^Token expired/);
});

test('an offer to switch protocols that the server ignores changes nothing', async () => {
  const server = await start(() => reply(401, {}, 'no'));
  const { response } = await get(server.url('/'), { Upgrade: 'websocket', Connection: 'Upgrade' });
  assert.deepEqual([response?.status, response?.body?.text], [401, 'no']);
});

test('a switch to another protocol is the answer', async () => {
  const server = await start(
    () => 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
  );
  const { response } = await get(server.url('/'), { Upgrade: 'websocket', Connection: 'Upgrade' });
  assert.equal(response?.status, 101);
  assert.deepEqual(response?.headers[0], { name: 'Upgrade', value: 'websocket' });
});
