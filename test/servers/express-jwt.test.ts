import { after, before, test } from 'node:test';
import express, { type ErrorRequestHandler } from 'express';
import { expressjwt, UnauthorizedError } from 'express-jwt';
import type jwt from 'jsonwebtoken';
import { checkCase, type Running, serve, userHas } from './server.ts';
import { audience, type Broken, bearer, brokenTokens, casesAt, issuer, secret } from './tokens.ts';

const options = { secret, algorithms: ['HS256' as const], audience, issuer };

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

const isRevoked = (payload: jwt.JwtPayload | string | undefined) =>
  typeof payload === 'object' && payload.jti === 'revoked';

const broken: readonly Broken[] = [
  ...brokenTokens,
  { title: 'a revoked token', authorization: bearer({ jti: 'revoked' }), expected: 'token-revoked' },
];

for (const one of casesAt('/json', broken))
  test(`express-jwt, answering in JSON: ${one.title}`, () => checkCase({ ...one, url: `${server.origin}/json` }));

// Express's own page has the message of the error in it, too, outside production.
for (const one of casesAt('/html', brokenTokens))
  test(`express-jwt, answering with Express's page: ${one.title}`, () =>
    checkCase({ ...one, url: `${server.origin}/html` }));

for (const path of ['/json', '/html'])
  userHas(() => ({ url: server.origin + path, headers: { Authorization: bearer() } }));
