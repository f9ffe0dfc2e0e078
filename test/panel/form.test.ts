import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeUrl, formFields, fromRequest, mergeForm, putHeaders, toRequest } from '../../src/panel/form.ts';

const urls: readonly (readonly [string, string | undefined])[] = [
  ['https://a.example/x', 'https://a.example/x'],
  [' a.example/x ', 'https://a.example/x'],
  ['localhost:3000/x', 'http://localhost:3000/x'],
  ['localhost.example/x', 'https://localhost.example/x'],
  ['app.localhost:3000', 'http://app.localhost:3000'],
  ['[::1]:3000', 'http://[::1]:3000'],
  ['javascript://alert', undefined],
  ['file:///etc/passwd', undefined],
  ['https://a b', undefined],
  ['', undefined],
];

for (const [typed, expected] of urls)
  test(`"${typed}" is sent to ${expected ?? 'nowhere'}`, () => assert.equal(completeUrl(typed), expected));

test('a form that comes back untouched is the request it was made from', () => {
  const request = {
    method: 'POST',
    url: 'https://a.example/x?api_key=abcdefghijklmnop',
    headers: [
      { name: 'Authorization', value: 'Bearer abcdefghijklmnop' },
      { name: 'X-Note', value: 'hi' },
    ],
    body: { text: '{"password":"abcdefghijklmnop"}' },
  };
  const fields = fromRequest(request);
  const form = formFields(fields);
  assert.ok(!JSON.stringify(form).includes('abcdefghijklmnop'));
  assert.deepEqual(toRequest(mergeForm(fields, form)), request);
});

test('rows without a name are not sent', () => {
  const fields = mergeForm(fromRequest({ method: 'GET', url: 'x', headers: [] }), {
    method: 'get',
    url: { text: 'x', masked: false },
    headers: [{ id: 'new-1', name: ' ', value: { text: 'v', masked: false } }],
    body: { text: '', masked: false },
  });
  assert.deepEqual(toRequest(fields), { method: 'GET', url: 'x', headers: [] });
});

test('credentials take the place of those in the same header, and of the proof that went with them', () => {
  const request = {
    method: 'GET',
    url: 'https://a.example/',
    headers: [
      { name: 'authorization', value: 'DPoP old' },
      { name: 'DPoP', value: 'proof' },
      { name: 'X-Note', value: 'hi' },
    ],
  };
  const authorization = { name: 'Authorization', value: 'Bearer new' };
  assert.deepEqual(putHeaders(request, [authorization]).headers, [{ name: 'X-Note', value: 'hi' }, authorization]);
  const key = { name: 'X-API-Key', value: 'k' };
  assert.deepEqual(putHeaders(request, [key]).headers, [...request.headers, key]);
});
