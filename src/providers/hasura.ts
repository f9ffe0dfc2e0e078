import type { Provider } from './provider.ts';

export const hasura: Provider = {
  id: 'hasura',
  title: 'Hasura',
  recognise: {
    body: [/"code":\s?"(?:invalid-jwt|access-denied|invalid-headers|jwt-missing-role-claims|jwt-invalid-claims)"/i],
  },
  tells: [
    {
      cause: 'credentials-missing',
      strength: 'strong',
      says: 'Hasura found no admin secret',
      status: [200],
      body: /admin-secret\/x-hasura-access-key required, but not found/i,
    },
    {
      cause: 'invalid-api-key',
      strength: 'decisive',
      says: 'The Hasura admin secret is wrong',
      body: /invalid \\?"?x-hasura-admin-secret/i,
    },
    {
      cause: 'claim-missing',
      strength: 'decisive',
      says: 'The token lacks Hasura’s claims',
      body: /jwt-missing-role-claims|jwt-invalid-claims|claims key/i,
    },
    {
      cause: 'wrong-header-name',
      strength: 'weak',
      says: 'Hasura in JWT mode reads "Authorization" or a cookie',
      body: /Missing .{0,3}Authorization.{0,3} or/i,
      credentials: 'present',
    },
  ],
  matches: [
    {
      status: 200,
      body: '{"errors":[{"extensions":{"code":"access-denied"},"message":"x-hasura-admin-secret/x-hasura-access-key required, but not found"}]}',
      cause: 'credentials-missing',
    },
    {
      status: 401,
      body: '{"errors":[{"extensions":{"code":"access-denied"},"message":"invalid \\"x-hasura-admin-secret/x-hasura-access-key\\""}]}',
      cause: 'invalid-api-key',
    },
    { status: 401, body: '{"errors":[{"extensions":{"code":"jwt-invalid-claims"}}]}', cause: 'claim-missing' },
  ],
  nearMisses: [{ host: 'api.example.com', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://hasura.io/docs/latest/auth/authentication/jwt/',
};
