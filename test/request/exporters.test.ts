// Laws of every form that a request can be written in: read back, it is the same request, and no secret is in it unless asked.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { exporters } from '../../src/request/exporters/index.ts';
import type { ImportedRequest } from '../../src/request/importer.ts';
import { parseHttpFile } from '../../src/request/importers/http-file.ts';
import { importers } from '../../src/request/importers/index.ts';
import { resolveRequest } from '../../src/request/resolve.ts';

const odd = [
  '"',
  "'",
  '`',
  '\\',
  '$',
  '%',
  '^',
  '&',
  '|',
  '<',
  '>',
  '(',
  ')',
  '{',
  '}',
  '[',
  ']',
  ';',
  '!',
  '#',
  ' ',
  '~',
  '*',
  '?',
  '@',
  '=',
  '+',
  ',',
  '$HOME',
  '%PATH%',
  '${x}',
  '$(x)',
  '\\"',
  '\\\\',
  '^%',
  '""',
  'é',
  'a',
  'B',
  '7',
];
const line = fc.array(fc.constantFrom(...odd), { maxLength: 12 }).map(parts => parts.join(''));
const text = fc
  .array(fc.constantFrom(...odd, '\n', '\t', '€', '漢', '😀', '“', '\u2028'), { maxLength: 16 })
  .map(parts => parts.join(''));
const path = fc
  .array(fc.constantFrom(..."aZ09-._~!$&'()*+,;=:@%", '%20', '[1-3]', '{a,b}', '/', '?', '"', '^', '|', '`'), {
    maxLength: 12,
  })
  .map(parts => parts.join(''));
const value = line.map(one => one.trim()).filter(one => one !== '');

const requests: fc.Arbitrary<ImportedRequest> = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PROPFIND'),
    path,
    fields: fc.uniqueArray(
      fc.record({ name: fc.constantFrom('X-A', 'x-b', 'Accept', 'Authorization', 'User-Agent'), value }),
      {
        selector: ({ name }) => name,
      },
    ),
    type: fc.constantFrom('application/json', 'text/plain; charset=utf-8'),
    body: fc.option(text, { nil: undefined }),
    follows: fc.boolean(),
  })
  .map(({ method, path: end, fields, type, body, follows }) => ({
    method,
    url: `https://api.example.com/${end}`,
    headers: body === undefined ? fields : [...fields, { name: 'Content-Type', value: type }],
    ...(body === undefined ? {} : { body: { text: body } }),
    options: { followRedirects: follows },
  }));

function readBack(id: string, written: string): ImportedRequest | undefined {
  if (id === 'http-file')
    return resolveRequest(parseHttpFile(written), 0, { random: () => 0, now: 0, variable: () => undefined }).request;
  return importers.find(importer => importer.id === id)?.parse(written).requests[0];
}

/** What a form cannot hold, by its nature. */
const inexpressible: Record<string, (request: ImportedRequest) => boolean> = {
  har: ({ body }) => body?.text === '',
  // A line may be a separator, a file, a script or a variable there, and blank lines at the end go.
  'http-file': ({ body, url, headers }) =>
    /^\s*(?:###|[<>]|\?\?|HTTP\/|\/\/|@)|\{\{|^\s*$|\s$/m.test(body?.text ?? 'x') ||
    /\{\{/.test(url + headers.map(one => one.value)),
};

for (const { id, format } of exporters) {
  describe(`a request as ${id}`, () => {
    test('is the same request when it is read back', () => {
      fc.assert(
        fc.property(requests, request => {
          fc.pre(!inexpressible[id]?.(request));
          const written = format(request, { showSecrets: true });
          const again = readBack(id, written);
          const sorted = (headers: ImportedRequest['headers'] = []) =>
            headers.map(one => `${one.name}: ${one.value}`).sort();
          assert.deepEqual(
            { method: again?.method, url: again?.url, headers: sorted(again?.headers), body: again?.body?.text },
            { method: request.method, url: request.url, headers: sorted(request.headers), body: request.body?.text },
            written,
          );
          if (id !== 'har')
            assert.equal(again?.options?.followRedirects !== false, request.options?.followRedirects !== false);
        }),
        { numRuns: 500 },
      );
    });

    test('has variables where its secrets were', () => {
      const secret = ['0123456789', 'abcdef'].join('');
      const request: ImportedRequest = {
        method: 'POST',
        url: `https://api.example.com/?access_token=u${secret}&page=1`,
        headers: [
          { name: 'Authorization', value: `Bearer b${secret}` },
          { name: 'Cookie', value: `sid=c${secret}` },
          { name: 'X-Api-Key', value: `k${secret}` },
          { name: 'Content-Type', value: 'application/json' },
        ],
        body: { text: `{"password":"p${secret}","note":"open"}` },
        options: {
          digest: { user: 'ada', password: `d${secret}` },
          aws: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: `s${secret}`, sessionToken: `t${secret}` },
        },
      };
      const written = format(request, { showSecrets: false });
      assert.ok(!written.includes(secret), written);
      assert.ok(written.includes('open') && written.includes('page=1'), written);
      if (id === 'har' || id === 'http-file') return;
      const again = readBack(id, written);
      assert.equal(again?.url, 'https://api.example.com/?access_token={{ACCESS_TOKEN}}&page=1');
      assert.equal(again?.headers.find(({ name }) => name === 'Authorization')?.value, 'Bearer {{TOKEN}}');
      assert.equal(again?.headers.find(({ name }) => name === 'Cookie')?.value, 'sid={{SID}}');
      assert.equal(again?.body?.text, '{"password":"{{PASSWORD}}","note":"open"}');
    });
  });
}

test('bash and JavaScript themselves see the same texts', () => {
  const curl = exporters.find(({ id }) => id === 'curl');
  const fetchCall = exporters.find(({ id }) => id === 'fetch');
  for (const request of fc.sample(requests, { numRuns: 40, seed: 401 })) {
    const script = `curl() { printf '%s\\0' "$@"; }\n${curl?.format(request, { showSecrets: true })}`;
    const words = spawnSync('bash', ['-c', script]).stdout.toString().split('\0');
    assert.ok(words.includes(request.url), script);
    if (request.body) assert.ok(words.includes(request.body.text), script);
    const source = fetchCall?.format(request, { showSecrets: true }) ?? '';
    const asList = source.replace(/^await fetch\(/, 'return [').replace(/\);$/, '];');
    const [url, init] = new Function(asList)() as [string, RequestInit?];
    assert.equal(url, request.url);
    assert.equal(init?.body, request.body?.text);
  }
});

test('the password of a proxy is in no form, unless asked', () => {
  const proxy = { url: 'http://me:hunter22@proxy.example:8080' };
  const request = { method: 'GET', url: 'https://a.example/', headers: [], options: { proxy } };
  for (const { id, format } of exporters) assert.doesNotMatch(format(request, { showSecrets: false }), /hunter22/, id);
});
