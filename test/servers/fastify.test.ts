import { after, before, test } from 'node:test';
import basicAuth from '@fastify/basic-auth';
import jwt from '@fastify/jwt';
import fastify, { type FastifyInstance } from 'fastify';
import { checkCase, checkSuccess } from './server.ts';
import { audience, basic, bearer, brokenPasswords, brokenTokens, casesAt, issuer, secret } from './tokens.ts';

let server: FastifyInstance;
let origin: string;

before(async () => {
  server = fastify();
  await server.register(jwt, { secret, verify: { algorithms: ['HS256'], allowedAud: audience, allowedIss: issuer } });
  await server.register(basicAuth, {
    authenticate: { realm: 'Orders' },
    validate: async (user, password) => {
      if (user !== 'ada' || password !== 'engine') throw new Error('Unauthorized');
    },
  });
  server.get('/jwt', { onRequest: request => request.jwtVerify() }, async () => ({ orders: [] }));
  server.get('/basic', { onRequest: server.basicAuth }, async () => ({ orders: [] }));
  origin = await server.listen({ host: '127.0.0.1', port: 0 });
});

after(() => server.close());

for (const { url, ...rest } of casesAt('/jwt', brokenTokens))
  test(`@fastify/jwt: ${rest.title}`, () => checkCase({ ...rest, url: origin + url }));

for (const { url, ...rest } of casesAt('/basic', brokenPasswords))
  test(`@fastify/basic-auth: ${rest.title}`, () => checkCase({ ...rest, url: origin + url }));

test('@fastify/jwt: whole credentials', () =>
  checkSuccess({ url: `${origin}/jwt`, headers: { Authorization: bearer() } }));

test('@fastify/basic-auth: whole credentials', () =>
  checkSuccess({ url: `${origin}/basic`, headers: { Authorization: basic('ada:engine') } }));
