// What other clients get wrong, and users then see as a 401: each row is a request as people write it in a .http file, sent
// to a server that implements the scheme by its RFC.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { parseCredentials } from '../../src/auth/credentials.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { RunCookies } from '../../src/request/cookies.ts';
import { parseHttpFile } from '../../src/request/importers/http-file.ts';
import type { Exchange } from '../../src/request/model.ts';
import { checkBeforeSending } from '../../src/request/preflight.ts';
import { resolveRequest } from '../../src/request/resolve.ts';
import { type ReceivedRequest, reply } from './loopback.ts';
import { get, sender, start } from './sending.ts';

function read(text: string) {
  const lookup = { variable: () => undefined, processEnv: () => undefined, dotenv: () => undefined };
  return resolveRequest(parseHttpFile(text), 0, { ...lookup, now: 0, utcOffset: 0, random: () => 0.5 });
}

async function sendText(text: string): Promise<Exchange> {
  const { request, problems } = read(text);
  assert.ok(request, problems[0]?.message);
  const { name: _name, options, ...rest } = request;
  return sender.send(rest, options);
}

describe('Basic', () => {
  const rows: [string, string][] = [
    ['user:password', 'user:password'],
    ['user password', 'user:password'],
    ['user:pa:ss', 'user:pa:ss'],
    ["admin:it's a total", "admin:it's a total"],
    ["admin it's a total", "admin:it's a total"],
    ['user p:a:ss', 'user:p:a:ss'],
    ['user:$y#b@^N5%41', 'user:$y#b@^N5%41'],
    ['jürgen:pässwörd€', 'jürgen:pässwörd€'],
    ['user:', 'user:'],
    [btoa('user:password'), 'user:password'],
  ];
  for (const [written, decoded] of rows) {
    test(`"${written}" arrives as ${decoded}`, async () => {
      const server = await start(() => reply(200));
      await sendText(`GET ${server.url('/')}\nAuthorization: Basic ${written}\n`);
      const [, value = ''] = server.received[0]?.header('Authorization')?.split(' ') ?? [];
      assert.equal(Buffer.from(value, 'base64').toString(), decoded);
    });
  }
});

/** RFC 7616 §3.4 for MD5 and qop=auth or auth-int, written apart from the client's. */
function isRightDigest({ method, target, body, header }: ReceivedRequest, user: string, password: string): boolean {
  const params = parseCredentials(header('Authorization') ?? '').value?.params ?? [];
  const { uri, nonce, nc, cnonce, qop, response } = Object.fromEntries(params.map(({ name, value }) => [name, value]));
  const h = (text: string) => createHash('md5').update(text).digest('hex');
  const a2 = qop === 'auth-int' ? `${method}:${uri}:${h(body)}` : `${method}:${uri}`;
  return uri === target && response === h([h(`${user}:r:${password}`), nonce, nc, cnonce, qop, h(a2)].join(':'));
}

describe('Digest', () => {
  const challenge = 'Digest realm="r", nonce="one", qop="auth,auth-int"';
  const rows: [string, string, string][] = [
    ['user password', 'user', 'password'],
    ['user:password', 'user', 'password'],
    ['user pass:word', 'user', 'pass:word'],
    ['user:pass:word', 'user', 'pass:word'],
    ['user pass word', 'user', 'pass word'],
    ['user:pass word', 'user', 'pass word'],
  ];
  for (const [written, user, password] of rows) {
    test(`"${written}" is the user "${user}" with the password "${password}"`, async () => {
      const server = await start(request =>
        isRightDigest(request, user, password) ? reply(200) : reply(401, { 'WWW-Authenticate': challenge }),
      );
      const { response } = await sendText(`GET ${server.url('/a?b=c')}\nAuthorization: Digest ${written}\n`);
      assert.equal(response?.status, 200);
    });
  }

  test('a nonce that is too old is replaced once, where the server says so', async () => {
    const nonces = ['one', 'two', 'three'];
    const server = await start(request =>
      request.header('Authorization')?.includes('nonce="two"') && isRightDigest(request, 'user', 'password')
        ? reply(200)
        : reply(401, { 'WWW-Authenticate': `Digest realm="r", qop="auth", nonce="${nonces.shift()}", stale=true` }),
    );
    const { response } = await sendText(`GET ${server.url('/')}\nAuthorization: Digest user password\n`);
    assert.equal(response?.status, 200);
    assert.equal(server.received.length, 3);
  });

  test('a server that calls every nonce too old is asked three times at the most', async () => {
    let count = 0;
    const server = await start(() =>
      reply(401, { 'WWW-Authenticate': `Digest realm="r", qop="auth", nonce="${count++}", stale=true` }),
    );
    const { response } = await sendText(`GET ${server.url('/')}\nAuthorization: Digest user password\n`);
    assert.equal(response?.status, 401);
    assert.equal(server.received.length, 3);
  });

  test('the answer survives a redirect within the origin', async () => {
    const server = await start(request =>
      request.target === '/start'
        ? reply(302, { Location: '/end' })
        : isRightDigest(request, 'user', 'password')
          ? reply(200)
          : reply(401, { 'WWW-Authenticate': challenge }),
    );
    const { response } = await sendText(`GET ${server.url('/start')}\nAuthorization: Digest user password\n`);
    assert.equal(response?.status, 200);
  });
});

