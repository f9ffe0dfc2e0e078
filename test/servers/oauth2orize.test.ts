import { after, before, test } from 'node:test';
import express from 'express';
import { createServer, type ExchangeDoneFunction, exchange } from 'oauth2orize';
import passport from 'passport';
import { BasicStrategy } from 'passport-http';
import { type Case, checkCase, checkSuccess, type Running, serve } from './server.ts';
import { basic } from './tokens.ts';

let server: Running;

before(async () => {
  const auth = new passport.Passport();
  auth.use(new BasicStrategy((id, secret, done) => done(null, id === 'shop' && secret === 'the-secret' && { id })));
  const oauth = createServer();
  oauth.exchange(
    exchange.code((_client: unknown, code: string, _uri: string, done: ExchangeDoneFunction) =>
      done(null, code === 'SplxlOBeZQQYbYS6WxSbIA' && 'a-token'),
    ),
  );
  oauth.exchange(
    exchange.password((_client, user, word, _scope, done) =>
      done(null, user === 'ada' && word === 'engine' && 'a-token'),
    ),
  );
  oauth.exchange(
    exchange.refreshToken((_client, token, _scope, done) =>
      done(null, token === 'tGzv3JOkF0XG5Qx2TlKWIA' && 'a-token'),
    ),
  );
  const app = express();
  app.use(express.urlencoded());
  app.post('/token', auth.authenticate('basic', { session: false }), oauth.token(), oauth.errorHandler());
  server = await serve(app);
});

after(() => server.stop());

const form = (fields: Record<string, string>, authorization = basic('shop:the-secret')) => ({
  url: '/token',
  headers: { 'Content-Type': 'application/x-www-form-urlencoded', Authorization: authorization },
  body: new URLSearchParams(fields).toString(),
});

const code = { grant_type: 'authorization_code', code: 'SplxlOBeZQQYbYS6WxSbIA' };
const password = { grant_type: 'password', username: 'ada', password: 'engine' };

const cases: readonly Case[] = [
  { title: 'a wrong client secret', ...form(code, basic('shop:engine')), expected: 'client-authentication-failed' },
  { title: 'an unknown client', ...form(code, basic('other:the-secret')), expected: 'client-authentication-failed' },
  { title: 'an unknown code', ...form({ ...code, code: 'i1WsRn1uB1TmQvXrJ3wGpA' }), expected: 'grant-invalid' },
  { title: 'no code', ...form({ grant_type: 'authorization_code' }), expected: 'not-an-auth-failure' },
  { title: 'a wrong password', ...form({ ...password, password: 'compiler' }), expected: 'invalid-credentials' },
  {
    title: 'an unknown refresh token',
    ...form({ grant_type: 'refresh_token', refresh_token: 'mF_9.B5f-4.1JqM' }),
    expected: 'grant-invalid',
  },
  { title: 'an unknown grant', ...form({ grant_type: 'client_credentials' }), expected: 'auth-method-disabled' },
];

for (const { url, ...rest } of cases)
  test(`OAuth2orize: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

test('OAuth2orize: whole credentials', () => {
  const { url, ...rest } = form(code);
  return checkSuccess({ ...rest, url: server.origin + url });
});
