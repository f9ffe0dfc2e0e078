import { after, before, test } from 'node:test';
import { checkExchange, type Running, run, send, serve } from './server.ts';
import { basic } from './tokens.ts';

let target: Running;
let proxy: Running;

const configuration = `
http_port 127.0.0.1:{port}
pid_filename none
cache deny all
access_log none
cache_log stdio:/dev/stderr
coredump_dir {folder}
shutdown_lifetime 0 seconds
auth_param digest program /usr/lib/squid/digest_file_auth {folder}/digest
auth_param digest realm Orders
auth_param digest children 1 startup=1
auth_param basic program {folder}/check
auth_param basic realm Orders
auth_param basic children 1 startup=1
acl known proxy_auth REQUIRED
http_access allow known
http_access deny all
`;

const check = `#!/bin/sh
while read -r user password; do
  if [ "$user $password" = "ada engine" ]; then echo OK; else echo ERR; fi
done
`;

before(async () => {
  target = await serve((_request, response) => response.writeHead(401, { 'WWW-Authenticate': 'Bearer' }).end());
  proxy = await run('squid', {
    args: ['-N', '-f', '{folder}/squid.conf'],
    files: { 'squid.conf': configuration, check, digest: 'ada:lovelace\n' },
    debianPackage: 'squid',
  });
});

after(async () => {
  await proxy?.stop();
  await target?.stop();
});

test('squid, asked to forward without a password', async () =>
  checkExchange(await send({ url: target.origin }, { proxy: { url: proxy.origin } }), 'proxy-authentication-required'));

test('squid, asked for a tunnel without a password', async () =>
  checkExchange(
    await send({ url: 'https://api.test/' }, { proxy: { url: proxy.origin } }),
    'proxy-authentication-required',
  ));

test('squid, with a wrong password', async () =>
  checkExchange(
    await send({ url: target.origin }, { proxy: { url: proxy.origin, authorization: basic('ada:compiler') } }),
    'proxy-authentication-required',
  ));

test('an API behind squid, with a password that the proxy takes with Digest only, and no token', async () =>
  checkExchange(
    await send({ url: target.origin }, { proxy: { url: proxy.origin.replace('//', '//ada:lovelace@') } }),
    'credentials-missing',
  ));

test('an API behind squid, with the password of the proxy and no token', async () =>
  checkExchange(
    await send({ url: target.origin }, { proxy: { url: proxy.origin, authorization: basic('ada:engine') } }),
    'credentials-missing',
  ));
