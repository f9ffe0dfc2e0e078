import { after, before, test } from 'node:test';
import { checkCase, checkSuccess, type Running, run } from './server.ts';
import { basic } from './tokens.ts';

let server: Running;

before(async () => {
  server = await run('aria2c', {
    args: [
      '--no-conf',
      '--enable-rpc',
      '--rpc-listen-port={port}',
      '--rpc-secret=the-secret-of-ada',
      '--dir={folder}',
      '--quiet',
    ],
    files: {},
    debianPackage: 'aria2',
  });
});

after(() => server?.stop());

const call = (...params: string[]) => ({
  url: `${server.origin}/jsonrpc`,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ jsonrpc: '2.0', id: 'a', method: 'aria2.getVersion', params }),
});

// The token is the first parameter of each call; "Unauthorized" is all it says.
test('aria2: no token', () => checkCase({ title: '', expected: 'credentials-missing', undetermined: true, ...call() }));

test('aria2: a wrong token', () =>
  checkCase({ title: '', expected: 'invalid-api-key', undetermined: true, ...call('token:the-secret-of-joan') }));

test('aria2: a password where a token is wanted', () =>
  checkCase({
    title: '',
    expected: 'scheme-mismatch',
    undetermined: true,
    ...call(),
    headers: { ...call().headers, Authorization: basic('ada:engine') },
  }));

test('aria2: a method that is not there', () =>
  checkCase({
    title: '',
    expected: 'not-an-auth-failure',
    ...call(),
    body: '{"jsonrpc":"2.0","id":"a","method":"aria2.orders","params":["token:the-secret-of-ada"]}',
  }));

test('aria2: a whole token', () => checkSuccess(call('token:the-secret-of-ada')));
