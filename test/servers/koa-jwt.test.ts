import { after, before, test } from 'node:test';
import Koa from 'koa';
import jwt from 'koa-jwt';
import { checkCase, checkSuccess, type Running, serve, userHas } from './server.ts';
import { audience, bearer, brokenTokens, casesAt, issuer, secret } from './tokens.ts';

const servers: Running[] = [];
const options = { secret, algorithms: ['HS256'], audience, issuer };

before(async () => {
  for (const debug of [true, false]) {
    const app = new Koa();
    app.silent = true;
    app.use(jwt({ ...options, debug }));
    app.use(context => {
      context.body = { orders: [] };
    });
    servers.push(await serve(app.callback()));
  }
});

after(() => Promise.all(servers.map(server => server.stop())));

for (const one of casesAt('/', brokenTokens))
  test(`koa-jwt with its debug option: ${one.title}`, () => checkCase({ ...one, url: `${servers[0]?.origin}/` }));

// "Authentication Error", and no more.
for (const one of casesAt('/', brokenTokens, [
  'another secret',
  'another audience',
  'another issuer',
  'another algorithm',
]))
  test(`koa-jwt: ${one.title}`, () => checkCase({ ...one, url: `${servers[1]?.origin}/` }));

test('koa-jwt: whole credentials', () =>
  checkSuccess({ url: `${servers[1]?.origin}/`, headers: { Authorization: bearer() } }));

userHas(() => ({ url: `${servers[0]?.origin}/`, headers: { Authorization: bearer() } }));
