import { after, before, test } from 'node:test';
import { basicAuth, H3, HTTPError } from 'h3';
import { toNodeHandler } from 'h3/node';
import jwt from 'jsonwebtoken';
import { checkCase, checkSuccess, type Running, serve } from './server.ts';
import { audience, basic, bearer, brokenPasswords, brokenTokens, casesAt, issuer, secret } from './tokens.ts';

let server: Running;

before(async () => {
  const app = new H3({ silent: true });
  app.use('/basic', basicAuth({ username: 'ada', password: 'engine', realm: 'Orders' }));
  app.use('/jwt', event => {
    const header = event.req.headers.get('Authorization');
    if (!header)
      throw new HTTPError({ status: 401, statusText: 'Unauthorized', message: 'Authorization header missing' });
    try {
      jwt.verify(header.replace(/^Bearer /, ''), secret, { algorithms: ['HS256'], audience, issuer });
    } catch (error) {
      throw new HTTPError({ status: 401, message: 'Token verification failed', cause: error });
    }
  });
  app.get('/**', () => ({ orders: [] }));
  server = await serve(toNodeHandler(app) as never);
});

after(() => server.stop());

const untold = ['another secret', 'another audience', 'another issuer', 'another algorithm', 'a password'];

for (const { url, ...rest } of casesAt(
  '/jwt',
  brokenTokens.filter(({ title }) => title !== 'no scheme'),
  untold,
))
  test(`h3 at ${url}: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

for (const { url, ...rest } of casesAt('/basic', brokenPasswords))
  test(`h3 at ${url}: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

for (const [path, Authorization] of Object.entries({ '/basic': basic('ada:engine'), '/jwt': bearer() }))
  test(`h3 at ${path}: whole credentials`, () =>
    checkSuccess({ url: server.origin + path, headers: { Authorization } }));
