import { after, before, test } from 'node:test';
import { checkCase, checkSuccess, type Running, run } from './server.ts';
import { basic, brokenPasswords, casesAt } from './tokens.ts';

let server: Running;

const configuration = `
set daemon 60
set logfile {folder}/log
set pidfile {folder}/pid
set idfile {folder}/id
set statefile {folder}/state
set httpd port {port} and use address 127.0.0.1
  allow ada:engine
  allow joan:engine read-only
`;

before(async () => {
  server = await run('/bin/sh', {
    // It reads no file that others may read.
    args: ['-c', 'chmod 600 {folder}/monitrc && exec monit -I -c {folder}/monitrc'],
    files: { monitrc: configuration },
    debianPackage: 'monit',
  });
});

after(() => server?.stop());

for (const { url, ...rest } of casesAt('/_status', brokenPasswords))
  test(`monit: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

const action = (user: string) => ({
  url: `${server.origin}/_doaction`,
  headers: { Authorization: basic(`${user}:engine`), 'Content-Type': 'application/x-www-form-urlencoded' },
  body: 'action=monitor&service=orders',
});

test('monit: a form without its token', () =>
  checkCase({ title: '', expected: 'csrf-token-invalid', ...action('ada') }));

test('monit: a form with another token', () =>
  checkCase({
    title: '',
    expected: 'csrf-token-invalid',
    ...action('ada'),
    headers: { ...action('ada').headers, Cookie: 'securitytoken=1a2b3c4d' },
    body: 'action=monitor&service=orders&securitytoken=ffffffff',
  }));

test('monit: a user who may only read', () =>
  checkCase({
    title: '',
    expected: 'permission-denied',
    ...action('joan'),
    headers: { ...action('joan').headers, Cookie: 'securitytoken=1a2b3c4d' },
    body: 'action=monitor&service=orders&securitytoken=1a2b3c4d',
  }));

test('monit: whole credentials', () =>
  checkSuccess({ url: `${server.origin}/_status`, headers: { Authorization: basic('ada:engine') } }));
