// The lines for a server's author, put into the very servers whose answers they were written for: what was refused before is
// answered after.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { findRepair } from '../../src/repair/index.ts';
import { type Exchange, headerValue } from '../../src/request/model.ts';
import { type Running, run, type ShortRequest, send, serve } from './server.ts';
import { apacheWith, nginxWith } from './web-servers.ts';

let api: Running;
before(async () => {
  api = await serve(({ headers }, response) => {
    if (/^Bearer \S+$/.test(headers.authorization ?? '')) return void response.end('orders\n');
    const says = headers['x-silent'] ? {} : { 'WWW-Authenticate': 'Bearer realm="orders"' };
    response.writeHead(401, says).end();
  });
});
after(() => api.stop());

const users = `ada:{SHA}${createHash('sha1').update('engine').digest('base64')}\n`;
const bearer = { Authorization: 'Bearer 2YotnFZFEjr1zCsicMWpAA' };
const preflight = {
  method: 'OPTIONS',
  headers: {
    Origin: 'https://app.example',
    'Access-Control-Request-Method': 'GET',
    'Access-Control-Request-Headers': 'authorization',
  },
};

/** With the lines that the first answer leads to, the same request gets the second. */
async function mend(start: (lines: string) => Promise<Running>, request: Omit<ShortRequest, 'url'>): Promise<Exchange> {
  const broken = await start('');
  const exchange = await send({ ...request, url: `${broken.origin}/orders` });
  await broken.stop();
  assert.equal(exchange.response?.status, 401);
  const finding = diagnose(exchange).findings.find(({ fixes }) => fixes.some(({ id }) => id === 'mend-server'));
  const step = finding && findRepair('mend-server', finding, exchange)?.repair({ finding, exchange });
  assert.ok(step?.kind === 'instructions' && step.lines, JSON.stringify(finding?.cause));
  const mended = await start(step.lines);
  const second = await send({ ...request, url: `${mended.origin}/orders` });
  await mended.stop();
  return second;
}

function checkPreflight({ response }: Exchange): void {
  assert.equal(response?.status, 204);
  assert.equal(headerValue(response.headers, 'Access-Control-Allow-Origin'), 'https://app.example');
  assert.equal(headerValue(response.headers, 'Access-Control-Allow-Headers'), 'authorization');
}

function nginx(http: string): Promise<Running> {
  return run('nginx', {
    args: ['-e', 'stderr', '-p', '{folder}', '-c', '{folder}/nginx.conf'],
    files: { 'nginx.conf': nginxWith(http), users },
    debianPackage: 'nginx-light',
  });
}

const nginxServer = (location: string) => `server { listen 127.0.0.1:{port}; location / {\n${location}\n} }`;

test('nginx passes Authorization on with its line', async () => {
  const location = (lines: string) =>
    nginxServer(`${lines === '' ? 'proxy_set_header Authorization "";' : lines}\nproxy_pass ${api.origin};`);
  const { response } = await mend(lines => nginx(location(lines)), { headers: bearer });
  assert.equal(response?.status, 200);
});

test('nginx answers a preflight with its lines', async () => {
  const location = (lines: string) =>
    nginxServer(`auth_basic "Orders"; auth_basic_user_file {folder}/users;\n${lines}`);
  checkPreflight(await mend(lines => nginx(location(lines)), preflight));
});

test('nginx says with its lines which credentials are wanted', async () => {
  const start = (lines: string) => {
    const map = lines.split('\n').filter(line => line.startsWith('map'));
    const header = lines.split('\n').filter(line => line.startsWith('add_header'));
    return nginx([...map, nginxServer(`${header.join('\n')}\nproxy_pass ${api.origin};`)].join('\n'));
  };
  const { response } = await mend(start, { headers: { 'X-Silent': '1' } });
  assert.equal(headerValue(response?.headers ?? [], 'WWW-Authenticate'), 'Bearer realm="api"');
});

function apache(directives: string): Promise<Running> {
  const modules = ['mpm_prefork', 'authn_core', 'authn_file', 'authz_core', 'authz_user', 'auth_basic', 'alias', 'cgi'];
  return run('apache2', {
    args: ['-X', '-f', '{folder}/apache.conf'],
    files: {
      'apache.conf': `${apacheWith([...modules, 'headers', 'setenvif'])}ScriptAlias /orders {folder}/api.cgi\n${directives}`,
      users,
      'api.cgi': `#!/bin/sh
case "$REQUEST_METHOD$HTTP_AUTHORIZATION" in
  OPTIONS*|GETBearer*) printf 'Status: 200 OK\\r\\n\\r\\norders\\n' ;;
  *) if [ -z "$HTTP_X_SILENT" ]; then c='WWW-Authenticate: Bearer realm="orders"\\r\\n'; fi
     printf "Status: 401 Unauthorized\\r\\n$c\\r\\n" ;;
esac
`,
    },
    debianPackage: 'apache2',
  });
}

test('Apache passes Authorization on with its line', async () => {
  const start = (lines: string) => apache(`<Location /orders>\nRequire all granted\n${lines}\n</Location>`);
  const { response } = await mend(start, { headers: bearer });
  assert.equal(response?.status, 200);
});

test('Apache lets a preflight through with its lines', async () => {
  const start = (lines: string) =>
    apache(
      `<Location />\nAuthType Basic\nAuthName Orders\nAuthUserFile {folder}/users\n${lines || 'Require valid-user'}\n</Location>`,
    );
  const { response } = await mend(start, preflight);
  assert.equal(response?.status, 200);
});

test('Apache says with its line which credentials are wanted', async () => {
  const start = (lines: string) => apache(`<Location /orders>\nRequire all granted\n${lines}\n</Location>`);
  const { response } = await mend(start, { headers: { 'X-Silent': '1' } });
  assert.equal(headerValue(response?.headers ?? [], 'WWW-Authenticate'), 'Bearer realm="api"');
});

test('HAProxy answers a preflight with its line', async () => {
  const start = (lines: string) =>
    run('haproxy', {
      args: ['-db', '-f', '{folder}/haproxy.cfg'],
      files: {
        'haproxy.cfg': `
defaults
  mode http
  timeout client 5s
  timeout connect 5s
  timeout server 5s
userlist users
  user ada insecure-password engine
frontend front
  bind 127.0.0.1:{port}
  ${lines}
  http-request auth realm Orders if !{ http_auth(users) }
`,
      },
      debianPackage: 'haproxy',
    });
  checkPreflight(await mend(start, preflight));
});

test('Caddy answers a preflight with its lines', async () => {
  // Called basic_auth since 2.8, which still knows it so.
  const guarded = `basicauth {\nada $2a$14$96U6U6i1/oFojo0.VJ5jr.B3PubBHnugiYdc5Kf7gfRomsHfSwlRi\n}\nrespond "orders"`;
  const start = (lines: string) => {
    const site = lines.replace('# basic_auth or forward_auth, and reverse_proxy, as before', guarded) || guarded;
    // Nothing is left behind in the home of who runs the test.
    return run('env', {
      args: [
        'XDG_CONFIG_HOME={folder}',
        'XDG_DATA_HOME={folder}',
        'caddy',
        'run',
        '--config',
        '{folder}/Caddyfile',
        '--adapter',
        'caddyfile',
      ],
      files: {
        Caddyfile: `{\nadmin off\nauto_https off\n}\nhttp://127.0.0.1:{port} {\n${site}\n}\n`,
      },
      debianPackage: 'caddy',
    });
  };
  checkPreflight(await mend(start, preflight));
});
