import { after, before, test } from 'node:test';
import { checkCase, checkSuccess, type Running, run, serve } from './server.ts';
import { basic, brokenPasswords, casesAt } from './tokens.ts';

let upstream: Running;
let server: Running;

/** `caddy hash-password --plaintext engine`. */
const hash = '$2a$14$96U6U6i1/oFojo0.VJ5jr.B3PubBHnugiYdc5Kf7gfRomsHfSwlRi';

const configuration = (api: string) => ({
  // Nothing is left behind in the home of who runs the test.
  admin: { disabled: true, config: { persist: false } },
  apps: {
    http: {
      servers: {
        orders: {
          listen: ['127.0.0.1:{port}'],
          automatic_https: { disable: true },
          routes: [
            {
              match: [{ path: ['/basic'] }],
              handle: [
                {
                  handler: 'authentication',
                  providers: {
                    http_basic: {
                      accounts: [{ username: 'ada', password: Buffer.from(hash).toString('base64') }],
                      hash: { algorithm: 'bcrypt' },
                    },
                  },
                },
                { handler: 'static_response', body: 'orders' },
              ],
            },
            {
              match: [{ path: ['/stripping'] }],
              handle: [
                {
                  handler: 'reverse_proxy',
                  headers: { request: { delete: ['Authorization'] } },
                  upstreams: [{ dial: api.replace('http://', '') }],
                },
              ],
            },
          ],
        },
      },
    },
  },
});

before(async () => {
  upstream = await serve((request, response) => {
    if (/^Bearer \S+$/.test(request.headers.authorization ?? '')) response.writeHead(200).end('orders\n');
    else response.writeHead(401, { 'WWW-Authenticate': 'Bearer realm="orders"' }).end();
  });
  server = await run('caddy', {
    args: ['run', '--config', '{folder}/caddy.json'],
    files: { 'caddy.json': JSON.stringify(configuration(upstream.origin)) },
    debianPackage: 'caddy',
  });
});

after(async () => {
  await server?.stop();
  await upstream?.stop();
});

for (const { url, ...rest } of casesAt('/basic', brokenPasswords))
  test(`caddy: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

test('caddy: an API behind a proxy that strips Authorization', () =>
  checkCase({
    title: '',
    expected: 'header-stripped-by-intermediary',
    url: `${server.origin}/stripping`,
    headers: { Authorization: 'Bearer 2YotnFZFEjr1zCsicMWpAA' },
  }));

test('caddy: whole credentials', () =>
  checkSuccess({ url: `${server.origin}/basic`, headers: { Authorization: basic('ada:engine') } }));
