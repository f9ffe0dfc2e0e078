import { after, before, test } from 'node:test';
import { createInlineSigningKeyProvider, extractFromHeader, useJWT } from '@graphql-yoga/plugin-jwt';
import { createGraphQLError, createSchema, createYoga } from 'graphql-yoga';
import { type Case, checkCase, checkSuccess, type Running, serve, userHas } from './server.ts';
import { audience, bearer, brokenTokens, casesAt, issuer, secret } from './tokens.ts';

let server: Running;

before(async () => {
  const refuse = (message: string, code: string) => () => {
    throw createGraphQLError(message, { extensions: { code } });
  };
  const schema = createSchema({
    typeDefs: 'type Query { orders: [String!] me: String account: String admin: String total: Int! }',
    resolvers: {
      Query: {
        orders: () => [],
        me: refuse('You must be logged in', 'UNAUTHENTICATED'),
        account: refuse('Context creation failed: invalid token', 'UNAUTHENTICATED'),
        admin: refuse('Not Authorised!', 'FORBIDDEN'),
        total: () => {
          throw new Error('The database is away');
        },
      },
    },
  });
  const guarded = (path: string, missingToken: boolean) =>
    createYoga({
      schema,
      graphqlEndpoint: path,
      logging: false,
      graphiql: false,
      plugins: [
        useJWT({
          signingKeyProviders: [createInlineSigningKeyProvider(secret)],
          tokenLookupLocations: [extractFromHeader({ name: 'authorization', prefix: 'Bearer' })],
          tokenVerification: { issuer, audience, algorithms: ['HS256'] },
          reject: { missingToken, invalidToken: true },
        }),
      ],
    });
  const closed = guarded('/graphql', true);
  const open = guarded('/open', false);
  server = await serve((request, response) => (request.url?.startsWith('/open') ? open : closed)(request, response));
});

after(() => server.stop());

const query = (fields: string) => ({
  headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
  body: JSON.stringify({ query: `{ ${fields} }` }),
});

// "Unauthenticated", and no more.
const untold = ['another secret', 'another audience', 'another issuer', 'another algorithm'];

for (const { url, headers, ...rest } of casesAt('/graphql', brokenTokens, untold))
  test(`GraphQL Yoga: ${rest.title}`, () => {
    const { headers: usual, body } = query('orders');
    return checkCase({ ...rest, url: server.origin + url, headers: { ...usual, ...headers }, body });
  });

const signedIn = { Authorization: bearer() };

const cases: readonly (Omit<Case, 'url'> & { fields: string })[] = [
  { title: 'a field for the signed in', fields: 'me', expected: 'credentials-missing' },
  {
    title: 'a field that wants another token',
    fields: 'orders account',
    headers: signedIn,
    expected: 'token-unknown',
    undetermined: true,
  },
  { title: 'a field for others', fields: 'orders admin', headers: signedIn, expected: 'permission-denied' },
  { title: 'a field that fails', fields: 'total', headers: signedIn, expected: 'not-an-auth-failure' },
  { title: 'an unknown field', fields: 'order', headers: signedIn, expected: 'not-an-auth-failure' },
];

for (const { fields, headers, ...rest } of cases)
  test(`GraphQL Yoga, with the error beside the data: ${rest.title}`, () => {
    const { headers: usual, body } = query(fields);
    return checkCase({ ...rest, url: `${server.origin}/open`, headers: { ...usual, ...headers }, body });
  });

test('GraphQL Yoga: whole credentials', () => {
  const { headers, body } = query('orders');
  return checkSuccess({ url: `${server.origin}/graphql`, headers: { ...headers, ...signedIn }, body });
});

userHas(() => {
  const { headers, body } = query('orders');
  return { url: `${server.origin}/graphql`, headers: { ...headers, ...signedIn }, body };
});
