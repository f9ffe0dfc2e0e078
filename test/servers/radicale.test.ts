import { after, before, test } from 'node:test';
import { checkCase, type Running, run, userHas } from './server.ts';
import { basic, brokenPasswords, casesAt } from './tokens.ts';

let server: Running;

const configuration = `
[server]
hosts = 127.0.0.1:{port}
[auth]
type = htpasswd
htpasswd_filename = {folder}/users
htpasswd_encryption = plain
delay = 0
[storage]
filesystem_folder = {folder}/collections
`;

before(async () => {
  server = await run('/usr/bin/radicale', {
    args: ['--config', '{folder}/config'],
    files: { config: configuration, users: 'ada:engine\ngrace:engine\n' },
    debianPackage: 'radicale',
  });
});

after(() => server?.stop());

const brokenHere = brokenPasswords.filter(({ title }) => title !== 'an unknown user');

// A calendar server: asked as its clients ask.
for (const { url, ...rest } of casesAt('/ada/', brokenHere))
  test(`radicale: ${rest.title}`, () => checkCase({ ...rest, method: 'PROPFIND', url: server.origin + url }));

test("radicale: another user's calendars", () =>
  checkCase({
    title: '',
    expected: 'permission-denied',
    method: 'PROPFIND',
    url: `${server.origin}/grace/`,
    headers: { Authorization: basic('ada:engine') },
  }));

userHas(() => ({ method: 'PROPFIND', url: `${server.origin}/ada/`, headers: { Authorization: basic('ada:engine') } }));
