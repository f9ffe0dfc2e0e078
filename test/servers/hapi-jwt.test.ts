import { after, before, test } from 'node:test';
import { server as createServer, type Server } from '@hapi/hapi';
import hapiJwt from '@hapi/jwt';
import { checkCase, checkSuccess, userHas } from './server.ts';
import { audience, type Broken, bearer, brokenTokens, casesAt, issuer, secret } from './tokens.ts';

let server: Server;

before(async () => {
  server = createServer({ host: '127.0.0.1', port: 0 });
  await server.register(hapiJwt.plugin);
  server.auth.strategy('jwt', 'jwt', {
    keys: { key: secret, algorithms: ['HS256'] },
    verify: { aud: audience, iss: issuer, sub: false, maxAgeSec: 14_400, timeSkewSec: 15 },
    unauthorizedAttributes: { realm: 'Orders' },
    validate: async ({ decoded }: { decoded: { payload: { sub?: string; scope?: string } } }) => ({
      isValid: decoded.payload.sub === 'ada',
      credentials: { scope: decoded.payload.scope?.split(' ') ?? [] },
    }),
  });
  server.auth.default('jwt');
  server.route({ method: 'GET', path: '/orders', handler: () => ({ orders: [] }) });
  server.route({
    method: 'GET',
    path: '/admin',
    options: { auth: { strategy: 'jwt', scope: 'admin' } },
    handler: () => ({ orders: [] }),
  });
  await server.start();
});

after(() => server.stop());

const now = Math.floor(Date.now() / 1000);

const broken: readonly Broken[] = [
  ...brokenTokens,
  { title: 'a token of this morning', authorization: bearer({ iat: now - 86_400 }), expected: 'token-expired' },
  { title: 'an unknown user', authorization: bearer({ sub: 'grace' }), expected: 'token-unknown' },
  { title: 'no audience', authorization: bearer({ aud: undefined }), expected: 'audience-mismatch' },
];

for (const { url, ...rest } of casesAt('/orders', broken, ['another algorithm', 'an unknown user']))
  test(`@hapi/jwt: ${rest.title}`, () => checkCase({ ...rest, url: server.info.uri + url }));

for (const { url, ...rest } of casesAt('/admin', [
  { title: 'a token without the scope', authorization: bearer({ scope: 'orders' }), expected: 'insufficient-scope' },
]))
  test(`@hapi/jwt: ${rest.title}`, () => checkCase({ ...rest, url: server.info.uri + url }));

test('@hapi/jwt: whole credentials', () =>
  checkSuccess({ url: `${server.info.uri}/orders`, headers: { Authorization: bearer() } }));

userHas(() => ({ url: `${server.info.uri}/admin`, headers: { Authorization: bearer({ scope: 'admin' }) } }));