test('a variable without a value stops the request and is named', () => {
  const { problems } = read('GET http://127.0.0.1/\nAuthorization: Bearer {{nope}}\n');
  assert.match(problems[0]?.message ?? '', /nope/);
  const warnings = checkBeforeSending({
    method: 'GET',
    url: 'https://a.example/',
    headers: [{ name: 'Authorization', value: 'Bearer {{nope}}' }],
  });
  assert.deepEqual(
    warnings.map(({ code, severity }) => [code, severity]),
    [['unresolved-variable', 'error']],
  );
});

test('an expired token is named as the cause of the 401', async () => {
  const server = await start(() =>
    reply(401, { 'WWW-Authenticate': 'Bearer error="invalid_token", error_description="The token expired"' }),
  );
  const exchange = await get(server.url('/'), { Authorization: 'Bearer 2YotnFZFEjr1zCsicMWpAA' });
  assert.equal(diagnose(exchange).findings[0]?.cause, 'token-expired');
});

describe('a redirect to another origin', () => {
  const secretive = [
    'Authorization',
    'X-Api-Key',
    'X-Auth',
    'Api-Key',
    'Fastly-Key',
    'X-Appwrite-Key',
    'Ocp-Apim-Subscription-Key',
    'PRIVATE-TOKEN',
    'X-Vault-Token',
    'X-Functions-Key',
    'X-Hasura-Admin-Secret',
    'X-Amz-Security-Token',
    'Cookie',
  ];
  const open = ['Accept', 'X-Request-Id', 'Idempotency-Key', 'X-Cache-Key', 'User-Agent', 'X-Author'];

  test('takes no secret along, whatever the header is called, and all that is none', async () => {
    const other = await start(() => reply(200));
    const first = await start(() => reply(302, { Location: `http://localhost:${other.port}/` }));
    const headers = Object.fromEntries([...secretive, ...open].map(name => [name, 'v=alue']));
    const { hops } = await get(first.url('/'), headers);
    assert.deepEqual(
      hops[0]?.credentials.map(({ name, fate }) => `${name} ${fate}`),
      secretive.map(name => `${name} withheld`),
    );
    for (const name of secretive) assert.equal(other.received[0]?.header(name), undefined, name);
    for (const name of open) assert.equal(other.received[0]?.header(name), 'v=alue', name);
  });

  test('takes no token along that stands in a header of any name, nor in the address of the referrer', async () => {
    const other = await start(() => reply(200));
    const first = await start(() => reply(302, { Location: `http://localhost:${other.port}/` }));
    const token = `eyJ${'hbGciOiJub25lIn0'}.eyJzdWIiOiJtZSJ9.`;
    await get(first.url('/'), { 'X-User': token, Referer: 'http://a.example/?access_token=abcdef' });
    assert.equal(other.received[0]?.header('X-User'), undefined);
    assert.equal(other.received[0]?.header('Referer'), undefined);
  });

  test('is not followed where the body, which would be sent again, holds a secret', async () => {
    const other = await start(() => reply(200));
    const first = await start(() => reply(307, { Location: `http://localhost:${other.port}/` }));
    const origin = `http://localhost:${other.port}`;
    const request = {
      method: 'POST',
      url: first.url('/token'),
      headers: [{ name: 'Content-Type', value: 'application/x-www-form-urlencoded' }],
      body: { text: 'grant_type=password&password=hunter2' },
    };
    const { response, failure } = await sender.send(request);
    assert.equal(response?.status, 307);
    assert.equal(failure?.code, 'redirect-withheld');
    assert.ok(failure.message.includes(`${origin}, and the body holds "password"`));
    assert.equal(other.received.length, 0);
    assert.equal((await sender.send(request, { trustedOrigins: [origin] })).response?.status, 200);
    assert.equal(other.received[0]?.body, request.body.text);
  });
});

