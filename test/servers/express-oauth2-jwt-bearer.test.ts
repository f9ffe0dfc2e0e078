import { after, before, test } from 'node:test';
import express from 'express';
import { auth, claimEquals, requiredScopes } from 'express-oauth2-jwt-bearer';
import { checkCase, checkSuccess, type Running, serve, userHas } from './server.ts';
import { audience, type Broken, bearer, brokenTokens, casesAt, issuer, secret } from './tokens.ts';

let server: Running;

before(async () => {
  const app = express();
  // Its error page stays, its log does not.
  app.set('env', 'test');
  app.use(auth({ secret, tokenSigningAlg: 'HS256', audience, issuer }));
  app.get('/orders', (_request, response) => void response.json({ orders: [] }));
  app.get('/written', requiredScopes('orders:write'), (_request, response) => void response.json({ orders: [] }));
  app.get('/admin', claimEquals('role', 'admin'), (_request, response) => void response.json({ orders: [] }));
  server = await serve(app);
});

after(() => server.stop());

const check = (path: string, broken: readonly Broken[]) => {
  for (const { url, ...rest } of casesAt(path, broken))
    test(`express-oauth2-jwt-bearer at ${path}: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));
};

check('/orders', brokenTokens);

check('/written', [
  { title: 'another scope', authorization: bearer({ scope: 'orders:read' }), expected: 'insufficient-scope' },
]);

check('/admin', [{ title: 'no claim', authorization: bearer(), expected: 'claim-missing' }]);

test('express-oauth2-jwt-bearer: whole credentials', () =>
  checkSuccess({ url: `${server.origin}/orders`, headers: { Authorization: bearer() } }));

userHas(() => ({ url: `${server.origin}/written`, headers: { Authorization: bearer({ scope: 'orders:write' }) } }));
userHas(() => ({ url: `${server.origin}/admin`, headers: { Authorization: bearer({ role: 'admin' }) } }));
