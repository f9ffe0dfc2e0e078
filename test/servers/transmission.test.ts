import { after, before, test } from 'node:test';
import { checkCase, checkSuccess, type Running, run, send } from './server.ts';
import { basic, brokenPasswords, casesAt } from './tokens.ts';

let server: Running;

const settings = {
  'rpc-bind-address': '127.0.0.1',
  'rpc-port': '{port}',
  'rpc-authentication-required': true,
  'rpc-username': 'ada',
  'rpc-password': 'engine',
  'bind-address-ipv4': '127.0.0.1',
  'bind-address-ipv6': '::1',
  'download-dir': '{folder}',
  'dht-enabled': false,
  'pex-enabled': false,
  'utp-enabled': false,
  'port-forwarding-enabled': false,
  'peer-port-random-on-start': true,
};

before(async () => {
  server = await run('transmission-daemon', {
    args: ['--foreground', '--config-dir', '{folder}', '--log-error'],
    // The port is a number, not a text.
    files: { 'settings.json': JSON.stringify(settings).replace('"{port}"', '{port}') },
    debianPackage: 'transmission-daemon',
  });
});

after(() => server?.stop());

for (const { url, ...rest } of casesAt('/transmission/rpc', brokenPasswords))
  test(`transmission: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

const call = (headers: Readonly<Record<string, string>>) => ({
  url: `${server.origin}/transmission/rpc`,
  headers: { Authorization: basic('ada:engine'), 'Content-Type': 'application/json', ...headers },
  body: '{"method":"session-stats"}',
});

// It is asked for in a header, against requests that other sites forge.
test('transmission: no session id', () => checkCase({ title: '', expected: 'csrf-token-invalid', ...call({}) }));

test('transmission: an old session id', () =>
  checkCase({
    title: '',
    expected: 'csrf-token-invalid',
    ...call({ 'X-Transmission-Session-Id': 'kWnXcG9XYJ5qpX2RzB3mrFvQnPzGkDWpWbMaTuBNnJ6oGgHs' }),
  }));

test('transmission: a session id that it gave', async () => {
  const { response } = await send(call({}));
  const id = response?.headers.find(({ name }) => name.toLowerCase() === 'x-transmission-session-id')?.value ?? '';
  await checkSuccess(call({ 'X-Transmission-Session-Id': id }));
});
