import { after, before, test } from 'node:test';
import { server as createServer, type Server } from '@hapi/hapi';
import * as hapiAuthJwt2 from 'hapi-auth-jwt2';
import { type Case, checkCase, checkSuccess } from './server.ts';
import { audience, bearer, brokenTokens, casesAt, issuer, secret } from './tokens.ts';

let server: Server;

before(async () => {
  server = createServer({ host: '127.0.0.1', port: 0 });
  await server.register(hapiAuthJwt2);
  server.auth.strategy('jwt', 'jwt', {
    key: secret,
    verifyOptions: { algorithms: ['HS256'], audience, issuer },
    validate: async (decoded: { sub?: string }) => ({ isValid: decoded.sub === 'ada' }),
  });
  server.auth.default('jwt');
  server.route({ method: 'GET', path: '/orders', handler: () => ({ orders: [] }) });
  await server.start();
});

after(() => server.stop());

// It takes a token without its scheme, and one after two.
const refused = brokenTokens.filter(({ title }) => title !== 'the scheme twice' && title !== 'no scheme');

// "Invalid token", and no more.
for (const { url, ...rest } of casesAt('/orders', refused, [
  'another secret',
  'another audience',
  'another issuer',
  'another algorithm',
]))
  test(`hapi-auth-jwt2: ${rest.title}`, () => checkCase({ ...rest, url: server.info.uri + url }));

const token = bearer().slice('Bearer '.length);
const cases: readonly Case[] = [
  {
    title: 'an unknown user',
    url: '/orders',
    headers: { Authorization: bearer({ sub: 'grace' }) },
    expected: 'token-unknown',
    undetermined: true,
  },
  { title: 'a token in another header', url: '/orders', headers: { 'X-Token': token }, expected: 'wrong-header-name' },
  { title: 'a token in another field', url: `/orders?jwt=${token}`, expected: 'wrong-header-name' },
];

for (const { url, ...rest } of cases)
  test(`hapi-auth-jwt2: ${rest.title}`, () => checkCase({ ...rest, url: server.info.uri + url }));

for (const [place, request] of Object.entries({
  header: { url: '/orders', headers: { Authorization: bearer() } },
  query: { url: `/orders?token=${token}` },
  cookie: { url: '/orders', headers: { Cookie: `token=${token}` } },
}))
  test(`hapi-auth-jwt2: whole credentials in the ${place}`, () =>
    checkSuccess({ ...request, url: server.info.uri + request.url }));
