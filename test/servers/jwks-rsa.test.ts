import { generateKeyPairSync } from 'node:crypto';
import { after, before, test } from 'node:test';
import express, { type ErrorRequestHandler } from 'express';
import { expressjwt, type GetVerificationKey } from 'express-jwt';
import jwksRsa from 'jwks-rsa';
import { checkCase, checkSuccess, type Running, serve } from './server.ts';
import { audience, type Broken, bearer, casesAt, issuer } from './tokens.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const rsa = (extra: object, keyid: string, key = privateKey) =>
  bearer(extra, key.export({ type: 'pkcs8', format: 'pem' }).toString(), { algorithm: 'RS256', keyid });

let keys: Running;
let server: Running;

before(async () => {
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'of-today', alg: 'RS256', use: 'sig' };
  const sets: Record<string, object> = { '/keys.json': { keys: [jwk] }, '/empty.json': { keys: [] } };
  keys = await serve((request, response) => {
    const set = sets[request.url ?? ''];
    response.writeHead(set ? 200 : 404, { 'Content-Type': 'application/json' }).end(JSON.stringify(set ?? {}));
  });
  const app = express();
  const guard = (jwksUri: string) =>
    expressjwt({
      secret: jwksRsa.expressJwtSecret({ jwksUri, timeout: 2000 }) as GetVerificationKey,
      algorithms: ['RS256'],
      audience,
      issuer,
    });
  app.get('/orders', guard(`${keys.origin}/keys.json`));
  app.get('/empty', guard(`${keys.origin}/empty.json`));
  app.get('/lost', guard(`${keys.origin}/lost.json`));
  app.get('/away', guard('http://127.0.0.1:9/keys.json'));
  app.use((_request, response) => void response.json({ orders: [] }));
  const asJson: ErrorRequestHandler = (error, _request, response, _next) =>
    void response.status(error.status ?? 500).json({ error: error.name, message: error.message });
  app.use(asJson);
  server = await serve(app);
});

after(async () => {
  await server.stop();
  await keys.stop();
});

const broken: readonly (readonly [path: string, Broken])[] = [
  [
    '/orders',
    { title: 'the key of yesterday', authorization: rsa({}, 'of-yesterday'), expected: 'signing-key-unknown' },
  ],
  [
    '/orders',
    {
      title: 'another key of that name',
      authorization: rsa({}, 'of-today', other.privateKey),
      expected: 'signature-invalid',
    },
  ],
  [
    '/orders',
    {
      title: 'another audience',
      authorization: rsa({ aud: 'billing' }, 'of-today'),
      expected: 'audience-mismatch',
    },
  ],
  ['/empty', { title: 'a set without keys', authorization: rsa({}, 'of-today'), expected: 'server-misconfigured' }],
  ['/lost', { title: 'a set that is not there', authorization: rsa({}, 'of-today'), expected: 'server-misconfigured' }],
  ['/away', { title: 'an issuer that is away', authorization: rsa({}, 'of-today'), expected: 'not-an-auth-failure' }],
];

// "Secret or public key must be provided" is what becomes of a key that was not found.
const untold = ['the key of yesterday'];

for (const [path, one] of broken)
  for (const { url, ...rest } of casesAt(path, [one], untold))
    test(`jwks-rsa at ${path}: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

test('jwks-rsa: whole credentials', () =>
  checkSuccess({ url: `${server.origin}/orders`, headers: { Authorization: rsa({}, 'of-today') } }));
