import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type Case, checkCase, type Running, run, serve, userHas } from './server.ts';
import { nginxWith } from './web-servers.ts';

let upstream: Running;
let server: Running;

/** An API behind nginx: it takes any bearer token, and says by its challenge whether it saw one (RFC 6750 §3.1). */
async function startUpstream(): Promise<Running> {
  return serve((request, response) => {
    if (/^Bearer \S+$/.test(request.headers.authorization ?? '')) response.writeHead(200).end('orders\n');
    else response.writeHead(401, { 'WWW-Authenticate': 'Bearer realm="orders"' }).end();
  });
}

const configuration = (api: string) =>
  nginxWith(`  server {
    listen 127.0.0.1:{port};
    location /basic { root {folder}; auth_basic "Orders"; auth_basic_user_file {folder}/users; }
    location /stripping { proxy_set_header Authorization ""; proxy_pass ${api}; }
    location /moved { return 301 ${api.replace('127.0.0.1', 'localhost')}/orders; }
  }`);

before(async () => {
  upstream = await startUpstream();
  const hash = createHash('sha1').update('engine').digest('base64');
  server = await run('nginx', {
    args: ['-e', 'stderr', '-p', '{folder}', '-c', '{folder}/nginx.conf'],
    files: { 'nginx.conf': configuration(upstream.origin), users: `ada:{SHA}${hash}\n`, basic: 'orders\n' },
    debianPackage: 'nginx-light',
  });
});

after(async () => {
  await server?.stop();
  await upstream?.stop();
});

const encoded = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
const bearer = 'Bearer 2YotnFZFEjr1zCsicMWpAA';

const cases: readonly (Omit<Case, 'url'> & { readonly path: string; readonly authorization?: string })[] = [
  { title: 'no password', path: '/basic', expected: 'credentials-missing' },
  {
    title: 'a wrong password',
    path: '/basic',
    authorization: encoded('ada:compiler'),
    expected: 'invalid-credentials',
  },
  {
    title: 'a bearer token where a password is wanted',
    path: '/basic',
    authorization: bearer,
    expected: 'scheme-mismatch',
  },
  {
    title: 'an API behind a proxy that strips Authorization',
    path: '/stripping',
    authorization: bearer,
    expected: 'header-stripped-by-intermediary',
  },
  {
    title: 'a redirect to another host',
    path: '/moved',
    authorization: bearer,
    expected: 'header-dropped-on-redirect',
  },
];

for (const { path, authorization, ...rest } of cases) {
  const headers = authorization === undefined ? {} : { Authorization: authorization };
  test(`nginx: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + path, headers }));
}

userHas(() => ({ url: `${server.origin}/basic`, headers: { Authorization: encoded('ada:engine') } }));
