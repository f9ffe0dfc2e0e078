import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestLine } from '../../src/editor/request-line.ts';

const lines: readonly (readonly [string, string | undefined])[] = [
  ['https://a.example/x', 'GET https://a.example/x'],
  ['post https://a.example/x', 'POST https://a.example/x'],
  ['GET https://a.example/x HTTP/1.1', 'GET https://a.example/x'],
  ['a.example/x', 'GET https://a.example/x'],
  ['localhost:8080/x', 'GET http://localhost:8080/x'],
  ['app.localhost/x', 'GET http://app.localhost/x'],
  ['localhost.example.com/x', 'GET https://localhost.example.com/x'],
  ['DELETE 127.0.0.1:8080/x', 'DELETE http://127.0.0.1:8080/x'],
  ['ftp://a.example/x', undefined],
  ['not a request', undefined],
  ['', undefined],
];

for (const [typed, expected] of lines)
  test(`"${typed}" is ${expected ?? 'no request'}`, () => {
    const line = requestLine(typed);
    assert.equal(line?.kind === 'line' ? `${line.method} ${line.url}` : undefined, expected);
  });

test('a curl command is taken as one', () => {
  assert.deepEqual(requestLine(" curl 'https://a.example'"), { kind: 'curl', text: "curl 'https://a.example'" });
});
