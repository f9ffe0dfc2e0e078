import { after, before, test } from 'node:test';
import { checkCase, checkSuccess, type Running, run, userHas } from './server.ts';
import { basic } from './tokens.ts';

let server: Running;

before(async () => {
  server = await run('pdns_server', {
    args: [
      '--config-dir={folder}',
      '--launch=bind',
      '--bind-config={folder}/named.conf',
      '--socket-dir={folder}',
      '--local-address=127.0.0.2',
      '--local-port={port}',
      '--guardian=no',
      '--daemon=no',
      '--webserver=yes',
      '--webserver-address=127.0.0.1',
      '--webserver-port={port}',
      '--webserver-password=engine',
      '--api=yes',
      '--api-key=the-key-of-ada',
      '--loglevel=0',
    ],
    files: { 'named.conf': '', 'pdns.conf': '' },
    debianPackage: 'pdns-server pdns-backend-bind',
  });
});

after(() => server?.stop());

const api = '/api/v1/servers/localhost/zones';

test('PowerDNS: no key', () => checkCase({ title: '', expected: 'credentials-missing', url: server.origin + api }));

test('PowerDNS: a wrong key', () =>
  checkCase({
    title: '',
    expected: 'invalid-api-key',
    url: server.origin + api,
    headers: { 'X-API-Key': 'the-key-of-joan' },
  }));

test('PowerDNS: a key that was not replaced', () =>
  checkCase({
    title: '',
    expected: 'placeholder-credentials',
    url: server.origin + api,
    headers: { 'X-API-Key': '{{apiKey}}' },
  }));

test('PowerDNS: the key under Authorization', () =>
  checkCase({
    title: '',
    expected: 'wrong-header-name',
    url: server.origin + api,
    headers: { Authorization: 'Bearer the-key-of-ada' },
  }));

test('PowerDNS: no password, for its page', () =>
  checkCase({ title: '', expected: 'credentials-missing', url: `${server.origin}/` }));

test('PowerDNS: a whole key', () =>
  checkSuccess({ url: server.origin + api, headers: { 'X-API-Key': 'the-key-of-ada' } }));

userHas(() => ({ url: `${server.origin}/`, headers: { Authorization: basic('ada:engine') } }));
