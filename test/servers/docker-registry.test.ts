import { createPrivateKey } from 'node:crypto';
import { after, before, test } from 'node:test';
import jwt from 'jsonwebtoken';
import { makeCertificate } from '../request/certificates.ts';
import { checkCase, checkSuccess, type Running, run, userHas } from './server.ts';
import { type Broken, basic, brokenPasswords, casesAt } from './tokens.ts';

let passwords: Running;
let tokens: Running;

const authority = makeCertificate('auth.test');
const other = makeCertificate('auth.test');
const issuer = 'auth.test';
const service = 'registry.test';

/** What the registry's users file holds for "engine": it takes bcrypt only. */
const hash = '$2y$04$4XcaOb1nSFQje1JmwCP01e80r3IcJ.Sr4IBWqHrfDtTA2afoJ469e';

const configuration = (auth: object) =>
  JSON.stringify({
    version: 0.1,
    log: { level: 'error', accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: '{folder}/data' } },
    http: { addr: '127.0.0.1:{port}' },
    auth,
  });

function start(auth: object): Promise<Running> {
  return run('docker-registry', {
    args: ['serve', '{folder}/registry.yml'],
    files: { 'registry.yml': configuration(auth), users: `ada:${hash}\n`, 'auth.pem': authority.cert },
    debianPackage: 'docker-registry',
  });
}

before(async () => {
  passwords = await start({ htpasswd: { realm: 'Orders', path: '{folder}/users' } });
  tokens = await start({
    token: { realm: 'https://auth.test/token', service, issuer, rootcertbundle: '{folder}/auth.pem' },
  });
});

after(async () => {
  await passwords?.stop();
  await tokens?.stop();
});

const now = Math.floor(Date.now() / 1000);

function token(claims: object = {}, signer = authority): string {
  const der = signer.cert.replace(/-----[A-Z ]+-----|\n/g, '');
  const access = [{ type: 'registry', name: 'catalog', actions: ['*'] }];
  const payload = { iss: issuer, aud: service, sub: 'ada', iat: now, nbf: now - 5, exp: now + 300, access, ...claims };
  const header = { alg: 'ES256' as const, x5c: [der] };
  return `Bearer ${jwt.sign(payload, createPrivateKey(signer.key), { algorithm: 'ES256', header })}`;
}

/** It says "invalid_token" of whatever is wrong, and "insufficient_scope" of a token for something else. */
const brokenAtRegistry: readonly Broken[] = [
  { title: 'no header', expected: 'credentials-missing' },
  { title: 'an expired token', authorization: token({ iat: now - 900, exp: now - 600 }), expected: 'token-expired' },
  {
    title: 'a token of tomorrow',
    authorization: token({ nbf: now + 86400, exp: now + 90000 }),
    expected: 'token-not-yet-valid',
  },
  { title: 'another key', authorization: token({}, other), expected: 'signature-invalid', undetermined: true },
  {
    title: 'another issuer',
    authorization: token({ iss: 'other.test' }),
    expected: 'issuer-mismatch',
    undetermined: true,
  },
  { title: 'another audience', authorization: token({ aud: 'other.test' }), expected: 'audience-mismatch' },
  { title: 'a token for nothing', authorization: token({ access: [] }), expected: 'insufficient-scope' },
  {
    title: 'a token for another repository',
    authorization: token({ access: [{ type: 'repository', name: 'invoices', actions: ['pull'] }] }),
    expected: 'insufficient-scope',
  },
  { title: 'half a token', authorization: token().slice(0, -90), expected: 'token-malformed' },
  { title: 'a password', authorization: basic('ada:engine'), expected: 'scheme-mismatch' },
  { title: 'the scheme twice', authorization: `Bearer ${token()}`, expected: 'malformed-header' },
  { title: 'a variable that was not replaced', authorization: `Bearer \${TOKEN}`, expected: 'placeholder-credentials' },
];

for (const { url, ...rest } of casesAt('/v2/', brokenPasswords))
  test(`docker-registry with passwords: ${rest.title}`, () => checkCase({ ...rest, url: passwords.origin + url }));

for (const { url, ...rest } of casesAt('/v2/_catalog', brokenAtRegistry))
  test(`docker-registry with tokens: ${rest.title}`, () => checkCase({ ...rest, url: tokens.origin + url }));

test('docker-registry with passwords: whole credentials', () =>
  checkSuccess({ url: `${passwords.origin}/v2/`, headers: { Authorization: basic('ada:engine') } }));

test('docker-registry with tokens: whole credentials', () =>
  checkSuccess({ url: `${tokens.origin}/v2/`, headers: { Authorization: token() } }));

userHas(() => ({ url: `${tokens.origin}/v2/_catalog`, headers: { Authorization: token() } }));
