import { after, before, test } from 'node:test';
import express from 'express';
import passport from 'passport';
import { BasicStrategy, DigestStrategy } from 'passport-http';
import { Strategy as BearerStrategy } from 'passport-http-bearer';
import { ExtractJwt, Strategy as JwtStrategy } from 'passport-jwt';
import { checkCase, checkSuccess, type Running, serve, userHas } from './server.ts';
import {
  audience,
  type Broken,
  basic,
  bearer,
  brokenPasswords,
  brokenTokens,
  casesAt,
  issuer,
  secret,
} from './tokens.ts';

let server: Running;

before(async () => {
  const auth = new passport.Passport();
  const users = new Map([['ada', 'engine']]);
  auth.use(new BasicStrategy((user, password, done) => done(null, users.get(user) === password && { user })));
  auth.use(
    new DigestStrategy({ qop: 'auth', realm: 'Orders' }, (user, done) =>
      users.has(user) ? done(null, { user }, users.get(user)) : done(null, false),
    ),
  );
  auth.use(
    new BearerStrategy(
      { realm: 'Orders', scope: 'orders:read' },
      (token: string, done: (error: null, user: object | false, info?: string) => void) =>
        token === 'expired-token-of-ada'
          ? done(null, false, 'The access token expired')
          : done(null, token === 'token-of-ada' && { user: 'ada' }),
    ),
  );
  auth.use(
    new JwtStrategy(
      {
        jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
        secretOrKey: secret,
        algorithms: ['HS256'],
        audience,
        issuer,
      },
      (payload, done) => done(null, payload),
    ),
  );
  const app = express();
  for (const strategy of ['basic', 'digest', 'bearer', 'jwt'])
    app.get(
      `/${strategy}`,
      auth.authenticate(strategy, { session: false }),
      (_request, response) => void response.json({ orders: [] }),
    );
  // How those answer who want to know why: what the strategy said is passed on.
  app.get('/told', (request, response, next) => {
    const answer = (error: unknown, user: unknown, info: unknown) => {
      if (error || user) next(error);
      else
        response.status(401).json({ success: false, message: info instanceof Error ? info.message : 'Unauthorized' });
    };
    auth.authenticate('jwt', { session: false }, answer)(request, response, next);
  });
  app.get('/told', (_request, response) => void response.json({ orders: [] }));
  server = await serve(app);
});

after(() => server.stop());

function check(path: string, broken: readonly Broken[], undetermined: readonly string[] = []): void {
  for (const { url, ...rest } of casesAt(path, broken, undetermined))
    test(`passport at ${path}: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));
}

check('/basic', brokenPasswords);

check('/digest', [
  { title: 'no header', expected: 'credentials-missing' },
  { title: 'a password in the clear', authorization: basic('ada:engine'), expected: 'scheme-mismatch' },
]);

check(
  '/bearer',
  [
    ...brokenTokens.filter(({ expected }) => ['credentials-missing', 'scheme-mismatch'].includes(expected)),
    ...brokenTokens.filter(({ expected }) => ['malformed-header', 'placeholder-credentials'].includes(expected)),
    { title: 'a token that expired', authorization: 'Bearer expired-token-of-ada', expected: 'token-expired' },
    { title: 'an unknown token', authorization: 'Bearer 2YotnFZFEjr1zCsicMWpAA', expected: 'token-unknown' },
  ],
  ['an unknown token'],
);

// "Unauthorized", and no more.
check('/jwt', brokenTokens, [
  'another secret',
  'another audience',
  'another issuer',
  'another algorithm',
  'a password',
]);

// It says the same of a token under another scheme as of none.
check('/told', brokenTokens);

test('passport at /jwt: whole credentials', () =>
  checkSuccess({ url: `${server.origin}/jwt`, headers: { Authorization: bearer() } }));

test('passport at /basic: whole credentials', () =>
  checkSuccess({ url: `${server.origin}/basic`, headers: { Authorization: basic('ada:engine') } }));

userHas(
  () => ({ url: `${server.origin}/digest` }),
  () => ({ options: { digest: { user: 'ada', password: 'engine' } } }),
);
userHas(() => ({ url: `${server.origin}/bearer`, headers: { Authorization: 'Bearer token-of-ada' } }));
userHas(() => ({ url: `${server.origin}/told`, headers: { Authorization: bearer() } }));
