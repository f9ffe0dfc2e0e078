import { after, before, test } from 'node:test';
import bearerAuth from '@fastify/bearer-auth';
import fastify, { type FastifyInstance } from 'fastify';
import { checkCase, checkSuccess } from './server.ts';
import { type Broken, basic, brokenTokens, casesAt } from './tokens.ts';

let server: FastifyInstance;
let origin: string;

before(async () => {
  server = fastify();
  await server.register(bearerAuth, { keys: ['2YotnFZFEjr1zCsicMWpAA'] });
  server.get('/orders', async () => ({ orders: [] }));
  origin = await server.listen({ host: '127.0.0.1', port: 0 });
});

after(() => server.close());

const broken: readonly Broken[] = [
  ...brokenTokens.filter(({ expected }) =>
    ['credentials-missing', 'placeholder-credentials', 'malformed-header', 'scheme-mismatch'].includes(expected),
  ),
  { title: 'an unknown key', authorization: 'Bearer tGzv3JOkF0XG5Qx2TlKWIA', expected: 'invalid-api-key' },
  { title: 'a key under another scheme', authorization: 'Token 2YotnFZFEjr1zCsicMWpAA', expected: 'scheme-mismatch' },
  { title: 'a key as a password', authorization: basic(':2YotnFZFEjr1zCsicMWpAA'), expected: 'scheme-mismatch' },
  { title: 'a colon after the scheme', authorization: 'Bearer: 2YotnFZFEjr1zCsicMWpAA', expected: 'malformed-header' },
  { title: 'quotes around the key', authorization: 'Bearer "2YotnFZFEjr1zCsicMWpAA"', expected: 'malformed-header' },
];

// Its one sentence, "invalid authorization header", is for unknown keys, too.
const untold = ['a password', 'an unknown key', 'a key under another scheme', 'a key as a password'];

for (const { url, ...rest } of casesAt('/orders', broken, untold))
  test(`@fastify/bearer-auth: ${rest.title}`, () => checkCase({ ...rest, url: origin + url }));

test('@fastify/bearer-auth: whole credentials', () =>
  checkSuccess({ url: `${origin}/orders`, headers: { Authorization: 'Bearer 2YotnFZFEjr1zCsicMWpAA' } }));
