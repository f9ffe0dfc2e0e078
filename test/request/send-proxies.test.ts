// Proxies that want a login, and SOCKS proxies, each as its RFC has it.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { after, describe, test } from 'node:test';
import { parseCredentials } from '../../src/auth/credentials.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { makeCertificate } from './certificates.ts';
import { type ReceivedRequest, reply } from './loopback.ts';
import { get, start } from './sending.ts';

const authority = makeCertificate('Test authority', { authority: true });
const identity = makeCertificate('server', { issuer: authority, names: ['127.0.0.1', 'localhost'] });
const certificateAuthorities = [authority.cert];

/** RFC 7616 §3.4 with SHA-256 and qop=auth, written apart from the client's. */
function isRight({ method, target, header }: ReceivedRequest, user: string, password: string): boolean {
  const params = parseCredentials(header('Proxy-Authorization') ?? '').value?.params ?? [];
  const { uri, nonce, nc, cnonce, qop, response } = Object.fromEntries(params.map(({ name, value }) => [name, value]));
  const h = (text: string) => createHash('sha256').update(text).digest('hex');
  const parts = [h(`${user}:r:${password}`), nonce, nc, cnonce, qop, h(`${method}:${uri}`)];
  return uri === target && response === h(parts.join(':'));
}

const refusal = reply(407, {
  'Proxy-Authenticate': ['Basic realm="r"', 'Digest realm="r", nonce="n", qop="auth", algorithm=SHA-256'],
});

function connectTo(port: number, socket: Socket, greeting: string | Buffer): undefined {
  const onward = connect(port, '127.0.0.1', () => {
    socket.write(greeting);
    socket.pipe(onward).pipe(socket);
  });
}

describe('a proxy that wants Digest', () => {
  test('gets its answer for an http request, with the whole address in it', async () => {
    const proxy = await start(request => (isRight(request, 'us', 'p:w') ? reply(200, {}, 'by proxy') : refusal));
    const url = `http://us:p%3Aw@127.0.0.1:${proxy.port}`;
    const { response, request } = await get('http://api.example/a?b', {}, { proxy: { url } });
    assert.equal(response?.body?.text, 'by proxy');
    assert.equal(
      request.headers.some(({ name }) => name === 'Proxy-Authorization'),
      false,
    );
  });

  test('gets its answer for a tunnel', async () => {
    const server = await start(() => reply(200, {}, 'through'), identity);
    const proxy = await start((request, socket) =>
      isRight(request, 'us', 'pw')
        ? connectTo(server.port, socket, 'HTTP/1.1 200 Connection established\r\n\r\n')
        : refusal,
    );
    const options = { certificateAuthorities, proxy: { url: `http://us:pw@127.0.0.1:${proxy.port}` } };
    const { response, failure } = await get(server.url('/'), {}, options);
    assert.equal(failure, undefined);
    assert.equal(response?.body?.text, 'through');
  });

  test('is asked twice, and no more, where the password is wrong', async () => {
    const proxy = await start(() => refusal);
    const exchange = await get('https://a.example/', {}, { proxy: { url: `http://us:no@127.0.0.1:${proxy.port}` } });
    assert.equal(exchange.response?.status, 407);
    assert.equal(proxy.received.length, 2);
    assert.equal(diagnose(exchange).findings[0]?.cause, 'proxy-authentication-required');
  });
});

for (const url of ['http://a.example/', 'https://a.example/']) {
  test(`a proxy that wants Negotiate for ${url} is explained with a way out`, async () => {
    const proxy = await start(() => reply(407, { 'Proxy-Authenticate': ['Negotiate', 'NTLM'] }));
    const exchange = await get(url, {}, { proxy: { url: `http://us:pw@127.0.0.1:${proxy.port}` } });
    const [finding] = diagnose(exchange).findings;
    assert.equal(finding?.cause, 'proxy-authentication-required');
    assert.match(finding.evidence[0]?.text ?? '', /Negotiate or NTLM.*not supported here.*a local proxy/);
  });
}

describe('a SOCKS proxy', () => {
  const servers: Server[] = [];
  after(() => {
    for (const server of servers) server.close();
  });

  /** RFC 1928 and RFC 1929, for names of hosts and for IPv4. */
  async function serveSocks(login?: string, answer = 0): Promise<{ address: string; asked: string[] }> {
    const asked: string[] = [];
    const server = createServer(async socket => {
      socket.on('error', () => undefined);
      const next = async () => ((await once(socket, 'data')) as [Buffer])[0];
      const greeting = await next();
      const method = login === undefined ? 0 : greeting.subarray(2).includes(2) ? 2 : 0xff;
      socket.write(Buffer.from([5, method]));
      if (method === 0xff) return;
      if (method === 2) {
        const given = await next();
        const user = given.subarray(2, 2 + (given[1] ?? 0)).toString();
        const password = given.subarray(3 + (given[1] ?? 0)).toString();
        socket.write(Buffer.from([1, `${user}:${password}` === login ? 0 : 1]));
        if (`${user}:${password}` !== login) return;
      }
      const request = await next();
      const host = request[3] === 3 ? request.subarray(5, -2).toString() : [...request.subarray(4, 8)].join('.');
      asked.push(`${host}:${request.readUInt16BE(request.length - 2)}`);
      const granted = Buffer.from([5, answer, 0, 1, 0, 0, 0, 0, 0, 0]);
      if (answer === 0) connectTo(request.readUInt16BE(request.length - 2), socket, granted);
      else socket.write(granted);
    });
    servers.push(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return { address: `127.0.0.1:${(server.address() as { port: number }).port}`, asked };
  }

  test('carries http and https, and looks the name up itself', async () => {
    const { address, asked } = await serveSocks();
    const proxy = { url: `socks5h://${address}` };
    const plain = await start(({ target }) => reply(200, {}, target));
    const open = await get(`http://localhost:${plain.port}/a`, {}, { proxy });
    assert.equal(open.response?.body?.text, '/a');
    assert.equal(open.proxy, `socks5h://${address}`);
    const secure = await start(() => reply(200, {}, 'secure'), identity);
    const closed = await get(secure.url('/'), {}, { proxy, certificateAuthorities });
    assert.equal(closed.response?.body?.text, 'secure');
    assert.deepEqual(asked, [`localhost:${plain.port}`, `127.0.0.1:${secure.port}`]);
  });

  test('gets the name and password of its address', async () => {
    const { address } = await serveSocks('us:p w');
    const server = await start(() => reply(200));
    const through = (login: string) => get(server.url('/'), {}, { proxy: { url: `socks5://${login}${address}` } });
    assert.equal((await through('us:p%20w@')).response?.status, 200);
    assert.match((await through('us:no@')).failure?.message ?? '', /refused the name and password in its address/);
    assert.match(
      (await through('')).failure?.message ?? '',
      /wants a name and a password: write them into its address/,
    );
  });

  test('that refuses, is none, or never answers is a failure in words', async () => {
    const { address } = await serveSocks(undefined, 5);
    const refused = await get('http://a.example/', {}, { proxy: { url: `socks5://${address}` } });
    assert.match(refused.failure?.message ?? '', /could not connect to "a\.example:80": Connection refused/);
    const other = await start(() => reply(400));
    const none = await get(
      'http://a.example/',
      {},
      { proxy: { url: `socks5://127.0.0.1:${other.port}` }, timeout: 300 },
    );
    assert.equal(none.failure?.code, 'timeout');
  });
});
