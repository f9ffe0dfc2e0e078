import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseHttpFile } from '../../src/request/importers/http-file.ts';
import { hasHttpFence, httpTextOfMarkdown } from '../../src/request/markdown-fences.ts';
import { resolveRequest } from '../../src/request/resolve.ts';

const markdown = [
  '# Orders',
  '',
  'GET https://prose.example/ is not a request.',
  '',
  '```http',
  '@host = api.example.com',
  'GET https://{{host}}/orders HTTP/1.1',
  'Authorization: Bearer abc',
  '```',
  '',
  '```js',
  'GET https://code.example/',
  '```',
  '',
  '~~~~ REST title="new"',
  'POST https://{{host}}/orders',
  'Content-Type: text/plain',
  '',
  '~~~',
  'in the body',
  '~~~~',
  'More: prose',
].join('\r\n');

function requestsOf(text: string) {
  const file = parseHttpFile(httpTextOfMarkdown(text));
  return file.requests.map((_, index) => resolveRequest(file, index, {}).request);
}

test('the requests of the fences of a Markdown text are found, with their variables and bodies', () => {
  assert.deepEqual(
    requestsOf(markdown).map(request => [request?.method, request?.url, request?.body?.text]),
    [
      ['GET', 'https://api.example.com/orders', undefined],
      ['POST', 'https://api.example.com/orders', '~~~\r\nin the body'],
    ],
  );
});

test('a span of a request is the same in the Markdown text', () => {
  const { requests } = parseHttpFile(httpTextOfMarkdown(markdown));
  assert.deepEqual(
    requests.map(({ url }) => markdown.slice(url.span.start, url.span.end)),
    ['https://{{host}}/orders', 'https://{{host}}/orders'],
  );
});

test('a fence that is never closed ends with the text', () => {
  assert.equal(requestsOf('```http\nGET https://a.example/').length, 1);
});

for (const [name, text] of [
  ['another language', '```httpie\nGET https://a.example/\n```'],
  ['an indented code block', '    ```http\n    GET https://a.example/\n    ```'],
  ['prose', 'GET https://a.example/\nhttp'],
] as const)
  test(`${name} has no request`, () => {
    assert.equal(hasHttpFence(text), false);
    assert.deepEqual(requestsOf(text), []);
  });
