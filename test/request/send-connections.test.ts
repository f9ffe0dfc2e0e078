import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { createSender } from '../../src/request/send.ts';
import type { SendOptions } from '../../src/request/sender.ts';
import { makeCertificate } from './certificates.ts';
import { reply } from './loopback.ts';
import { get, start, worker } from './sending.ts';

describe('TLS', () => {
  const authority = makeCertificate('Test authority', { authority: true });
  const good = makeCertificate('server', { issuer: authority, names: ['127.0.0.1', 'localhost'] });
  const alone = makeCertificate('alone', { names: ['127.0.0.1'] });
  const expired = makeCertificate('expired', {
    issuer: authority,
    names: ['127.0.0.1'],
    notAfter: new Date(Date.now() - 86_400_000),
  });
  const elsewhere = makeCertificate('elsewhere', { issuer: authority, names: ['other.example'] });
  const trusted: SendOptions = { certificateAuthorities: [authority.cert] };

  test('an authority that was given is trusted', async () => {
    const server = await start(() => reply(200), good);
    const { response, timing, tls } = await get(server.url('/'), {}, trusted);
    assert.equal(response?.status, 200);
    assert.ok((timing?.tls ?? -1) >= 0);
    assert.deepEqual([tls?.protocol, tls?.verified], ['TLSv1.3', true]);
    const [own, root] = tls?.chain ?? [];
    assert.deepEqual([own?.subject, own?.issuer, own?.names], ['server', 'Test authority', ['127.0.0.1', 'localhost']]);
    assert.equal(root?.subject, 'Test authority');
    assert.ok((own?.validTo ?? 0) > Date.now());
  });

  const variables: [string, boolean][] = [
    ['NODE_EXTRA_CA_CERTS', true],
    ['SSL_CERT_FILE', false],
  ];
  for (const [variable, always] of variables) {
    test(`an authority that ${variable} names is trusted`, async t => {
      const folder = mkdtempSync(join(tmpdir(), 'why401-'));
      const before = process.env[variable];
      t.after(() => {
        rmSync(folder, { recursive: true });
        if (before === undefined) delete process.env[variable];
        else process.env[variable] = before;
      });
      writeFileSync(join(folder, 'ca.pem'), authority.cert);
      process.env[variable] = join(folder, 'ca.pem');
      const own = createSender(worker);
      t.after(() => own.dispose());
      const server = await start(() => reply(200), good);
      const request = { method: 'GET', url: server.url('/'), headers: [] };
      assert.equal((await own.send(request)).response?.status, 200);
      const withoutSystem = await own.send(request, { systemAuthorities: false });
      assert.equal(withoutSystem.response !== undefined, always, 'without those of the system');
    });
  }

  const refused: [string, { cert: string; key: string }, SendOptions, string, RegExp][] = [
    ['a self-signed certificate', alone, {}, 'DEPTH_ZERO_SELF_SIGNED_CERT', /has a self-signed certificate/],
    ['an authority that is not trusted', good, {}, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', /cannot be checked/],
    ['an expired certificate', expired, trusted, 'CERT_HAS_EXPIRED', /has expired/],
    ['a certificate for another name', elsewhere, trusted, 'ERR_TLS_CERT_ALTNAME_INVALID', /is for other names/],
  ];
  for (const [what, identity, options, code, message] of refused) {
    test(`${what} is refused, and accepted where verification is off`, async () => {
      const server = await start(() => reply(200), { cert: identity.cert, key: identity.key });
      const { failure, tls } = await get(server.url('/'), { Authorization: 'Bearer secret' }, options);
      assert.equal(failure?.code, code);
      assert.match(failure?.message ?? '', message);
      assert.deepEqual([tls?.verified, server.received.length], [false, 0]);
      assert.ok((tls?.chain.length ?? 0) >= 1);
      assert.equal((await get(server.url('/'), {}, { verifyTls: false })).response?.status, 200);
    });
  }

  test('a client certificate is shown where the server asks for it', async () => {
    const client = makeCertificate('client', { issuer: authority });
    const server = await start((_, socket) => reply(200, {}, String('authorized' in socket && socket.authorized)), {
      ...good,
      ca: authority.cert,
      requestCert: true,
      rejectUnauthorized: false,
    });
    const options = { ...trusted, clientCertificate: { cert: client.cert, key: client.key } };
    assert.equal((await get(server.url('/'), {}, options)).response?.body?.text, 'true');
    assert.equal((await get(server.url('/'), {}, trusted)).response?.body?.text, 'false');
    const first = await start(() => reply(302, { Location: server.url('/') }), good);
    const { response, hops } = await get(first.url('/'), {}, options);
    assert.equal(response?.body?.text, 'false', 'to another origin');
    assert.deepEqual(
      hops[0]?.credentials.map(({ name, fate }) => [name, fate]),
      [['client certificate', 'withheld']],
    );
    const among = await get(first.url('/'), {}, { ...options, trustedOrigins: [new URL(server.url('/')).origin] });
    assert.equal(among.response?.body?.text, 'true');
  });
});

describe('proxies', () => {
  const authority = makeCertificate('Test authority', { authority: true });
  const identity = makeCertificate('server', { issuer: authority, names: ['127.0.0.1'] });

  test('get the whole address of an http request, and their credentials', async () => {
    const proxy = await start(() => reply(200, {}, 'by proxy'));
    const exchange = await get(
      'http://api.example/x?y',
      { Authorization: 'Bearer a' },
      { proxy: { url: `http://us:pw@127.0.0.1:${proxy.port}` } },
    );
    assert.equal(proxy.received[0]?.target, 'http://api.example/x?y');
    assert.equal(proxy.received[0]?.header('Host'), 'api.example');
    assert.equal(proxy.received[0]?.header('Proxy-Authorization'), `Basic ${btoa('us:pw')}`);
    assert.equal(exchange.response?.body?.text, 'by proxy');
    assert.equal(exchange.proxy, `http://127.0.0.1:${proxy.port}`);
  });

  test('open a tunnel for https and see nothing of the request', async () => {
    const server = await start(() => reply(200, {}, 'through'), identity);
    const proxy = await start((_, socket) => {
      const onward = connect(server.port, '127.0.0.1');
      void once(onward, 'connect').then(() => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        socket.pipe(onward).pipe(socket);
      });
      return undefined;
    });
    const options = {
      certificateAuthorities: [authority.cert],
      proxy: { url: `http://127.0.0.1:${proxy.port}`, authorization: 'Basic x' },
    };
    const { response, failure } = await get(server.url('/'), { Authorization: 'Bearer a' }, options);
    assert.equal(failure, undefined);
    assert.equal(response?.body?.text, 'through');
    const address = `127.0.0.1:${server.port}`;
    assert.equal(
      proxy.received[0]?.head,
      `CONNECT ${address} HTTP/1.1\r\nHost: ${address}\r\nProxy-Authorization: Basic x\r\n\r\n`,
    );
  });

  test('that refuse a tunnel are named, and their answer is the response', async () => {
    const proxy = await start(() => reply(407, { 'Proxy-Authenticate': 'Basic realm="p"' }));
    const { response, failure } = await get(
      'https://api.example/',
      {},
      { proxy: { url: `http://127.0.0.1:${proxy.port}` } },
    );
    assert.equal(response?.status, 407);
    assert.deepEqual(response?.headers[0], { name: 'Proxy-Authenticate', value: 'Basic realm="p"' });
    assert.match(failure?.message ?? '', /refused to connect to "api\.example:443" \(status 407\)/);
  });

  test('that want a login for an http request answer 407', async () => {
    const proxy = await start(() => reply(407, { 'Proxy-Authenticate': 'Basic realm="p"' }));
    const { response, failure } = await get(
      'http://api.example/',
      {},
      { proxy: { url: `http://127.0.0.1:${proxy.port}` } },
    );
    assert.equal(response?.status, 407);
    assert.equal(failure, undefined);
  });

  test('that do not listen are not taken for the server', async () => {
    const { failure } = await get('https://api.example/', {}, { proxy: { url: 'http://127.0.0.1:1' } });
    assert.match(failure?.message ?? '', /^Nothing listens at "127\.0\.0\.1:1".*\(this is the proxy\)$/);
  });

  test('are left out for excepted hosts', async () => {
    const server = await start(() => reply(200, {}, 'direct'));
    const proxy = { url: 'http://127.0.0.1:1', noProxy: ['127.0.0.1'] };
    const exchange = await get(server.url('/'), {}, { proxy });
    assert.equal(exchange.response?.body?.text, 'direct');
    assert.equal(exchange.proxy, undefined);
  });

  for (const url of ['socks4://127.0.0.1:1', 'nonsense']) {
    test(`of the kind ${url} are refused in words`, async () => {
      const { failure } = await get('http://127.0.0.1/', {}, { proxy: { url } });
      assert.equal(failure?.code, 'proxy-unsupported');
    });
  }
});

test('many requests at once keep apart', async () => {
  const server = await start(({ target }) => reply(200, {}, target));
  const targets = Array.from({ length: 30 }, (_, i) => `/${i}`);
  const exchanges = await Promise.all(targets.map(target => get(server.url(target))));
  assert.deepEqual(
    exchanges.map(({ response }) => response?.body?.text),
    targets,
  );
});
