import { after, before, test } from 'node:test';
import { AuthenticationService, authenticate, JWTStrategy } from '@feathersjs/authentication';
import { LocalStrategy } from '@feathersjs/authentication-local';
import { feathers } from '@feathersjs/feathers';
import { bodyParser, errorHandler, koa, parseAuthentication, rest } from '@feathersjs/koa';
import { memory } from '@feathersjs/memory';
import { type Case, checkCase, checkSuccess, type Running, serve, userHas } from './server.ts';
import { audience, type Broken, bearer, brokenTokens, casesAt, issuer, secret } from './tokens.ts';

let server: Running;

before(async () => {
  const app = koa(feathers());
  app.set('authentication', {
    secret,
    entity: 'user',
    service: 'users',
    authStrategies: ['jwt', 'local'],
    jwtOptions: { audience, issuer, algorithm: 'HS256' },
    local: { usernameField: 'email', passwordField: 'password' },
  });
  app.use(errorHandler());
  app.use(parseAuthentication());
  app.use(bodyParser());
  app.configure(rest());
  app.use('users', memory({ id: 'email' }));
  app.use('orders', memory());
  const service = new AuthenticationService(app);
  service.register('jwt', new JWTStrategy());
  const local = new LocalStrategy();
  service.register('local', local);
  app.use('authentication', service);
  app.service('orders').hooks({ before: { all: [authenticate('jwt')] } });
  app.service('users').hooks({ before: { find: [authenticate('jwt')] } });
  const password = await local.hashPassword('engine', {});
  await app.service('users').create({ email: 'ada', password });
  server = await serve(app.callback());
});

after(() => server.stop());

const broken: readonly Broken[] = [
  // It takes a token without its scheme.
  ...brokenTokens.filter(({ title }) => title !== 'no scheme'),
  { title: 'an unknown user', authorization: bearer({ sub: 'grace' }), expected: 'token-unknown' },
];

for (const { url, ...rest } of casesAt('/orders', broken, ['a password', 'an unknown user']))
  test(`Feathers: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

const login = (fields: object) => ({
  url: '/authentication',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(fields),
});

const cases: readonly Case[] = [
  {
    title: 'a wrong password',
    ...login({ strategy: 'local', email: 'ada', password: 'compiler' }),
    expected: 'invalid-credentials',
  },
  {
    title: 'an unknown user',
    ...login({ strategy: 'local', email: 'grace', password: 'engine' }),
    expected: 'invalid-credentials',
  },
  {
    title: 'an unknown strategy',
    ...login({ strategy: 'github', access_token: '2YotnFZFEjr1zCsicMWpAA' }),
    expected: 'auth-method-disabled',
  },
  {
    title: 'an expired token',
    ...login({ strategy: 'jwt', accessToken: bearer({ exp: 1_700_000_000 }).slice('Bearer '.length) }),
    expected: 'token-expired',
  },
  {
    title: 'an unknown path',
    url: '/order',
    headers: { Authorization: bearer() },
    expected: 'not-an-auth-failure',
  },
];

for (const { url, ...rest } of cases)
  test(`Feathers at ${url}: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

test('Feathers: whole credentials', () =>
  checkSuccess({ url: `${server.origin}/orders`, headers: { Authorization: bearer() } }));

userHas(() => {
  const { url, ...rest } = login({ strategy: 'local', email: 'ada', password: 'engine' });
  return { ...rest, url: server.origin + url };
});
