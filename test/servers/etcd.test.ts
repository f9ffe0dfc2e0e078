import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { checkCase, checkSuccess, type Running, run, send, userHas } from './server.ts';

let server: Running;

before(async () => {
  server = await run('etcd', {
    args: [
      '--data-dir={folder}/data',
      '--listen-client-urls=http://127.0.0.1:{port}',
      '--advertise-client-urls=http://127.0.0.1:{port}',
      '--listen-peer-urls=http://127.0.0.1:0',
      '--initial-advertise-peer-urls=http://127.0.0.1:0',
      '--initial-cluster=default=http://127.0.0.1:0',
      '--log-level=error',
    ],
    files: {},
    debianPackage: 'etcd-server',
  });
  await ask('/v3/auth/user/add', { name: 'root', password: 'engine' });
  await ask('/v3/auth/user/add', { name: 'grace', password: 'compiler' });
  await ask('/v3/auth/role/add', { name: 'root' });
  await ask('/v3/auth/user/grant', { user: 'root', role: 'root' });
  await ask('/v3/auth/enable', {});
});

after(() => server?.stop());

const key = Buffer.from('orders').toString('base64');

async function ask(path: string, content: object): Promise<Record<string, unknown>> {
  const { response } = await send({ url: server.origin + path, body: JSON.stringify(content) });
  assert.equal(response?.status, 200, response?.body?.text);
  return JSON.parse(response.body?.text ?? '');
}

/** The value of `Authorization`, which has no scheme here. */
async function signIn(name: string, password: string): Promise<string> {
  return String((await ask('/v3/auth/authenticate', { name, password })).token);
}

const range = (authorization?: string) => ({
  url: `${server.origin}/v3/kv/range`,
  headers: authorization === undefined ? {} : { Authorization: authorization },
  body: JSON.stringify({ key }),
});

test('etcd: no token', () => checkCase({ title: '', expected: 'credentials-missing', ...range() }));

test('etcd: a token that it never gave', () =>
  checkCase({ title: '', expected: 'token-unknown', ...range('gOVHoGMHQIQkwEVl.9') }));

test('etcd: a token under a scheme', async () =>
  checkCase({
    title: '',
    expected: 'malformed-header',
    undetermined: true,
    ...range(`Bearer ${await signIn('root', 'engine')}`),
  }));

test('etcd: a variable that was not replaced', () =>
  checkCase({ title: '', expected: 'placeholder-credentials', ...range('$ETCD_TOKEN') }));

test('etcd: a wrong password', () =>
  checkCase({
    title: '',
    expected: 'invalid-credentials',
    url: `${server.origin}/v3/auth/authenticate`,
    body: '{"name":"root","password":"compiler"}',
  }));

test('etcd: an unknown user', () =>
  checkCase({
    title: '',
    expected: 'invalid-credentials',
    url: `${server.origin}/v3/auth/authenticate`,
    body: '{"name":"joan","password":"engine"}',
  }));

test('etcd: a user who may not read this', async () =>
  checkCase({ title: '', expected: 'permission-denied', ...range(await signIn('grace', 'compiler')) }));

test('etcd: a token that it gave', async () => checkSuccess(range(await signIn('root', 'engine'))));

userHas(() => ({ url: `${server.origin}/v3/auth/authenticate`, body: '{"name":"root","password":"engine"}' }));
