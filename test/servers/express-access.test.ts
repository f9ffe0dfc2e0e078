// Middleware of Express that refuses those whose credentials are good.
import { after, before, test } from 'node:test';
import express, { type ErrorRequestHandler } from 'express';
import { IpFilter } from 'express-ipfilter';
import { expressjwt } from 'express-jwt';
import permissions from 'express-jwt-permissions';
import { rateLimit } from 'express-rate-limit';
import { type Case, checkCase, checkExchange, checkSuccess, type Running, send, serve, userHas } from './server.ts';
import { audience, bearer, issuer, secret } from './tokens.ts';

let server: Running;

before(async () => {
  const app = express();
  app.set('env', 'test');
  const guard = permissions({ requestProperty: 'auth' });
  const jwt = expressjwt({ secret, algorithms: ['HS256'], audience, issuer });
  const orders = express.Router();
  orders.get('/orders', jwt, guard.check('orders:read'));
  orders.get('/office', jwt, IpFilter(['192.0.2.1'], { mode: 'allow', log: false }));
  orders.get('/busy', jwt, rateLimit({ limit: 1, windowMs: 60_000, validate: false }));
  orders.get('/unset', permissions({ requestProperty: 'token' }).check('orders:read'));
  orders.use((_request, response) => void response.json({ orders: [] }));
  app.use('/html', orders);
  app.use('/json', orders);
  const asJson: ErrorRequestHandler = (error, request, response, next) => {
    if (!request.originalUrl.startsWith('/json')) next(error);
    else response.status(error.status ?? 500).json({ code: error.code, message: error.message });
  };
  app.use(asJson);
  server = await serve(app);
});

after(() => server.stop());

for (const path of ['/html', '/json']) {
  const cases: readonly Case[] = [
    {
      title: 'a token without the permission',
      url: `${path}/orders`,
      headers: { Authorization: bearer({ permissions: ['profile'] }) },
      expected: 'permission-denied',
    },
    {
      title: 'a token that says nothing of permissions',
      url: `${path}/orders`,
      headers: { Authorization: bearer() },
      expected: 'claim-missing',
      undetermined: true,
    },
    {
      title: 'another address',
      url: `${path}/office`,
      headers: { Authorization: bearer() },
      expected: 'client-not-allowed',
    },
    {
      title: 'a guard that was set up wrong',
      url: `${path}/unset`,
      headers: { Authorization: bearer() },
      expected: 'server-misconfigured',
    },
  ];
  for (const { url, ...rest } of cases)
    test(`Express at ${url}: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));
}

test('Express: too many requests', async () => {
  const request = { url: `${server.origin}/json/busy`, headers: { Authorization: bearer() } };
  await send(request);
  checkExchange(await send(request), 'not-an-auth-failure');
});

test('Express: whole credentials', () =>
  checkSuccess({
    url: `${server.origin}/json/orders`,
    headers: { Authorization: bearer({ permissions: ['orders:read'] }) },
  }));

userHas(() => ({
  url: `${server.origin}/html/orders`,
  headers: { Authorization: bearer({ permissions: ['orders:read'] }) },
}));
