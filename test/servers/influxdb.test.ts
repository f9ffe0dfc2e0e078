import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { checkCase, checkSuccess, type Running, run, send } from './server.ts';
import { type Broken, basic, bearer, brokenPasswords, casesAt, secret } from './tokens.ts';

let server: Running;

const configuration = `
reporting-disabled = true
bind-address = "127.0.0.1:0"
[meta]
  dir = "{folder}/meta"
[data]
  dir = "{folder}/data"
  wal-dir = "{folder}/wal"
[monitor]
  store-enabled = false
[logging]
  level = "error"
[http]
  bind-address = "127.0.0.1:{port}"
  auth-enabled = true
  shared-secret = "${secret}"
  log-enabled = false
`;

const query = (text: string) => `/query?q=${encodeURIComponent(text)}`;
const databases = query('SHOW DATABASES');

before(async () => {
  server = await run('influxd', {
    args: ['-config', '{folder}/influxdb.conf'],
    files: { 'influxdb.conf': configuration },
    debianPackage: 'influxdb',
  });
  // The first user is made without a password; whatever comes after needs it.
  await ask("CREATE USER ada WITH PASSWORD 'engine' WITH ALL PRIVILEGES");
  await ask("CREATE USER grace WITH PASSWORD 'compiler'");
  await ask('CREATE DATABASE orders');
});

after(() => server?.stop());

async function ask(text: string): Promise<void> {
  const url = server.origin + query(text);
  const { response } = await send({ url, method: 'POST', headers: { Authorization: basic('ada:engine') } });
  assert.equal(response?.status, 200, response?.body?.text);
}

const now = Math.floor(Date.now() / 1000);

const brokenAtInflux: readonly Broken[] = [
  {
    title: 'an expired token',
    authorization: bearer({ username: 'ada', iat: now - 7200, exp: now - 3600 }),
    expected: 'token-expired',
  },
  {
    title: 'a token of tomorrow',
    authorization: bearer({ username: 'ada', nbf: now + 86400, exp: now + 90000 }),
    expected: 'token-not-yet-valid',
  },
  {
    title: 'another secret',
    authorization: bearer({ username: 'ada' }, 'another-secret-which-is-long-enough'),
    expected: 'signature-invalid',
  },
  { title: 'a token without a user', authorization: bearer(), expected: 'claim-missing' },
  {
    title: 'a token of an unknown user',
    authorization: bearer({ username: 'joan' }),
    expected: 'invalid-credentials',
    undetermined: true,
  },
  {
    title: 'half a token',
    authorization: bearer({ username: 'ada' }).split('.').slice(0, 2).join('.'),
    expected: 'token-malformed',
  },
  {
    title: 'the scheme twice',
    authorization: `Bearer ${bearer({ username: 'ada' })}`,
    expected: 'malformed-header',
  },
  { title: 'a variable that was not replaced', authorization: `Bearer \${TOKEN}`, expected: 'placeholder-credentials' },
];

// It takes a Basic password and a token alike: a token that is none is no other scheme.
const brokenHere = brokenPasswords.map(one =>
  one.title === 'a token' ? { ...one, expected: 'token-malformed' as const } : one,
);

for (const { url, ...rest } of [...casesAt(databases, brokenHere), ...casesAt(databases, brokenAtInflux)])
  test(`influxdb: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

test('influxdb: a wrong password in the query', () =>
  checkCase({ title: '', expected: 'invalid-credentials', url: `${server.origin}${databases}&u=ada&p=compiler` }));

test('influxdb: a user without a password in the query', () =>
  checkCase({
    title: '',
    expected: 'credentials-missing',
    url: `${server.origin}${databases}&u=ada`,
  }));

test('influxdb: a user who may not ask this', () =>
  checkCase({
    title: '',
    expected: 'permission-denied',
    url: `${server.origin}${query('CREATE DATABASE invoices')}`,
    method: 'POST',
    headers: { Authorization: basic('grace:compiler') },
  }));

test('influxdb: a user who may not write', () =>
  checkCase({
    title: '',
    expected: 'permission-denied',
    url: `${server.origin}/write?db=orders`,
    headers: { Authorization: basic('grace:compiler') },
    body: 'orders value=1',
  }));

test('influxdb: a token', () =>
  checkSuccess({ url: server.origin + databases, headers: { Authorization: bearer({ username: 'ada' }) } }));

test('influxdb: a password in the query', () => checkSuccess({ url: `${server.origin}${databases}&u=ada&p=engine` }));
