// A client certificate that a .http file or its environment names, as the server sees it.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TLSSocket } from 'node:tls';
import { readEnvironmentTls } from '../../src/request/environment-tls.ts';
import { parseHttpFile } from '../../src/request/importers/http-file.ts';
import type { Lookup } from '../../src/request/lookup.ts';
import { resolveRequest } from '../../src/request/resolve.ts';
import { makeCertificate } from './certificates.ts';
import { reply } from './loopback.ts';
import { sender, start } from './sending.ts';

const authority = makeCertificate('Test authority', { authority: true });
const identity = makeCertificate('server', { issuer: authority, names: ['127.0.0.1'] });
const client = makeCertificate('client', { issuer: authority });
const locked = client.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open' });
const files = new Map([
  ['client.pem', Buffer.from(client.cert)],
  ['client.key', Buffer.from(client.key)],
  ['both.pem', Buffer.from(client.cert + client.key)],
  ['locked.key', Buffer.from(`${locked}`)],
  ['bundle.p12', Buffer.from([0x30, 0xff, 0x80])],
]);
const server = await start(
  (_, socket) => {
    const { subject } = (socket as TLSSocket).getPeerCertificate();
    return reply(200, {}, `${subject?.CN ?? 'nobody'}`);
  },
  { cert: identity.cert, key: identity.key, ca: authority.cert, requestCert: true, rejectUnauthorized: false },
);

function resolve(header: string, ssl?: object, more: Lookup = {}) {
  const text = JSON.stringify({ dev: { SSLConfiguration: ssl } });
  const tls = ssl && readEnvironmentTls([{ label: 'http-client.env.json', kind: 'json', text }], 'dev');
  const file = (path: string) => files.get(path);
  return resolveRequest(parseHttpFile(`GET ${server.url('/')}\n${header}\n`), 0, {
    file,
    ...(tls ? { tls } : {}),
    ...more,
  });
}

async function seen(...given: Parameters<typeof resolve>): Promise<string | undefined> {
  const { request, problems } = resolve(...given);
  assert.ok(request && problems.length === 0, problems[0]?.message);
  const { name: _, options, ...message } = request;
  const { response, failure } = await sender.send(message, { certificateAuthorities: [authority.cert], ...options });
  return response?.body?.text ?? failure?.message;
}

describe('"ClientCert"', () => {
  const rows: [string, string][] = [
    ['cert: client.pem key: client.key', 'client'],
    ['cert: both.pem', 'client'],
    ['cert: client.pem key: locked.key passphrase: open', 'client'],
  ];
  for (const [value, name] of rows) {
    test(`${value} is shown`, async () => assert.equal(await seen(`ClientCert: ${value}`), name));
  }

  test('as PKCS #12 goes to the connection byte for byte', () => {
    const { request } = resolve('ClientCert: pfx: bundle.p12 passphrase: open');
    assert.deepEqual(request?.options?.clientCertificate, { pfx: 'MP+A', passphrase: 'open' });
    assert.deepEqual(request?.headers, []);
  });

  test('that cannot be opened is a failure in words', async () => {
    for (const value of ['cert: client.pem key: locked.key passphrase: no', 'pfx: bundle.p12'])
      assert.match((await seen(`ClientCert: ${value}`)) ?? '', /^The client certificate cannot be used/);
  });

  const wrong: [string, RegExp][] = [
    ['cert: none.pem key: client.key', /names "none\.pem", which could not be read/],
    ['passphrase: x', /names no certificate/],
  ];
  for (const [value, message] of wrong) {
    test(`${value} is told before anything is sent`, () =>
      assert.match(resolve(`ClientCert: ${value}`).problems[0]?.message ?? '', message));
  }
});

describe('"SSLConfiguration" of the environment', () => {
  const certificate = { clientCertificate: 'client.pem', clientCertificateKey: 'client.key' };

  test('shows its certificate', async () => {
    assert.equal(await seen('', certificate), 'client');
    assert.equal(
      await seen('', { ...certificate, clientCertificate: { path: 'client.pem', format: 'PEM' } }),
      'client',
    );
    assert.equal(await seen('', undefined), 'nobody');
  });

  test('asks for the passphrase, in secret', async () => {
    const ssl = { ...certificate, clientCertificateKey: 'locked.key', hasCertificatePassphrase: true };
    const answer: Lookup['answer'] = ({ secret, text }) => (secret && text.includes('client.pem') ? 'open' : undefined);
    assert.equal(await seen('', ssl, { answer }), 'client');
  });

  test('yields to the request', async () => {
    assert.equal(await seen('ClientCert: cert: both.pem', { clientCertificate: 'none.pem' }), 'client');
    const { request } = resolveRequest(parseHttpFile(`# @no-client-cert\nGET ${server.url('/')}`), 0, {
      tls: { certificate: 'client.pem', hasPassphrase: false, verifies: true },
    });
    assert.deepEqual(request?.options, {});
  });

  test('may switch verification off', () => {
    assert.equal(resolve('', { verifyHostCertificate: false }).request?.options?.verifyTls, false);
    assert.equal(resolve('', { verifyHostCertificate: true }).request?.options?.verifyTls, undefined);
  });

  test('says which of its files is missing', () => {
    const [problem] = resolve('', { clientCertificate: 'none.pem' }).problems;
    assert.match(problem?.message ?? '', /"SSLConfiguration" names "none\.pem", which could not be read/);
  });
});
