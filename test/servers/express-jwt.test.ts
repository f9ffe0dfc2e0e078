import { after, before, test } from 'node:test';
import express, { type ErrorRequestHandler } from 'express';
import { expressjwt, UnauthorizedError } from 'express-jwt';
import jwt from 'jsonwebtoken';
import { type Case, checkCase, type Running, serve } from './server.ts';

const secret = 'the-secret-of-the-test';
const options = { secret, algorithms: ['HS256' as const], audience: 'orders', issuer: 'https://issuer.test/' };
const claims = { sub: 'ada', aud: 'orders', iss: 'https://issuer.test/' };
const hour = 3600;
const now = Math.floor(Date.now() / 1000);

let server: Running;

before(async () => {
  const app = express();
  // Its error page stays, its log does not.
  app.set('env', 'test');
  app.get('/html', expressjwt(options), (_request, response) => void response.json({ orders: [] }));
  app.get(
    '/json',
    expressjwt({ ...options, isRevoked: (_request, token) => isRevoked(token?.payload) }),
    (_request, response) => void response.json({ orders: [] }),
  );
  const asJson: ErrorRequestHandler = (error, request, response, next) => {
    if (!(error instanceof UnauthorizedError) || request.path === '/html') next(error);
    else response.status(error.status).json({ code: error.code, message: error.message });
  };
  app.use(asJson);
  server = await serve(app);
});

after(() => server.stop());

const signed = (extra: object, key = secret, signing: jwt.SignOptions = {}) =>
  `Bearer ${jwt.sign({ exp: now + hour, ...claims, ...extra }, key, signing)}`;

const isRevoked = (payload: jwt.JwtPayload | string | undefined) =>
  typeof payload === 'object' && payload.jti === 'revoked';

const good = signed({});

const cases: readonly (Omit<Case, 'url'> & { readonly authorization?: string })[] = [
  { title: 'no header', expected: 'credentials-missing' },
  {
    title: 'an expired token',
    authorization: signed({ iat: now - 2 * hour, exp: now - hour }),
    expected: 'token-expired',
  },
  {
    title: 'a token of tomorrow',
    authorization: signed({ nbf: now + 24 * hour, exp: now + 48 * hour }),
    expected: 'token-not-yet-valid',
  },
  { title: 'another secret', authorization: signed({}, 'another-secret'), expected: 'signature-invalid' },
  { title: 'another audience', authorization: signed({ aud: 'billing' }), expected: 'audience-mismatch' },
  { title: 'another issuer', authorization: signed({ iss: 'https://other.test/' }), expected: 'issuer-mismatch' },
  {
    title: 'another algorithm',
    authorization: signed({}, secret, { algorithm: 'HS512' }),
    expected: 'algorithm-not-allowed',
  },
  { title: 'a revoked token', authorization: signed({ jti: 'revoked' }), expected: 'token-revoked' },
  { title: 'half a token', authorization: good.slice(0, good.lastIndexOf('.')), expected: 'token-malformed' },
  { title: 'two schemes', authorization: `Bearer ${good}`, expected: 'malformed-header' },
  { title: 'no scheme', authorization: good.slice('Bearer '.length), expected: 'malformed-header' },
  { title: 'a password', authorization: 'Basic YWRhOmVuZ2luZQ==', expected: 'scheme-mismatch' },
  { title: 'a variable without a value', authorization: 'Bearer undefined', expected: 'placeholder-credentials' },
];

for (const { authorization, title, expected } of cases) {
  const headers = authorization === undefined ? {} : { Authorization: authorization };
  test(`express-jwt, answering in JSON: ${title}`, () =>
    checkCase({ title, expected, url: `${server.origin}/json`, headers }));
  // Express's own page has the message of the error in it, too, outside production.
  if (title !== 'a revoked token')
    test(`express-jwt, answering with Express's page: ${title}`, () =>
      checkCase({ title, expected, url: `${server.origin}/html`, headers }));
}
