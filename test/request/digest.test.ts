import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { parseCredentials } from '../../src/auth/credentials.ts';
import { answerDigest, chooseDigestChallenge, type Hash } from '../../src/request/digest.ts';
import type { HttpResponse } from '../../src/request/model.ts';
import { createSender } from '../../src/request/send.ts';
import { type DigestAccount, proves } from './digest-server.ts';
import { type Loopback, reply, serve } from './loopback.ts';

const hash: Hash = (name, text) => createHash(name).update(text).digest('hex');

function challenged(...values: string[]): HttpResponse {
  return { status: 401, statusText: '', headers: values.map(value => ({ name: 'WWW-Authenticate', value })) };
}

function answerTo(
  values: string[],
  login: { user: string; password: string },
  url: string,
  cnonce: string,
): Record<string, string> {
  const challenge = chooseDigestChallenge(challenged(...values));
  assert.ok(challenge);
  return parametersOf(answerDigest(challenge, login, { method: 'GET', url, headers: [] }, cnonce, hash));
}

function parametersOf(value: string): Record<string, string> {
  return Object.fromEntries((parseCredentials(value).value?.params ?? []).map(param => [param.name, param.value]));
}

describe('the vectors of RFC 7616', () => {
  const common =
    'realm="http-auth@example.org", qop="auth, auth-int", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"';
  const login = { user: 'Mufasa', password: 'Circle of Life' };
  const url = 'http://www.example.org/dir/index.html';
  const cnonce = 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ';

  test('§3.9.1 with MD5', () => {
    const answer = answerTo([`Digest ${common}, algorithm=MD5`], login, url, cnonce);
    assert.equal(answer.response, '8ca523f5e9506fed4657c9700eebdbec');
  });

  test('§3.9.1 with SHA-256, which is stronger than MD5', () => {
    const answer = answerTo(
      [`Digest ${common}, algorithm=MD5`, `Digest ${common}, algorithm=SHA-256`],
      login,
      url,
      cnonce,
    );
    assert.equal(answer.algorithm, 'SHA-256');
    assert.equal(answer.response, '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1');
  });

  test('§3.9.2 with SHA-512-256 and a hashed user name', () => {
    const nonce = '5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK';
    const challenge = `Digest realm="api@example.org", qop="auth", algorithm=SHA-512-256, nonce="${nonce}", charset=UTF-8, userhash=true`;
    const answer = answerTo(
      [challenge],
      { user: 'J\u00e4s\u00f8n Doe', password: 'Secret, or not?' },
      'http://api.example.org/doe.json',
      'NTg6RKcb9boFIAS3KrFK9BGeh+niz/sm',
    );
    assert.equal(answer.userhash, 'true');
    assert.equal(answer.username, hash('sha512-256', 'J\u00e4s\u00f8n Doe:api@example.org'));
  });
});

test('a user name beyond ASCII is sent as username*', () => {
  const answer = answerTo(
    ['Digest realm="r", nonce="n"'],
    { user: "Jäsøn's", password: 'p' },
    'http://a.example/',
    'c',
  );
  assert.equal(answer['username*'], "UTF-8''J%C3%A4s%C3%B8n%27s");
  assert.equal(answer.username, undefined);
});

test('a challenge with an unknown algorithm or quality of protection is not answered', () => {
  assert.equal(chooseDigestChallenge(challenged('Digest realm="r", nonce="n", algorithm=SHA-1')), undefined);
  assert.equal(chooseDigestChallenge(challenged('Digest realm="r", nonce="n", qop="auth-conf"')), undefined);
  assert.equal(chooseDigestChallenge(challenged('Basic realm="r"')), undefined);
});

