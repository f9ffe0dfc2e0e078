import { after, before, test } from 'node:test';
import { checkCase, checkSuccess, type Running, run } from './server.ts';
import { basic, brokenPasswords, casesAt } from './tokens.ts';

let server: Running;

/** What all of Prometheus's programs read: users with bcrypt. This is "engine". */
const hash = '$2y$04$4XcaOb1nSFQje1JmwCP01e80r3IcJ.Sr4IBWqHrfDtTA2afoJ469e';

before(async () => {
  server = await run('prometheus-node-exporter', {
    args: [
      '--web.config.file={folder}/web.yml',
      '--web.listen-address=127.0.0.1:{port}',
      '--collector.disable-defaults',
      '--collector.time',
    ],
    files: { 'web.yml': JSON.stringify({ basic_auth_users: { ada: hash } }) },
    debianPackage: 'prometheus-node-exporter',
  });
});

after(() => server?.stop());

for (const { url, ...rest } of casesAt('/metrics', brokenPasswords))
  test(`a Prometheus exporter: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

test('a Prometheus exporter: whole credentials', () =>
  checkSuccess({ url: `${server.origin}/metrics`, headers: { Authorization: basic('ada:engine') } }));
