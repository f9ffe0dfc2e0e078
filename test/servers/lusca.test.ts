import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import express, { type ErrorRequestHandler } from 'express';
import session from 'express-session';
import lusca from 'lusca';
import { checkExchange, type Running, send, serve, userHas } from './server.ts';

let server: Running;

before(async () => {
  const app = express();
  app.set('env', 'test');
  app.use(session({ secret: 'the-secret-of-the-test', resave: false, saveUninitialized: true, name: 'orders.sid' }));
  app.use(lusca.csrf({ header: 'X-CSRF-Token' }));
  app.get('/form', (_request, response) => void response.json({ token: response.locals._csrf }));
  app.post(['/orders', '/orders.json'], (_request, response) => void response.json({ orders: [] }));
  const asJson: ErrorRequestHandler = (error, request, response, next) => {
    if (request.path.endsWith('.json')) response.json({ error: { message: error.message } });
    else next(error);
  };
  app.use(asJson);
  server = await serve(app);
});

after(() => server.stop());

/** A session, and the token that its forms carry. */
async function visit(): Promise<{ cookie: string; token: string }> {
  const { response } = await send({ url: `${server.origin}/form` });
  const cookie = response?.headers.find(({ name }) => name.toLowerCase() === 'set-cookie')?.value.split(';')[0] ?? '';
  return { cookie, token: JSON.parse(response?.body?.text ?? '{}').token };
}

// As Express's page, and in an answer whose body alone says it.
for (const path of ['/orders', '/orders.json']) {
  test(`lusca at ${path}: a form without its token`, async () => {
    const { cookie } = await visit();
    checkExchange(
      await send({ url: server.origin + path, headers: { Cookie: cookie }, body: '' }),
      'csrf-token-invalid',
    );
  });

  test(`lusca at ${path}: the token of another session`, async () => {
    const { cookie } = await visit();
    const { token } = await visit();
    const headers = { Cookie: cookie, 'X-CSRF-Token': token };
    checkExchange(await send({ url: server.origin + path, headers, body: '' }), 'csrf-token-invalid');
  });
}

test('lusca: a whole form', async () => {
  const { cookie, token } = await visit();
  const headers = { Cookie: cookie, 'X-CSRF-Token': token };
  const { response } = await send({ url: `${server.origin}/orders`, headers, body: '' });
  assert.equal(response?.status, 200);
});

for (const path of ['/orders', '/orders.json'])
  userHas(
    async () => {
      const { cookie, token } = await visit();
      return { url: server.origin + path, headers: { Cookie: cookie, 'X-CSRF-Token': token }, body: '' };
    },
    () => ({ also: { page: `${server.origin}/form` } }),
  );
