import { after, before, test } from 'node:test';
import jwt from 'jsonwebtoken';
import { type Context, ServiceBroker } from 'moleculer';
import ApiGateway from 'moleculer-web';
import { type Case, checkCase, checkSuccess, type Running, serve } from './server.ts';
import { audience, type Broken, bearer, brokenTokens, casesAt, issuer, secret } from './tokens.ts';

const { UnAuthorizedError, ForbiddenError, ERR_NO_TOKEN, ERR_INVALID_TOKEN } = ApiGateway.Errors;
const broker = new ServiceBroker({ logger: false });

let server: Running;

before(async () => {
  broker.createService({ name: 'orders', actions: { list: () => ({ orders: [] }) } });
  const gateway = broker.createService({
    name: 'api',
    mixins: [ApiGateway as never],
    settings: {
      server: false,
      routes: [
        { path: '/public', aliases: { 'GET /': 'orders.list' } },
        { path: '/admin', authorization: true, aliases: { 'GET /': 'orders.list' }, admin: true },
        { path: '/', authorization: true, aliases: { 'GET /orders': 'orders.list' } },
      ],
    },
    methods: {
      // As its documentation has it.
      authorize(_context: Context, route: { path: string }, request: { headers: Record<string, string> }) {
        const header = request.headers.authorization;
        if (!header?.startsWith('Bearer')) throw new UnAuthorizedError(ERR_NO_TOKEN, null);
        try {
          jwt.verify(header.slice('Bearer '.length), secret, { algorithms: ['HS256'], audience, issuer });
        } catch {
          throw new UnAuthorizedError(ERR_INVALID_TOKEN, null);
        }
        if (route.path === '/admin') throw new ForbiddenError('ERR_NO_RIGHTS', null);
      },
    },
  });
  await broker.start();
  server = await serve((gateway as unknown as { express: () => Parameters<typeof serve>[0] }).express());
});

after(async () => {
  await server.stop();
  await broker.stop();
});

const untold = ['another secret', 'another audience', 'another issuer', 'another algorithm'];

function check(path: string, broken: readonly Broken[]): void {
  for (const { url, ...rest } of casesAt(path, broken, untold))
    test(`Moleculer at ${path}: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));
}

check('/orders', brokenTokens);
check('/admin', [{ title: 'a user without the right', authorization: bearer(), expected: 'permission-denied' }]);

const unknown: Case = {
  title: 'an unknown path',
  url: '/order',
  headers: { Authorization: bearer() },
  expected: 'not-an-auth-failure',
};

test(`Moleculer: ${unknown.title}`, () => checkCase({ ...unknown, url: server.origin + unknown.url }));

test('Moleculer: whole credentials', () =>
  checkSuccess({ url: `${server.origin}/orders`, headers: { Authorization: bearer() } }));