describe('a cookie that is not sent on has a reason', () => {
  const rows: [string, string, RegExp][] = [
    ['sid=1; Path=/login', '/home', /Its "Path" is "\/login", and the request asks for "\/home"/],
    ['sid=1', '/home', /no "Path", so it is for "\/login" and what is below, and not for "\/home"/],
    ['sid=1; Path=/; Max-Age=0', '/home', /The server deleted it/],
    [
      'sid=1; Path=/; Domain=other.example',
      '/home',
      /"Domain" is "other\.example", which "127\.0\.0\.1" does not belong/,
    ],
    ['__Host-sid=1; Path=/', '/home', /begins with "__Host-", but it lacks "Secure"/],
    ['__Secure-sid=1', '/home', /begins with "__Secure-", but it lacks "Secure"/],
    [
      'sid=1; Path=/',
      'http://localhost:PORT/home',
      /no "Domain", so it is for "127\.0\.0\.1" alone and not for "localhost"/,
    ],
  ];
  for (const [cookie, location, reason] of rows) {
    test(`"${cookie}" on the way to ${location}`, async () => {
      const server = await start(({ target }) =>
        target === '/login/now'
          ? reply(302, { Location: location.replace('PORT', String(server.port)), 'Set-Cookie': cookie })
          : reply(401),
      );
      const { unsentCookies, request } = await get(server.url('/login/now'));
      assert.match(unsentCookies?.[0]?.reason ?? `sent: ${JSON.stringify(request.headers)}`, reason);
      assert.equal(unsentCookies?.[0]?.name, cookie.slice(0, cookie.indexOf('=')));
      assert.equal(unsentCookies?.[0]?.setBy, `http://127.0.0.1:${server.port}`);
      assert.equal(server.received[1]?.header('Cookie'), undefined);
    });
  }

  const hosts: [string, string, string, RegExp][] = [
    ['sid=1; Secure; Path=/', 'https://a.example/', 'http://a.example/', /"Secure", and the request goes over http/],
    ['sid=1; Domain=a.example', 'https://a.example/', 'https://b.example/', /"a.example", which "b.example" does not/],
    ['sid=1; Domain=co.uk', 'https://a.co.uk/', 'https://b.co.uk/', /"co.uk", where everybody may have a site/],
    ['__Host-sid=1; Secure; Path=/; Domain=a.example', 'https://a.example/', 'https://a.example/', /it has a "Domain"/],
    ['__Host-sid=1; Secure; Path=/x', 'https://a.example/', 'https://a.example/', /it lacks "Path=\/"/],
  ];
  for (const [cookie, from, to, reason] of hosts) {
    test(`"${cookie}" from ${from} to ${to}`, () => {
      const cookies = new RunCookies();
      cookies.keep(from, { status: 200, statusText: '', headers: [{ name: 'Set-Cookie', value: cookie }] });
      assert.match(cookies.unsent(to)[0]?.reason ?? '', reason);
    });
  }

  test('and one that is sent, or that the last response sets, has none', async () => {
    const server = await start(({ target }) =>
      target === '/login'
        ? reply(302, { Location: '/home', 'Set-Cookie': 'sid=1; Path=/' })
        : reply(200, { 'Set-Cookie': 'other=1; Path=/elsewhere' }),
    );
    assert.equal((await get(server.url('/login'))).unsentCookies, undefined);
    assert.equal(server.received[1]?.header('Cookie'), 'sid=1');
  });
});

describe('a proxy that wants a login', () => {
  for (const url of ['http://api.example/', 'https://api.example/']) {
    test(`is named as the one that refuses ${url}`, async () => {
      const proxy = await start(() => reply(407, { 'Proxy-Authenticate': 'Basic realm="p"' }));
      const exchange = await get(
        url,
        { Authorization: 'Bearer abcdefghijkl' },
        { proxy: { url: `http://127.0.0.1:${proxy.port}` } },
      );
      assert.equal(diagnose(exchange).findings[0]?.cause, 'proxy-authentication-required');
    });
  }
});