describe('against a server', () => {
  const sender = createSender(join(import.meta.dirname, '../../src/request/send-worker.ts'));
  const started: Loopback[] = [];
  after(async () => {
    await sender.dispose();
    await Promise.all(started.map(server => server.stop()));
  });

  type Expected = Partial<DigestAccount>;
  const cases: [string, string[], Expected][] = [
    ['MD5 with qop=auth', ['Digest realm="r", nonce="n0nce", qop="auth", algorithm=MD5'], { qop: ['auth'] }],
    [
      'a list of qop, one of which has to be chosen',
      ['Digest realm="r", nonce="n0nce", qop="auth,auth-int"'],
      { qop: ['auth', 'auth-int'] },
    ],
    ['auth-int alone', ['Digest realm="r", nonce="n0nce", qop="auth-int"'], { qop: ['auth-int'] }],
    ['SHA-256', ['Digest realm="r", nonce="n0nce", qop="auth", algorithm=SHA-256'], { hash: 'sha256' }],
    ['SHA-512-256', ['Digest realm="r", nonce="n0nce", qop="auth", algorithm=SHA-512-256'], { hash: 'sha512-256' }],
    ['a session', ['Digest realm="r", nonce="n0nce", qop="auth", algorithm=MD5-sess'], { session: true }],
    [
      'a session with SHA-256',
      ['Digest realm="r", nonce="n0nce", qop="auth", algorithm=SHA-256-sess'],
      { hash: 'sha256', session: true },
    ],
    ['no qop', ['Digest realm="r", nonce="n0nce"'], {}],
    ['Basic before Digest in one field', ['Basic realm="b", Digest realm="r", nonce="n0nce", qop="auth"'], {}],
    ['Basic before Digest in two fields', ['Basic realm="b"', 'Digest realm="r", nonce="n0nce", qop="auth"'], {}],
    ['a comma in the realm', ['Digest realm="a, b", nonce="n0nce", qop="auth"'], { realm: 'a, b' }],
    ['a quote in the realm', ['Digest realm="a \\"b\\"", nonce="n0nce", qop="auth"'], { realm: 'a "b"' }],
    [
      'the strongest of three',
      ['MD5', 'SHA-256', 'SHA-512-256'].map(name => `Digest realm="r", nonce="n0nce", qop="auth", algorithm=${name}`),
      { hash: 'sha512-256' },
    ],
  ];
  for (const [what, challenges, expected] of cases) {
    test(`${what} is answered, with the query in the uri`, async () => {
      const login = { user: 'user', password: 'pa:ss word"ä' };
      const server = await serve(request =>
        proves(request, { ...login, ...expected }) ? reply(200) : reply(401, { 'WWW-Authenticate': challenges }),
      );
      started.push(server);
      const request = { method: 'POST', url: server.url('/dir/?q=1&r=a%20b'), headers: [], body: { text: 'body ä' } };
      const exchange = await sender.send(request, { digest: login });
      assert.equal(exchange.response?.status, 200);
      assert.equal(server.received.length, 2);
      assert.equal(server.received[0]?.header('Authorization'), undefined);
      assert.match(exchange.request.headers.find(({ name }) => name === 'Authorization')?.value ?? '', /^Digest /);
    });
  }

  test('a wrong password ends with the 401, after one attempt', async () => {
    const server = await serve(() => reply(401, { 'WWW-Authenticate': 'Digest realm="r", nonce="n0nce"' }));
    started.push(server);
    const exchange = await sender.send(
      { method: 'GET', url: server.url('/'), headers: [] },
      { digest: { user: 'a', password: 'b' } },
    );
    assert.equal(exchange.response?.status, 401);
    assert.equal(server.received.length, 2);
  });

  test('another origin gets no answer', async () => {
    const other = await serve(() => reply(401, { 'WWW-Authenticate': 'Digest realm="r", nonce="n0nce"' }));
    const first = await serve(() => reply(302, { Location: `http://localhost:${other.port}/` }));
    started.push(first, other);
    const request = { method: 'GET', url: first.url('/'), headers: [] };
    await sender.send(request, { digest: { user: 'a', password: 'b' } });
    assert.equal(other.received.length, 1);
    await sender.send(request, {
      digest: { user: 'a', password: 'b' },
      trustedOrigins: [`http://localhost:${other.port}`],
    });
    assert.equal(other.received.length, 3);
  });
});
