import { after, before, test } from 'node:test';
import { checkCase, checkSuccess, type Running, run } from './server.ts';
import { basic, brokenPasswords, casesAt } from './tokens.ts';

let server: Running;

const configuration = `<icecast>
  <limits><clients>20</clients><sources>2</sources></limits>
  <authentication>
    <source-password>source</source-password>
    <admin-user>ada</admin-user>
    <admin-password>engine</admin-password>
  </authentication>
  <hostname>localhost</hostname>
  <listen-socket><port>{port}</port><bind-address>127.0.0.1</bind-address></listen-socket>
  <paths>
    <basedir>/usr/share/icecast2</basedir>
    <logdir>{folder}</logdir>
    <webroot>/usr/share/icecast2/web</webroot>
    <adminroot>/usr/share/icecast2/admin</adminroot>
  </paths>
  <logging><accesslog>access</accesslog><errorlog>errors</errorlog><loglevel>1</loglevel></logging>
  <security><chroot>0</chroot><changeowner><user>nobody</user><group>nogroup</group></changeowner></security>
</icecast>`;

before(async () => {
  server = await run('/bin/sh', {
    // It writes its logs as nobody.
    args: ['-c', 'chmod 777 {folder} && exec icecast2 -c {folder}/icecast.xml'],
    files: { 'icecast.xml': configuration },
    debianPackage: 'icecast2',
  });
});

after(() => server?.stop());

for (const { url, ...rest } of casesAt('/admin/stats', brokenPasswords))
  test(`icecast: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

test('icecast: a source with a wrong password', () =>
  checkCase({
    title: '',
    expected: 'invalid-credentials',
    url: `${server.origin}/orders.ogg`,
    method: 'PUT',
    headers: { Authorization: basic('source:compiler'), 'Content-Type': 'application/ogg' },
    body: 'OggS',
  }));

test('icecast: whole credentials', () =>
  checkSuccess({ url: `${server.origin}/admin/stats`, headers: { Authorization: basic('ada:engine') } }));
