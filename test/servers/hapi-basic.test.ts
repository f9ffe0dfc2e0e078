import { after, before, test } from 'node:test';
import basicAuth from '@hapi/basic';
import { server as createServer, type Server } from '@hapi/hapi';
import { checkCase, checkSuccess } from './server.ts';
import { basic, brokenPasswords, casesAt } from './tokens.ts';

let server: Server;

before(async () => {
  server = createServer({ host: '127.0.0.1', port: 0, debug: false });
  await server.register(basicAuth);
  server.auth.strategy('simple', 'basic', {
    validate: (_request: unknown, user: string, password: string) => ({
      isValid: user === 'ada' && password === 'engine',
      credentials: { user },
    }),
  });
  server.route({ method: 'GET', path: '/orders', options: { auth: 'simple' }, handler: () => ({ orders: [] }) });
  await server.start();
});

after(() => server.stop());

for (const { url, ...rest } of casesAt('/orders', brokenPasswords))
  test(`@hapi/basic: ${rest.title}`, () => checkCase({ ...rest, url: server.info.uri + url }));

test('@hapi/basic: whole credentials', () =>
  checkSuccess({ url: `${server.info.uri}/orders`, headers: { Authorization: basic('ada:engine') } }));
