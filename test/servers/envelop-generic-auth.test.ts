import { after, before, test } from 'node:test';
import { useGenericAuth } from '@envelop/generic-auth';
import { createSchema, createYoga } from 'graphql-yoga';
import jwt from 'jsonwebtoken';
import { type Case, checkCase, checkSuccess, type Running, serve, userHas } from './server.ts';
import { audience, bearer, issuer, secret } from './tokens.ts';

let server: Running;

before(async () => {
  const schema = createSchema({
    typeDefs: `
      directive @authenticated on FIELD_DEFINITION
      directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION
      type Query { stock: Int orders: [String!] @authenticated refunds: [String!] @requiresScopes(scopes: [["refunds"]]) }
    `,
    resolvers: { Query: { stock: () => 1, orders: () => [], refunds: () => [] } },
  });
  const guarded = (graphqlEndpoint: string, mode: 'protect-all' | 'protect-granular') =>
    createYoga({
      schema,
      graphqlEndpoint,
      logging: false,
      graphiql: false,
      plugins: [
        useGenericAuth({
          mode,
          resolveUserFn: (context: { request: Request }) => {
            const token = context.request.headers.get('Authorization')?.replace('Bearer ', '');
            try {
              return token ? (jwt.verify(token, secret, { audience, issuer }) as object) : null;
            } catch {
              return null;
            }
          },
        }),
      ],
    });
  const closed = guarded('/closed', 'protect-all');
  const open = guarded('/open', 'protect-granular');
  server = await serve((request, response) => (request.url?.startsWith('/open') ? open : closed)(request, response));
});

after(() => server.stop());

const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
const query = (field: string) => JSON.stringify({ query: `{ ${field} }` });
const now = Math.floor(Date.now() / 1000);

const cases: readonly Case[] = [
  { title: 'no header', url: '/closed', body: query('stock'), expected: 'credentials-missing' },
  {
    title: 'no header for one of two fields',
    url: '/open',
    body: query('stock orders'),
    expected: 'credentials-missing',
  },
  {
    title: 'an expired token',
    url: '/open',
    headers: { Authorization: bearer({ iat: now - 7200, exp: now - 3600 }) },
    body: query('orders'),
    expected: 'token-expired',
  },
  {
    title: 'another secret',
    url: '/closed',
    headers: { Authorization: bearer({}, 'another-secret-which-is-long-enough') },
    body: query('orders'),
    expected: 'signature-invalid',
    undetermined: true,
  },
  {
    title: 'a token without the scope',
    url: '/open',
    headers: { Authorization: bearer() },
    body: query('refunds'),
    expected: 'permission-denied',
    undetermined: true,
  },
];

for (const { url, ...rest } of cases)
  test(`Envelop at ${url}: ${rest.title}`, () =>
    checkCase({ ...rest, url: server.origin + url, headers: { ...headers, ...rest.headers } }));

test('Envelop: whole credentials', () =>
  checkSuccess({
    url: `${server.origin}/closed`,
    headers: { ...headers, Authorization: bearer() },
    body: query('orders'),
  }));

userHas(() => ({
  url: `${server.origin}/open`,
  headers: { ...headers, Authorization: bearer() },
  body: query('orders'),
}));
