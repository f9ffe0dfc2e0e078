import { after, before, test } from 'node:test';
import { v2 as webdav } from 'webdav-server';
import { type Case, checkCase, checkSuccess, type Running, serve, userHas } from './server.ts';
import { basic, bearer, brokenPasswords, casesAt } from './tokens.ts';

let server: Running;

before(async () => {
  const users = new webdav.SimpleUserManager();
  const ada = users.addUser('ada', 'engine', false);
  const privileges = new webdav.SimplePathPrivilegeManager();
  privileges.setRights(ada, '/', ['canRead']);
  const app = new webdav.WebDAVServer({
    requireAuthentification: true,
    httpAuthentication: new webdav.HTTPBasicAuthentication(users, 'Orders'),
    privilegeManager: privileges,
  });
  await app.rootFileSystem().addSubTreeAsync(app.createExternalContext(), { 'orders.txt': webdav.ResourceType.File });
  server = await serve((request, response) => app.executeRequest(request, response));
});

after(() => server.stop());

for (const { url, ...rest } of casesAt('/orders.txt', brokenPasswords))
  test(`WebDAV server: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

const Authorization = basic('ada:engine');
const cases: readonly Case[] = [
  {
    title: 'a folder that may not be written, which is refused as a wrong password is',
    url: '/new',
    method: 'MKCOL',
    headers: { Authorization },
    expected: 'permission-denied',
    undetermined: true,
  },
  { title: 'a file that is not there', url: '/order.txt', headers: { Authorization }, expected: 'not-an-auth-failure' },
  { title: 'a token', url: '/', method: 'PROPFIND', headers: { Authorization: bearer() }, expected: 'scheme-mismatch' },
];

for (const { url, ...rest } of cases)
  test(`WebDAV server at ${url}: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

test('WebDAV server: whole credentials', () =>
  checkSuccess({ url: `${server.origin}/orders.txt`, headers: { Authorization } }));

userHas(() => ({ method: 'PROPFIND', url: `${server.origin}/`, headers: { Authorization } }));
