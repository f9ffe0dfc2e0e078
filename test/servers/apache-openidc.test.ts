import { after, before, test } from 'node:test';
import { checkCase, checkExchange, checkSuccess, type Running, run, send, userHas } from './server.ts';
import { audience, type Broken, bearer, brokenTokens, casesAt, issuer, secret } from './tokens.ts';
import { apacheWith } from './web-servers.ts';

let server: Running;

const loaded = ['mpm_prefork', 'authn_core', 'authz_core', 'authz_user', 'alias', 'auth_openidc'];

/** Apache with mod_auth_openidc: a resource server that checks tokens itself, and pages for which people sign in. */
const configuration = `${apacheWith(loaded)}OIDCOAuthVerifySharedKeys plain##${secret}
OIDCOAuthRemoteUserClaim sub
OIDCProviderIssuer https://issuer.test/
OIDCProviderAuthorizationEndpoint https://issuer.test/authorize
OIDCProviderTokenEndpoint https://issuer.test/token
OIDCProviderJwksUri https://issuer.test/keys
OIDCClientID orders
OIDCClientSecret ${secret}
OIDCRedirectURI http://127.0.0.1:{port}/page/callback
OIDCCryptoPassphrase ${secret}
Alias /orders {folder}/orders.txt
Alias /strict {folder}/orders.txt
Alias /page {folder}/orders.txt
Alias /script {folder}/orders.txt
<Location /orders>
  AuthType oauth20
  Require valid-user
</Location>
<Location /strict>
  AuthType oauth20
  <RequireAll>
    Require claim aud:${audience}
    Require claim iss:${issuer}
  </RequireAll>
</Location>
<Location /page>
  AuthType openid-connect
  Require valid-user
</Location>
<Location /script>
  AuthType openid-connect
  OIDCUnAuthAction 401
  Require valid-user
</Location>
`;

before(async () => {
  server = await run('apache2', {
    args: ['-X', '-f', '{folder}/apache.conf'],
    files: { 'apache.conf': configuration, 'orders.txt': 'orders\n' },
    debianPackage: 'apache2 libapache2-mod-auth-openidc',
  });
});

after(() => server?.stop());

/** It does not look at "nbf", nor by itself at audience and issuer, nor at the algorithm beyond the key's kind. */
const broken: readonly Broken[] = brokenTokens.filter(
  ({ title }) => !['a token of tomorrow', 'another audience', 'another issuer', 'another algorithm'].includes(title),
);

for (const { url, ...rest } of [
  ...casesAt('/orders', broken, ['another secret']),
  ...casesAt('/strict', [
    {
      title: 'another audience',
      authorization: bearer({ aud: 'billing' }),
      expected: 'audience-mismatch',
      undetermined: true,
    },
    {
      title: 'another issuer',
      authorization: bearer({ iss: 'https://other.test/' }),
      expected: 'issuer-mismatch',
      undetermined: true,
    },
  ]),
])
  test(`mod_auth_openidc at ${url}: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

const ended = { Cookie: 'mod_auth_openidc_session=6d2cf3d1-4d1b-4c55-9c0f-5d0b3c1f9a77' };

// The issuer to which it redirects is nowhere.
for (const [title, expected, headers] of [
  ['no cookie', 'credentials-missing', {}],
  ['a cookie whose session has ended', 'session-expired', ended],
] as const)
  test(`mod_auth_openidc: ${title}, for a page`, async () => {
    checkExchange(await send({ url: `${server.origin}/page`, headers }, { followRedirects: false }), expected);
  });

test('mod_auth_openidc: no cookie, for a script', () =>
  checkCase({ title: '', expected: 'credentials-missing', url: `${server.origin}/script` }));

test('mod_auth_openidc: a cookie whose session has ended, for a script', () =>
  checkCase({
    title: '',
    expected: 'session-expired',
    url: `${server.origin}/script`,
    headers: ended,
  }));

test('mod_auth_openidc: whole credentials', () =>
  checkSuccess({ url: `${server.origin}/orders`, headers: { Authorization: bearer() } }));

userHas(() => ({ url: `${server.origin}/strict`, headers: { Authorization: bearer() } }));
