import { after, before, test } from 'node:test';
import { checkCase, checkSuccess, type Running, run } from './server.ts';
import { basic, brokenPasswords, casesAt } from './tokens.ts';

let server: Running;

const configuration = `
[supervisord]
logfile = {folder}/log
pidfile = {folder}/pid
childlogdir = {folder}
[inet_http_server]
port = 127.0.0.1:{port}
username = ada
password = engine
[rpcinterface:supervisor]
supervisor.rpcinterface_factory = supervisor.rpcinterface:make_main_rpcinterface
`;

before(async () => {
  server = await run('/usr/bin/supervisord', {
    args: ['--nodaemon', '--silent', '-c', '{folder}/supervisord.conf'],
    files: { 'supervisord.conf': configuration },
    debianPackage: 'supervisor',
  });
});

after(() => server?.stop());

const body = '<?xml version="1.0"?><methodCall><methodName>supervisor.getState</methodName></methodCall>';

for (const { url, ...rest } of casesAt('/RPC2', brokenPasswords))
  test(`supervisor: ${rest.title}`, () =>
    checkCase({ ...rest, url: server.origin + url, body, headers: { ...rest.headers, 'Content-Type': 'text/xml' } }));

test('supervisor: whole credentials', () =>
  checkSuccess({
    url: `${server.origin}/RPC2`,
    body,
    headers: { Authorization: basic('ada:engine'), 'Content-Type': 'text/xml' },
  }));
