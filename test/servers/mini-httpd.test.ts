import { after, before, test } from 'node:test';
import { checkCase, checkSuccess, type Running, run } from './server.ts';
import { basic, brokenPasswords, casesAt } from './tokens.ts';

let server: Running;

before(async () => {
  server = await run('mini_httpd', {
    args: ['-D', '-h', '127.0.0.1', '-p', '{port}', '-d', '{folder}', '-u', 'nobody'],
    files: { '.htpasswd': 'ada:abdDyFpBzVHV2\n', orders: 'orders\n' },
    debianPackage: 'mini-httpd',
  });
});

after(() => server?.stop());

for (const { url, ...rest } of casesAt('/orders', brokenPasswords))
  test(`mini_httpd: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

test('mini_httpd: its file of passwords', () =>
  checkCase({
    title: '',
    expected: 'permission-denied',
    url: `${server.origin}/.htpasswd`,
    headers: { Authorization: basic('ada:engine') },
  }));

test('mini_httpd: whole credentials', () =>
  checkSuccess({ url: `${server.origin}/orders`, headers: { Authorization: basic('ada:engine') } }));
