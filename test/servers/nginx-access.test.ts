import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { CauseId } from '../../src/causes/catalogue.ts';
import type { SendOptions } from '../../src/request/sender.ts';
import { makeCertificate } from '../request/certificates.ts';
import { checkCase, checkExchange, checkSuccess, type Running, run, send } from './server.ts';
import { nginxWith } from './web-servers.ts';

let plain: Running;
let secured: Running;

const authority = makeCertificate('authority.test', { authority: true });
const identity = makeCertificate('127.0.0.1', { issuer: authority, names: ['127.0.0.1'] });
const client = makeCertificate('ada', { issuer: authority });
const stranger = makeCertificate('ada', { issuer: makeCertificate('another.test', { authority: true }) });

/** Links that expire and are signed, addresses that are kept out, and a method that is not for all. */
const links = nginxWith(`  server {
    listen 127.0.0.1:{port};
    default_type text/plain;
    location /link {
      secure_link $arg_md5,$arg_expires;
      secure_link_md5 "$secure_link_expires$uri the-secret";
      if ($secure_link = "") { return 403; }
      if ($secure_link = "0") { return 410; }
      return 200 "orders\\n";
    }
    location /inside { allow 10.0.0.0/8; deny all; }
    location /read { limit_except GET { deny all; } return 200 "orders\\n"; }
    location /orders { return 200 "orders\\n"; }
  }`);

const certificates = nginxWith(`  server {
    default_type text/plain;
    listen 127.0.0.1:{port} ssl;
    ssl_certificate {folder}/server.pem;
    ssl_certificate_key {folder}/server.key;
    ssl_client_certificate {folder}/authority.pem;
    ssl_verify_client on;
    location / { return 200 "orders\\n"; }
  }`);

function start(configuration: string): Promise<Running> {
  return run('nginx', {
    args: ['-e', 'stderr', '-p', '{folder}', '-c', '{folder}/nginx.conf'],
    files: {
      'nginx.conf': configuration,
      'server.pem': identity.cert,
      'server.key': identity.key,
      'authority.pem': authority.cert,
    },
    debianPackage: 'nginx-light',
  });
}

before(async () => {
  plain = await start(links);
  secured = await start(certificates);
});

after(async () => {
  await plain?.stop();
  await secured?.stop();
});

const now = Math.floor(Date.now() / 1000);
const link = (expires: number, secret = 'the-secret') => {
  const md5 = createHash('md5').update(`${expires}/link ${secret}`).digest('base64url');
  return `/link?md5=${md5}&expires=${expires}`;
};

for (const { title, path, expected, undetermined = false } of [
  { title: 'a link that has expired', path: link(now - 3600), expected: 'token-expired' },
  {
    title: 'a link with another secret',
    path: link(now + 3600, 'another'),
    expected: 'request-signature-mismatch',
    undetermined: true,
  },
  { title: 'a link without its signature', path: '/link', expected: 'credentials-missing', undetermined: true },
  { title: 'an address that is kept out', path: '/inside', expected: 'client-not-allowed', undetermined: true },
] satisfies readonly { title: string; path: string; expected: CauseId; undetermined?: boolean }[])
  test(`nginx: ${title}`, () => checkCase({ title, expected, undetermined, url: plain.origin + path }));

test('nginx: http to a port of https', async () => {
  const exchange = await send({ url: `${secured.origin}/orders` });
  checkExchange(exchange, 'not-an-auth-failure');
});

for (const { title, expected, options } of [
  { title: 'no certificate', expected: 'client-not-allowed', options: {} },
  {
    title: 'a certificate of another authority',
    expected: 'client-not-allowed',
    options: { clientCertificate: { cert: stranger.cert, key: stranger.key } },
  },
] satisfies readonly { title: string; expected: CauseId; options: SendOptions }[])
  test(`nginx with client certificates: ${title}`, async () => {
    const url = `${secured.origin.replace('http:', 'https:')}/orders`;
    checkExchange(await send({ url }, { certificateAuthorities: [authority.cert], ...options }), expected);
  });

test('nginx with client certificates: a whole certificate', async () => {
  const url = `${secured.origin.replace('http:', 'https:')}/orders`;
  const options = {
    certificateAuthorities: [authority.cert],
    clientCertificate: { cert: client.cert, key: client.key },
  };
  const { response } = await send({ url }, options);
  if (response?.status !== 200) throw new Error(response?.body?.text);
});

test('nginx: a whole link', () => checkSuccess({ url: plain.origin + link(now + 3600) }));
