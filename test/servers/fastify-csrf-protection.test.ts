import { after, before, test } from 'node:test';
import cookie from '@fastify/cookie';
import csrf from '@fastify/csrf-protection';
import fastify, { type FastifyInstance } from 'fastify';
import { checkExchange, checkSuccess, send, userHas } from './server.ts';

let server: FastifyInstance;
let origin: string;

before(async () => {
  server = fastify();
  await server.register(cookie);
  await server.register(csrf);
  server.get('/form', async (_request, reply) => ({ token: reply.generateCsrf() }));
  server.post('/orders', { onRequest: server.csrfProtection }, async () => ({ orders: [] }));
  origin = await server.listen({ host: '127.0.0.1', port: 0 });
});

after(() => server.close());

async function visit(): Promise<{ cookie: string; token: string }> {
  const { response } = await send({ url: `${origin}/form` });
  const field = response?.headers.find(({ name }) => name.toLowerCase() === 'set-cookie')?.value.split(';')[0] ?? '';
  return { cookie: field, token: JSON.parse(response?.body?.text ?? '{}').token };
}

const order = (headers: Record<string, string>) => ({ url: `${origin}/orders`, method: 'POST', headers });

test('@fastify/csrf-protection: no cookie', async () => {
  const { token } = await visit();
  checkExchange(await send(order({ 'CSRF-Token': token })), 'csrf-token-invalid');
});

test('@fastify/csrf-protection: no token', async () => {
  const { cookie: Cookie } = await visit();
  checkExchange(await send(order({ Cookie })), 'csrf-token-invalid');
});

test('@fastify/csrf-protection: the token of another visit', async () => {
  const { cookie: Cookie } = await visit();
  const { token } = await visit();
  checkExchange(await send(order({ Cookie, 'CSRF-Token': token })), 'csrf-token-invalid');
});

test('@fastify/csrf-protection: cookie and token', async () => {
  const { cookie: Cookie, token } = await visit();
  await checkSuccess(order({ Cookie, 'CSRF-Token': token }));
});

userHas(
  async () => {
    const { cookie: Cookie, token } = await visit();
    return order({ Cookie, 'CSRF-Token': token });
  },
  () => ({ also: { page: `${origin}/form` } }),
);
