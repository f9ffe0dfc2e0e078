import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { checkExchange, type Running, run, send, serve, userHas } from './server.ts';
import { basic } from './tokens.ts';

let target: Running;
let proxy: Running;

before(async () => {
  target = await serve((_request, response) => response.end('orders\n'));
  proxy = await run('tinyproxy', {
    args: ['-d', '-c', '{folder}/tinyproxy.conf'],
    files: { 'tinyproxy.conf': 'Port {port}\nListen 127.0.0.1\nMaxClients 10\nBasicAuth ada engine\n' },
    debianPackage: 'tinyproxy-bin',
  });
});

after(async () => {
  await proxy?.stop();
  await target?.stop();
});

test('tinyproxy, asked to forward without a password', async () =>
  checkExchange(await send({ url: target.origin }, { proxy: { url: proxy.origin } }), 'proxy-authentication-required'));

test('tinyproxy, asked for a tunnel without a password', async () =>
  checkExchange(
    await send({ url: 'https://api.test/' }, { proxy: { url: proxy.origin } }),
    'proxy-authentication-required',
  ));

const withPassword = () => ({ proxy: { url: proxy.origin, authorization: basic('ada:engine') } });

test('a server behind tinyproxy, with the password', async () => {
  const { response } = await send({ url: target.origin }, withPassword());
  assert.equal(response?.status, 200);
});

userHas(
  () => ({ url: target.origin }),
  () => ({ options: withPassword() }),
);
