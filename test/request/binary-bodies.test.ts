// What a file gives goes out byte for byte, compared at the socket.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { formFields, fromRequest, mergeForm, toRequest } from '../../src/panel/form.ts';
import { exporters } from '../../src/request/exporters/index.ts';
import type { ImportedRequest } from '../../src/request/importer.ts';
import { parseCurl } from '../../src/request/importers/curl.ts';
import { parseHttpFile } from '../../src/request/importers/http-file.ts';
import { maskExchange } from '../../src/request/mask.ts';
import { resolveRequest } from '../../src/request/resolve.ts';
import { reply } from './loopback.ts';
import { sender, start } from './sending.ts';

const every = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
const files = new Map<string, Buffer>([
  ['./every.bin', every],
  ['./latin1.txt', Buffer.from('caf\u00e9 {{v}}', 'latin1')],
  ['./mark.json', Buffer.from('\uFEFF{"a":1}\r\n')],
  ['./text.txt', Buffer.from('pl\u00e4in {{v}}\n')],
]);
const server = await start(() => reply(200));

function read(text: string) {
  return resolveRequest(parseHttpFile(`@v = 1\nPOST ${server.url('/')}\n${text}`), 0, {
    file: path => files.get(path),
  });
}

function requestOf(text: string): ImportedRequest {
  const { request, problems } = read(text);
  assert.ok(request && problems.length === 0, problems[0]?.message);
  return request;
}

async function received({ name: _, options, ...request }: ImportedRequest): Promise<Buffer> {
  server.received.length = 0;
  const { failure } = await sender.send(request, options);
  assert.equal(failure, undefined);
  return server.received[0]?.bytes ?? Buffer.of();
}

describe('a file in a .http body', () => {
  const rows: [string, Buffer][] = [
    ['\n< ./every.bin\n', every],
    ['\n< ./mark.json\n', Buffer.from('\uFEFF{"a":1}\r\n')],
    ['\n< ./latin1.txt\n', Buffer.from('caf\u00e9 {{v}}', 'latin1')],
    ['\n<@latin1 ./latin1.txt\n', Buffer.from('caf\u00e9 1')],
    ['\n<@ ./text.txt\n', Buffer.from('pl\u00e4in 1\n')],
    ['\nbefore\n< ./every.bin\nafter\n', Buffer.concat([Buffer.from('before\n'), every, Buffer.from('\nafter')])],
  ];
  for (const [written, bytes] of rows) {
    test(`${JSON.stringify(written)} arrives as ${bytes.length} bytes`, async () => {
      assert.deepEqual(await received(requestOf(written)), bytes);
    });
  }

  test('in a multipart body, between its parts', async () => {
    const head = '--x\r\nContent-Disposition: form-data; name="f"; filename="e"\r\n\r\n';
    const text = `Content-Type: multipart/form-data; boundary=x\n\n${head.replaceAll('\r', '')}< ./every.bin\n--x--\n`;
    const expected = Buffer.concat([Buffer.from(head), every, Buffer.from('\r\n--x--\r\n')]);
    assert.deepEqual(await received(requestOf(text)), expected);
  });

  const missing: [string, RegExp][] = [
    ['\n< ./none.bin\n', /"\.\/none\.bin" could not be read/],
    ['\n<@ ./every.bin\n', /"\.\/every\.bin" is no text in UTF-8: name its encoding/],
    ['\n<@klingon ./every.bin\n', /"klingon" is no encoding/],
  ];
  for (const [written, message] of missing) {
    test(`${JSON.stringify(written)} is told at its place, before anything is sent`, () => {
      const [problem] = read(written).problems;
      assert.equal(problem?.severity, 'error');
      assert.match(problem.message, message);
      assert.ok(problem.span && problem.span.start > `@v = 1\nPOST ${server.url('/')}`.length);
    });
  }
});

describe('a curl command', () => {
  const file = (path: string) => files.get(path);
  const url = server.url('/');
  const rows: [string, Buffer][] = [
    [`--data-binary @./every.bin`, every],
    ['-T ./every.bin', every],
    ['-d a=1 -d @./every.bin', Buffer.concat([Buffer.from('a=1&'), every.filter(byte => ![0, 10, 13].includes(byte))])],
  ];
  for (const [options, bytes] of rows) {
    test(`with ${options} sends those bytes`, async () => {
      const [request] = parseCurl(`curl ${options} ${url}`, file).requests;
      assert.ok(request);
      assert.deepEqual(await received(request), bytes);
    });
  }

  test('with a form sends the file as a part', async () => {
    const [request] = parseCurl(`curl -F 'f=@./every.bin' ${url}`, file).requests;
    assert.ok(request);
    const bytes = await received(request);
    assert.ok(bytes.includes(every));
    assert.match(bytes.toString('latin1'), /filename="every\.bin"\r\nContent-Type: application\/octet-stream\r\n\r\n/);
  });
});

describe('a body that is a file', () => {
  const request = requestOf('Authorization: Bearer abcdefghijkl\n\n< ./every.bin\n');

  test('survives the form as long as nobody writes another', async () => {
    const fields = fromRequest(request);
    const form = formFields(fields);
    assert.equal(form.body.text, '< ./every.bin');
    assert.deepEqual(await received(toRequest(mergeForm(fields, form))), every);
    const written = { ...form, body: { text: 'else', masked: false } };
    assert.deepEqual(toRequest(mergeForm(fields, written)).body, { text: 'else' });
  });

  test('is not kept where secrets are masked', () => {
    assert.equal(
      JSON.stringify(maskExchange({ id: '1', request, hops: [] })).includes(every.toString('base64').slice(0, 40)),
      false,
    );
  });

  const exported: Record<string, RegExp> = {
    curl: /--data-binary '?@\.\/every\.bin/,
    powershell: /-InFile "\.\/every\.bin"/,
    fetch: /readFileSync\("\.\/every\.bin"\)/,
    'http-file': /\n\n< \.\/every\.bin\n/,
  };
  for (const [id, expected] of Object.entries(exported)) {
    test(`is named in ${id}`, () => {
      const exporter = exporters.find(one => one.id === id);
      assert.match(exporter?.format(request, { showSecrets: false }) ?? '', expected);
    });
  }
});
