import { after, before, test } from 'node:test';
import jwt from 'jsonwebtoken';
import { checkCase, checkSuccess, type Running, run, serve, userHas } from './server.ts';
import { audience, bearer, brokenTokens, casesAt, issuer, secret } from './tokens.ts';
import { nginxWith } from './web-servers.ts';

let guard: Running;
let server: Running;

/** What nginx asks about each request: it sees a status and a challenge, and the client sees nginx's page. */
async function startGuard(): Promise<Running> {
  return serve((request, response) => {
    const [scheme, token] = request.headers.authorization?.split(' ') ?? [];
    const challenge = (error = '') => ({ 'WWW-Authenticate': `Bearer realm="orders"${error}` });
    if (request.url === '/broken') return void response.writeHead(500).end();
    if (scheme !== 'Bearer' || !token) return void response.writeHead(401, challenge()).end();
    try {
      const claims = jwt.verify(token, secret, { audience, issuer, algorithms: ['HS256'] });
      const admin = typeof claims === 'object' && claims.role === 'admin';
      response.writeHead(request.url === '/admin' && !admin ? 403 : 204).end();
    } catch {
      response.writeHead(401, challenge(', error="invalid_token"')).end();
    }
  });
}

const configuration = (checks: string) =>
  nginxWith(`  server {
    listen 127.0.0.1:{port};
    default_type text/plain;
    root {folder};
    location = /guard { internal; proxy_pass ${checks}/; }
    location = /guard-admin { internal; proxy_pass ${checks}/admin; }
    location = /guard-broken { internal; proxy_pass ${checks}/broken; }
    location /orders { auth_request /guard; }
    location /admin { auth_request /guard-admin; }
    location /broken { auth_request /guard-broken; }
    location /page { auth_request /guard; error_page 401 = @sign-in; }
    location @sign-in { return 302 /oauth2/start?rd=$scheme://$http_host$request_uri; }
    location /oauth2/start { default_type text/html; return 200 '<title>Sign in</title><form action="/oauth2/callback"><button>Sign in with OpenID Connect</button></form>'; }
  }`);

before(async () => {
  guard = await startGuard();
  server = await run('nginx', {
    args: ['-e', 'stderr', '-p', '{folder}', '-c', '{folder}/nginx.conf'],
    files: { 'nginx.conf': configuration(guard.origin), orders: 'orders\n', admin: 'orders\n' },
    debianPackage: 'nginx-light',
  });
});

after(async () => {
  await server?.stop();
  await guard?.stop();
});

const silent = ['another secret', 'another audience', 'another issuer', 'another algorithm'];

for (const { url, ...rest } of casesAt('/orders', brokenTokens, silent))
  test(`nginx with auth_request: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

test('nginx with auth_request: a user without the role', () =>
  checkCase({
    title: '',
    expected: 'permission-denied',
    undetermined: true,
    url: `${server.origin}/admin`,
    headers: { Authorization: bearer() },
  }));

test('nginx with auth_request: a guard that is broken', () =>
  checkCase({
    title: '',
    expected: 'not-an-auth-failure',
    url: `${server.origin}/broken`,
    headers: { Authorization: bearer() },
  }));

test('nginx with auth_request: no cookie, for a page', () =>
  checkCase({ title: '', expected: 'credentials-missing', url: `${server.origin}/page` }));

test('nginx with auth_request: a cookie whose session has ended, for a page', () =>
  checkCase({
    title: '',
    expected: 'session-expired',
    url: `${server.origin}/page`,
    headers: { Cookie: '_oauth2_proxy=djIuWDI5aGRYUm9NbDl3Y205NGVRLm5vYm9keQ==|1700000000|c2lnbmF0dXJl' },
  }));

test('nginx with auth_request: whole credentials', () =>
  checkSuccess({ url: `${server.origin}/orders`, headers: { Authorization: bearer() } }));

userHas(() => ({ url: `${server.origin}/admin`, headers: { Authorization: bearer({ role: 'admin' }) } }));
