import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { headerValue } from '../../src/request/model.ts';
import { checkCase, checkSuccess, type Running, run, send, userHas } from './server.ts';
import { basic } from './tokens.ts';
import { apacheWith } from './web-servers.ts';

let server: Running;

const loaded = ['mpm_prefork', 'authn_core', 'authn_file', 'authz_core', 'authz_user', 'auth_form', 'request'];

/** Apache with mod_auth_form: a form to sign in at, and the session in a cookie. */
const configuration = `${apacheWith([...loaded, 'session', 'session_cookie', 'alias'])}Alias /orders {folder}/orders.txt
Alias /done {folder}/orders.txt
<Location />
  AuthFormProvider file
  AuthUserFile {folder}/users
  AuthType form
  AuthName Orders
  Session On
  SessionCookieName session path=/
  Require all granted
</Location>
<Location /orders>
  Require valid-user
</Location>
<Location /login>
  SetHandler form-login-handler
  AuthFormLoginSuccessLocation /done
</Location>
`;

before(async () => {
  const hash = createHash('sha1').update('engine').digest('base64');
  server = await run('apache2', {
    args: ['-X', '-f', '{folder}/apache.conf'],
    files: { 'apache.conf': configuration, users: `ada:{SHA}${hash}\n`, 'orders.txt': 'orders\n' },
    debianPackage: 'apache2',
  });
});

after(() => server?.stop());

const login = (password: string) => ({
  url: `${server.origin}/login`,
  headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  body: `httpd_username=ada&httpd_password=${password}`,
});

async function signIn(): Promise<{ Cookie: string }> {
  const { response } = await send(login('engine'), { followRedirects: false });
  return { Cookie: headerValue(response?.headers ?? [], 'Set-Cookie')?.split(';')[0] ?? '' };
}

test('mod_auth_form: no session', () =>
  checkCase({ title: '', expected: 'credentials-missing', url: `${server.origin}/orders` }));

test('mod_auth_form: a session with another password', () =>
  checkCase({
    title: '',
    expected: 'session-expired',
    url: `${server.origin}/orders`,
    headers: { Cookie: 'session=Orders-user=ada&Orders-pw=compiler' },
  }));

test('mod_auth_form: a password where a session is wanted', () =>
  checkCase({
    title: '',
    expected: 'scheme-mismatch',
    undetermined: true,
    url: `${server.origin}/orders`,
    headers: { Authorization: basic('ada:engine') },
  }));

test('mod_auth_form: a wrong password in its form', () =>
  checkCase({ title: '', expected: 'invalid-credentials', ...login('compiler') }));

test('mod_auth_form: a session', async () => checkSuccess({ url: `${server.origin}/orders`, headers: await signIn() }));

userHas(() => login('engine'));
