// Libraries that verify tokens, each behind a guard that passes on what they throw.
import { generateKeyPairSync } from 'node:crypto';
import { after, before, test } from 'node:test';
import workerJwt from '@tsndr/cloudflare-worker-jwt';
import { JwtVerifier } from 'aws-jwt-verify';
import jwtSimple from 'jwt-simple';
import njwt from 'njwt';
import { checkCase, checkSuccess, type Running, serve } from './server.ts';
import { audience, type Broken, bearer, brokenTokens, casesAt, issuer, secret } from './tokens.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = { type: 'pkcs8', format: 'pem' } as const;
const now = Math.floor(Date.now() / 1000);

const rsa = (extra: object = {}, { key = privateKey, keyid = 'of-today' } = {}) =>
  bearer(extra, key.export(pem).toString(), { algorithm: 'RS256', keyid });

const verifier = JwtVerifier.create({ issuer, audience, jwksUri: 'https://127.0.0.1:9/keys.json' });
verifier.cacheJwks({
  keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'of-today', alg: 'RS256', use: 'sig' } as never],
});

const guards: Record<string, (token: string) => unknown> = {
  '/aws-jwt-verify': token => verifier.verify(token, { clientId: null } as never),
  '/njwt': token => njwt.verify(token, secret, 'HS256'),
  '/jwt-simple': token => jwtSimple.decode(token, secret, false, 'HS256'),
  '/cloudflare-worker-jwt': token => workerJwt.verify(token, secret, { algorithm: 'HS256', throwError: true }),
};

let server: Running;

before(async () => {
  server = await serve(async (request, response) => {
    const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    if (!token) return void answer(401, { error: 'No bearer token was sent' });
    try {
      await guards[request.url ?? '']?.(token);
      answer(200, { orders: [] });
    } catch (error) {
      answer(401, { error: (error as Error).message });
    }
  });
});

after(() => server.stop());

/** They know neither audience nor issuer, and two of them do not tell an algorithm from a signature. */
const bySecret = (algorithm: 'algorithm-not-allowed' | 'signature-invalid') =>
  brokenTokens
    .filter(({ title }) => title !== 'another audience' && title !== 'another issuer')
    .map(one => (one.title === 'another algorithm' ? { ...one, expected: algorithm } : one));

const byRsa: readonly Broken[] = [
  { title: 'an expired token', authorization: rsa({ iat: now - 7200, exp: now - 3600 }), expected: 'token-expired' },
  {
    title: 'a token of tomorrow',
    authorization: rsa({ nbf: now + 86_400, exp: now + 172_800 }),
    expected: 'token-not-yet-valid',
  },
  { title: 'another key', authorization: rsa({}, { key: other.privateKey }), expected: 'signature-invalid' },
  // It asks the issuer for the key, and nobody answers there.
  {
    title: 'a key that it does not have',
    authorization: rsa({}, { keyid: 'of-tomorrow' }),
    expected: 'server-misconfigured',
  },
  { title: 'another issuer', authorization: rsa({ iss: 'https://other.test/' }), expected: 'issuer-mismatch' },
  { title: 'another audience', authorization: rsa({ aud: 'billing' }), expected: 'audience-mismatch' },
  {
    title: 'a secret in place of a key',
    authorization: bearer({}, secret, { keyid: 'of-today' }),
    expected: 'algorithm-not-allowed',
  },
  { title: 'no key id', authorization: bearer(), expected: 'signing-key-unknown' },
];

function check(path: string, broken: readonly Broken[], undetermined: readonly string[] = []): void {
  for (const { url, ...rest } of casesAt(path, broken, undetermined))
    test(`a guard with ${path.slice(1)}: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));
}

check('/aws-jwt-verify', byRsa, ['no key id']);
check('/njwt', bySecret('algorithm-not-allowed'));
check('/jwt-simple', bySecret('signature-invalid'));
check('/cloudflare-worker-jwt', bySecret('signature-invalid'));

for (const path of ['/njwt', '/jwt-simple', '/cloudflare-worker-jwt'])
  test(`a guard with ${path.slice(1)}: whole credentials`, () =>
    checkSuccess({ url: server.origin + path, headers: { Authorization: bearer() } }));

test('a guard with aws-jwt-verify: whole credentials', () =>
  checkSuccess({ url: `${server.origin}/aws-jwt-verify`, headers: { Authorization: rsa() } }));
