import { after, before, test } from 'node:test';
import { checkCase, checkSuccess, type Running, run, serve } from './server.ts';
import { type Broken, basic, bearer, brokenPasswords, casesAt, issuer, secret } from './tokens.ts';

let upstream: Running;
let server: Running;

/** Basic as its manual has it, and a gateway that checks tokens and answers with words of its own. */
const configuration = (api: string) => `
defaults
  mode http
  timeout client 5s
  timeout connect 5s
  timeout server 5s
userlist users
  user ada insecure-password engine
frontend front
  bind 127.0.0.1:{port}
  acl token path_beg /token
  http-request auth realm Orders if { path_beg /basic } !{ http_auth(users) }
  http-request return status 401 content-type text/plain string "Missing Authorization HTTP header" if token !{ req.hdr(authorization) -m found }
  http-request set-var(txn.alg) http_auth_bearer,jwt_header_query('$.alg')
  http-request set-var(txn.iss) http_auth_bearer,jwt_payload_query('$.iss')
  http-request set-var(txn.exp) http_auth_bearer,jwt_payload_query('$.exp','int')
  http-request set-var(txn.now) date()
  http-request return status 401 content-type text/plain string "Unsupported JWT signing algorithm" if token !{ var(txn.alg) -m str HS256 }
  http-request return status 401 content-type text/plain string "Invalid JWT issuer" if token !{ var(txn.iss) -m str ${issuer} }
  http-request return status 401 content-type text/plain string "Invalid JWT signature" if token !{ http_auth_bearer,jwt_verify(txn.alg,"${secret}") -m int 1 }
  http-request return status 401 content-type text/plain string "JWT has expired" if token { var(txn.exp),sub(txn.now) -m int lt 0 }
  http-request deny if { path_beg /hidden }
  default_backend api
backend api
  server api ${api.replace('http://', '')}
`;

before(async () => {
  upstream = await serve((_request, response) => response.end('orders\n'));
  server = await run('haproxy', {
    args: ['-db', '-f', '{folder}/haproxy.cfg'],
    files: { 'haproxy.cfg': configuration(upstream.origin) },
    debianPackage: 'haproxy',
  });
});

after(async () => {
  await server?.stop();
  await upstream?.stop();
});

const now = Math.floor(Date.now() / 1000);

const brokenAtGateway: readonly Broken[] = [
  { title: 'no header', expected: 'credentials-missing' },
  { title: 'an expired token', authorization: bearer({ iat: now - 7200, exp: now - 3600 }), expected: 'token-expired' },
  {
    title: 'another secret',
    authorization: bearer({}, 'another-secret-which-is-long-enough'),
    expected: 'signature-invalid',
  },
  { title: 'another issuer', authorization: bearer({ iss: 'https://other.test/' }), expected: 'issuer-mismatch' },
  {
    title: 'another algorithm',
    authorization: bearer({}, secret, { algorithm: 'HS512' }),
    expected: 'algorithm-not-allowed',
  },
  { title: 'the scheme twice', authorization: `Bearer ${bearer()}`, expected: 'malformed-header' },
  { title: 'a variable that was not replaced', authorization: 'Bearer {{token}}', expected: 'placeholder-credentials' },
];

for (const { url, ...rest } of [...casesAt('/basic', brokenPasswords), ...casesAt('/token', brokenAtGateway)])
  test(`haproxy at ${url}: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

test('haproxy: a path that it denies', () =>
  checkCase({
    title: '',
    expected: 'permission-denied',
    undetermined: true,
    url: `${server.origin}/hidden`,
    headers: { Authorization: bearer() },
  }));

test('haproxy at /token: whole credentials', () =>
  checkSuccess({ url: `${server.origin}/token`, headers: { Authorization: bearer() } }));

test('haproxy at /basic: whole credentials', () =>
  checkSuccess({ url: `${server.origin}/basic`, headers: { Authorization: basic('ada:engine') } }));
