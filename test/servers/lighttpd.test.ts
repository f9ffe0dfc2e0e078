import { after, before, test } from 'node:test';
import { checkCase, type Running, run, userHas } from './server.ts';
import { basic, brokenPasswords, casesAt } from './tokens.ts';

let server: Running;

const configuration = `
server.document-root = "{folder}"
server.bind = "127.0.0.1"
server.port = {port}
server.modules = ( "mod_auth", "mod_authn_file", "mod_access" )
auth.backend = "plain"
auth.backend.plain.userfile = "{folder}/users"
auth.require = (
  "/basic" => ( "method" => "basic", "realm" => "Orders", "require" => "valid-user" ),
  "/digest" => ( "method" => "digest", "realm" => "Orders", "require" => "valid-user" )
)
$HTTP["url"] =~ "^/hidden" { url.access-deny = ( "" ) }
`;

before(async () => {
  server = await run('lighttpd', {
    args: ['-D', '-f', '{folder}/lighttpd.conf'],
    files: { 'lighttpd.conf': configuration, users: 'ada:engine\n', basic: 'orders\n', digest: 'orders\n' },
    debianPackage: 'lighttpd',
  });
});

after(() => server?.stop());

for (const { url, ...rest } of casesAt('/basic', brokenPasswords))
  test(`lighttpd: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

test('lighttpd with Digest: no header', () =>
  checkCase({ title: '', expected: 'credentials-missing', url: `${server.origin}/digest` }));

test('lighttpd with Digest: a Basic password', () =>
  checkCase({
    title: '',
    expected: 'scheme-mismatch',
    url: `${server.origin}/digest`,
    headers: { Authorization: basic('ada:engine') },
  }));

test('lighttpd: a path that nobody may read', () =>
  checkCase({
    title: '',
    expected: 'permission-denied',
    undetermined: true,
    url: `${server.origin}/hidden`,
    headers: { Authorization: basic('ada:engine') },
  }));

userHas(() => ({ url: `${server.origin}/basic`, headers: { Authorization: basic('ada:engine') } }));
userHas(
  () => ({ url: `${server.origin}/digest` }),
  () => ({ options: { digest: { user: 'ada', password: 'engine' } } }),
);
