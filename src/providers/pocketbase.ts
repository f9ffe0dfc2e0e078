import type { Provider } from './provider.ts';

export const pocketbase: Provider = {
  id: 'pocketbase',
  title: 'PocketBase',
  recognise: {
    body: [
      /^\{"(?:code|data|status)":.{0,200}"message":\s?"(?:Failed to authenticate|The request requires valid (?:record|admin|superuser)|The collection is not configured to allow|The authorized record|Only superusers)/i,
    ],
  },
  tells: [
    {
      cause: 'invalid-credentials',
      strength: 'decisive',
      says: 'PocketBase refused identity or password',
      status: [400],
      body: /Failed to authenticate/i,
    },
    {
      cause: 'auth-method-disabled',
      strength: 'decisive',
      says: 'The collection does not allow this way of signing in',
      status: [403],
      body: /not configured to allow/i,
    },
    {
      cause: 'credentials-missing',
      strength: 'strong',
      says: 'PocketBase wants a token; it treats an invalid one as none',
      body: /requires valid (?:record|admin|superuser)/i,
      credentials: 'absent',
    },
    {
      cause: 'token-expired',
      strength: 'strong',
      says: 'PocketBase treats an invalid or expired token as none',
      body: /requires valid (?:record|admin|superuser)/i,
      credentials: 'present',
    },
    {
      cause: 'permission-denied',
      strength: 'decisive',
      says: 'The record may not do this',
      status: [403],
      body: /The authorized record|Only superusers/i,
    },
  ],
  matches: [
    { status: 400, body: '{"data":{},"message":"Failed to authenticate.","status":400}', cause: 'invalid-credentials' },
    {
      status: 403,
      body: '{"data":{},"message":"The collection is not configured to allow password authentication.","status":403}',
      cause: 'auth-method-disabled',
    },
  ],
  nearMisses: [{ host: 'api.example.com', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://pocketbase.io/docs/authentication/',
};
