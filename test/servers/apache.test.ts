import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { parseChallenges } from '../../src/auth/challenges.ts';
import { headerValue } from '../../src/request/model.ts';
import { type Case, checkCase, type Running, run, send, userHas } from './server.ts';
import { apacheWith } from './web-servers.ts';

const realm = 'Orders';
const loaded = [
  'mpm_prefork',
  'authn_core',
  'authn_file',
  'authz_core',
  'authz_user',
  'auth_basic',
  'auth_digest',
  'alias',
  'cgi',
];

const configuration = `${apacheWith(loaded)}ScriptAlias /cgi {folder}/api.cgi
Alias /basic {folder}/orders.txt
Alias /digest {folder}/orders.txt
<Location /basic>
  AuthType Basic
  AuthName "${realm}"
  AuthUserFile {folder}/users
  Require valid-user
</Location>
<Location /digest>
  AuthType Digest
  AuthName "${realm}"
  AuthDigestProvider file
  AuthUserFile {folder}/digests
  Require valid-user
</Location>
`;

/** A CGI program sees the Authorization field only where Apache is told to pass it on (CGIPassAuth). */
const api = `#!/bin/sh
if [ -n "$HTTP_AUTHORIZATION" ]; then
  printf 'Status: 200 OK\\r\\nContent-Type: text/plain\\r\\n\\r\\norders\\n'
else
  printf 'Status: 401 Unauthorized\\r\\nWWW-Authenticate: Bearer realm="orders"\\r\\nContent-Type: application/json\\r\\n\\r\\n'
  printf '{"error":"No access token was sent"}\\n'
fi
`;

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

let server: Running;

before(async () => {
  server = await run('apache2', {
    args: ['-X', '-f', '{folder}/apache.conf'],
    files: {
      'apache.conf': configuration,
      users: `ada:{SHA}${createHash('sha1').update('engine').digest('base64')}\n`,
      digests: `ada:${realm}:${md5(`ada:${realm}:engine`)}\n`,
      'api.cgi': api,
      'orders.txt': 'orders\n',
    },
    debianPackage: 'apache2',
  });
});

after(() => server?.stop());

const encoded = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
const bearer = 'Bearer 2YotnFZFEjr1zCsicMWpAA';

const cases: readonly (Omit<Case, 'url'> & { readonly path: string; readonly authorization?: string })[] = [
  { title: 'Basic, and no password', path: '/basic', expected: 'credentials-missing' },
  {
    title: 'Basic, and a wrong password',
    path: '/basic',
    authorization: encoded('ada:compiler'),
    expected: 'invalid-credentials',
  },
  { title: 'Basic, and a bearer token', path: '/basic', authorization: bearer, expected: 'scheme-mismatch' },
  { title: 'Digest, and no password', path: '/digest', expected: 'credentials-missing' },
  {
    title: 'Digest, and a Basic password',
    path: '/digest',
    authorization: encoded('ada:engine'),
    expected: 'scheme-mismatch',
  },
  {
    title: 'a CGI program that sees no header',
    path: '/cgi',
    authorization: bearer,
    expected: 'header-stripped-by-intermediary',
  },
];

for (const { path, authorization, ...rest } of cases) {
  const headers = authorization === undefined ? {} : { Authorization: authorization };
  test(`Apache: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + path, headers }));
}

/** Answers the server's challenge (RFC 7616 §3.4.1) for `/digest`. */
async function digestFor(password: string, nonce?: string): Promise<string> {
  const exchange = await send({ url: `${server.origin}/digest` });
  const [challenge] = parseChallenges(headerValue(exchange.response?.headers ?? [], 'WWW-Authenticate') ?? '').value;
  const sent = nonce ?? challenge?.params.find(({ name }) => name === 'nonce')?.value ?? '';
  const response = md5([md5(`ada:${realm}:${password}`), sent, '00000001', 'c', 'auth', md5('GET:/digest')].join(':'));
  const quoted = `username="ada", realm="${realm}", nonce="${sent}", uri="/digest", cnonce="c", response="${response}"`;
  return `Digest ${quoted}, algorithm=MD5, qop=auth, nc=00000001`;
}

test('Apache: Digest over a wrong password', async () => {
  const headers = { Authorization: await digestFor('compiler') };
  await checkCase({ title: '', expected: 'digest-mismatch', url: `${server.origin}/digest`, headers });
});

test('Apache: Digest with a nonce that the server never gave', async () => {
  const headers = { Authorization: await digestFor('engine', 'AAAAAAAAAAA=00000000000000000000000000000000') };
  await checkCase({ title: '', expected: 'digest-mismatch', url: `${server.origin}/digest`, headers });
});

test('Apache: Digest that the sender answers by itself', async () => {
  const url = `${server.origin}/digest?orders=open`;
  const { response, request } = await send({ url }, { digest: { user: 'ada', password: 'engine' } });
  assert.equal(response?.status, 200, response?.body?.text);
  assert.match(headerValue(request.headers, 'Authorization') ?? '', /^Digest username="ada", /);
});

userHas(() => ({ url: `${server.origin}/basic`, headers: { Authorization: encoded('ada:engine') } }));
userHas(
  () => ({ url: `${server.origin}/digest` }),
  () => ({ options: { digest: { user: 'ada', password: 'engine' } } }),
);
