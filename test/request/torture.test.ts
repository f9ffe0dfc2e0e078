// What widespread clients get wrong, row by row: each request as people write it in a .http file, sent to a server on loopback
// that implements the scheme by its RFC.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { parseHttpFile } from '../../src/request/importers/http-file.ts';
import type { Exchange } from '../../src/request/model.ts';
import { resolveRequest } from '../../src/request/resolve.ts';
import type { SendOptions } from '../../src/request/sender.ts';
import { oauthError, requestAt, run } from '../oauth/signing-in.ts';
import { type DigestAccount, nonce, proves } from './digest-server.ts';
import { reply } from './loopback.ts';
import { sender, start } from './sending.ts';

async function sendText(text: string, more: SendOptions = {}): Promise<Exchange> {
  const { request, problems } = resolveRequest(parseHttpFile(text), 0, {});
  assert.ok(request && problems.length === 0, problems[0]?.message);
  const { name: _name, options, ...message } = request;
  return sender.send(message, { ...options, ...more });
}

const digest = (parameters: string, realm = 'r') => `Digest realm="${realm}", nonce="${nonce}"${parameters}`;

interface DigestRow {
  readonly challenges: readonly string[];
  /** What follows "Digest". */
  readonly written?: string;
  readonly path?: string;
  readonly account?: Partial<DigestAccount>;
}

const digestRows: Record<string, DigestRow> = {
  'Digest MD5 qop=auth': { challenges: [digest(', qop="auth", algorithm=MD5')] },
  'Digest, URL with ?query': { challenges: [digest(', qop="auth"')], path: '/a?b=c&d=%20e' },
  'Digest qop="auth,auth-int", server insists on qop': {
    challenges: [digest(', qop="auth,auth-int"')],
    account: { qop: ['auth', 'auth-int'] },
  },
  'Digest algorithm=SHA-256': { challenges: [digest(', qop="auth", algorithm=SHA-256')], account: { hash: 'sha256' } },
  'Digest algorithm=SHA-512-256, with a hashed name': {
    challenges: [digest(', qop="auth", algorithm=SHA-512-256, userhash=true')],
    account: { hash: 'sha512-256', userhash: true },
  },
  'Digest offered after Basic (2 challenges)': { challenges: ['Basic realm="b"', digest(', qop="auth"')] },
  'Digest offered thrice: the strongest': {
    challenges: ['MD5', 'SHA-256', 'SHA-512-256'].map(name => digest(`, qop="auth", algorithm=${name}`)),
    account: { hash: 'sha512-256' },
  },
  'Digest user:pw (colon form)': { challenges: [digest(', qop="auth"')], written: 'user:pw' },
  'Digest password containing : (space form)': {
    challenges: [digest(', qop="auth"')],
    written: 'user p:w',
    account: { password: 'p:w' },
  },
  'Digest realm containing a comma': {
    challenges: [digest(', qop="auth"', 'a, b=\\"c')],
    account: { realm: 'a, b="c' },
  },
  'Digest without qop': { challenges: [digest('')], account: { qop: [] } },
  'Digest MD5-sess': { challenges: [digest(', qop="auth", algorithm=MD5-sess')], account: { session: true } },
  'Digest SHA-256-sess with auth-int alone': {
    challenges: [digest(', qop="auth-int", algorithm=SHA-256-sess')],
    account: { hash: 'sha256', session: true, qop: ['auth-int'] },
  },
};

describe('the torture table', () => {
  for (const [title, { challenges, written = 'user pw', path = '/', account }] of Object.entries(digestRows)) {
    test(title, async () => {
      const server = await start(request =>
        proves(request, { user: 'user', password: 'pw', ...account })
          ? reply(200)
          : reply(401, { 'WWW-Authenticate': [...challenges] }),
      );
      const exchange = await sendText(`POST ${server.url(path)}\nAuthorization: Digest ${written}\n\nbody: 1`);
      assert.equal(exchange.response?.status, 200);
      assert.equal(server.received.length, 2);
    });
  }

  const basicRows: [string, string][] = [
    ['user:pa:ss', 'user:pa:ss'],
    ["admin:it's a total", "admin:it's a total"],
  ];
  for (const [written, arrives] of basicRows) {
    test(`Basic ${written}`, async () => {
      const server = await start(() => reply(200));
      await sendText(`GET ${server.url('/')}\nAuthorization: Basic ${written}\n`);
      assert.equal(server.received[0]?.header('Authorization'), `Basic ${Buffer.from(arrives).toString('base64')}`);
    });
  }

  test('a redirect to another host or port: shown, explained, and sent on by choice', async () => {
    const other = await start(({ header }) => reply(header('X-Api-Key') === 'k-1' ? 200 : 401));
    const first = await start(() => reply(302, { Location: other.url('/', 'localhost') }));
    const text = `GET ${first.url('/')}\nAuthorization: Bearer abcdefghijkl\nX-Api-Key: k-1\n`;
    const { hops, response } = await sendText(text);
    assert.equal(response?.status, 401);
    assert.deepEqual(
      hops[0]?.credentials.map(({ name, fate }) => [name, fate]),
      [
        ['Authorization', 'withheld'],
        ['X-Api-Key', 'withheld'],
      ],
    );
    assert.match(hops[0]?.credentials[1]?.reason ?? '', /localhost.*another origin than http:\/\/127\.0\.0\.1/);
    assert.equal(other.received[0]?.header('X-Api-Key'), undefined);
    const trusted = await sendText(text, { trustedOrigins: [`http://localhost:${other.port}`] });
    assert.equal(trusted.response?.status, 200);
    assert.equal(other.received[1]?.header('Authorization'), 'Bearer abcdefghijkl');
  });

  test('Bearer {{nope}} stops, and names the variable and its place', () => {
    const text = 'GET http://127.0.0.1/\nAuthorization: Bearer {{nope}}\n';
    const [problem] = resolveRequest(parseHttpFile(text), 0, {}).problems;
    assert.equal(problem?.severity, 'error');
    assert.match(problem.message, /"\{\{nope\}\}" has no value: define "@nope = …"/);
    assert.equal(text.slice(problem.span?.start, problem.span?.end), '{{nope}}');
  });

  test('client credentials, and the token endpoint answers 401 invalid_client', async () => {
    const answer = { error: 'invalid_client', error_description: 'Client secret expired' };
    const result = await run(requestAt(await start(() => oauthError(401, answer))));
    assert.equal(result.kind, 'failed');
    assert.match(result.kind === 'failed' ? result.reason : '', /said "invalid_client": Client secret expired/);
    assert.equal(result.kind === 'failed' ? result.cause : '', 'client-authentication-failed');
  });

  test('401 Bearer error="invalid_token", expired', async () => {
    const challenge = 'Bearer error="invalid_token", error_description="The access token expired"';
    const server = await start(() => reply(401, { 'WWW-Authenticate': challenge }));
    const exchange = await sendText(`GET ${server.url('/')}\nAuthorization: Bearer 2YotnFZFEjr1zCsicMWpAA\n`);
    const [finding] = diagnose(exchange).findings;
    assert.equal(finding?.cause, 'token-expired');
    assert.ok(finding.fixes.length > 0);
  });
});
