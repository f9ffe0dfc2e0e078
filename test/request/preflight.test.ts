import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { HttpRequest } from '../../src/request/model.ts';
import { checkBeforeSending } from '../../src/request/preflight.ts';
import { bypassesProxy, chooseProxy } from '../../src/request/proxy.ts';

function codes(part: Partial<HttpRequest>): string[] {
  return checkBeforeSending({ method: 'GET', url: 'https://api.example.com/', headers: [], ...part }).map(
    ({ code }) => code,
  );
}

function header(name: string, value: string): Partial<HttpRequest> {
  return { headers: [{ name, value }] };
}

describe('before sending', () => {
  test('a sound request gives no warning', () => {
    assert.deepEqual(codes(header('Authorization', 'Bearer abc.def-0123456789')), []);
  });

  test('a variable without a value is named, wherever it stands', () => {
    const [warning] = checkBeforeSending({ method: 'GET', url: 'https://{{host}}/', headers: [] });
    assert.match(warning?.message ?? '', /"\{\{host\}\}" in the address has no value/);
    assert.ok(codes(header('X-Id', '{{id}}')).includes('unresolved-variable'));
    assert.ok(codes({ method: 'POST', body: { text: '{"a": "{{id}}"}' } }).includes('unresolved-variable'));
    assert.ok(!codes({ method: 'POST', body: { text: '{{#each items}}' } }).includes('unresolved-variable'));
  });

  test('a malformed Authorization value comes with its fixes', () => {
    const [warning] = checkBeforeSending({
      method: 'GET',
      url: 'https://a.example/',
      ...header('Authorization', 'Bearer Bearer abc0123456789'),
      headers: [{ name: 'Authorization', value: 'Bearer Bearer abc0123456789' }],
    });
    assert.equal(warning?.header, 'Authorization');
    assert.ok((warning?.fixes?.length ?? 0) > 0);
  });

  test('a secret over http is a warning, but not to this computer', () => {
    const key = header('X-Api-Key', 'abc0123456789');
    assert.ok(codes({ ...key, url: 'http://api.example.com/' }).includes('secret-over-http'));
    assert.ok(codes({ url: 'http://api.example.com/?access_token=abc' }).includes('secret-over-http'));
    for (const host of ['localhost:3000', '127.0.0.1', '[::1]:80', 'app.localhost'])
      assert.ok(!codes({ ...key, url: `http://${host}/` }).includes('secret-over-http'), host);
    assert.ok(!codes({ url: 'http://api.example.com/' }).includes('secret-over-http'));
  });

  test('a password in the address is told, without the password', () => {
    const warnings = checkBeforeSending({ method: 'GET', url: 'https://me:hunter2@a.example/', headers: [] });
    assert.deepEqual(
      warnings.map(({ code }) => code),
      ['userinfo-in-url'],
    );
    assert.ok(!JSON.stringify(warnings).includes('hunter2'));
  });

  test('what cannot be sent is an error', () => {
    assert.ok(codes({ url: 'example.com' }).includes('invalid-url'));
    assert.ok(codes(header('X A', 'b')).includes('invalid-header'));
  });
});

describe('the proxy', () => {
  const environment = {
    HTTPS_PROXY: 'http://upper:1',
    https_proxy: 'http://lower:2',
    http_proxy: 'plain:3',
    NO_PROXY: 'localhost,.corp',
  };

  test('comes from the settings, then from the environment, lower case first', () => {
    assert.deepEqual(chooseProxy('https://a.example/', { proxy: 'http://set:9' }, environment), {
      url: 'http://set:9',
      noProxy: ['localhost', '.corp'],
    });
    assert.deepEqual(chooseProxy('https://a.example/', {}, environment)?.url, 'http://lower:2');
    assert.deepEqual(chooseProxy('http://a.example/', {}, environment)?.url, 'http://plain:3');
    assert.equal(chooseProxy('http://a.example/', {}, {}), undefined);
    assert.equal(
      chooseProxy('https://a.example/', { proxy: 'http://set:9', proxySupport: 'off' }, environment),
      undefined,
    );
  });

  const exceptions: [string, string, boolean][] = [
    ['*', 'https://a.example/', true],
    ['a.example', 'https://a.example/', true],
    ['example', 'https://a.example/', true],
    ['.example', 'https://a.example/', true],
    ['*.example', 'https://a.example/', true],
    ['ample', 'https://a.example/', false],
    ['a.example:443', 'https://a.example/', true],
    ['a.example:444', 'https://a.example/', false],
    ['A.EXAMPLE', 'https://a.example/', true],
    ['127.0.0.1', 'http://127.0.0.1:8080/', true],
    ['[::1]', 'http://[::1]:8080/', true],
    ['', 'http://a.example/', false],
  ];
  for (const [entry, url, expected] of exceptions) {
    test(`is ${expected ? 'left out' : 'used'} for ${url} where the exceptions say "${entry}"`, () => {
      assert.equal(bypassesProxy(new URL(url), [entry]), expected);
    });
  }
});
