import type { Provider } from './provider.ts';

export const box: Provider = {
  id: 'box',
  title: 'Box',
  recognise: {
    hosts: [/^(?:api|upload)\.box\.com$/i],
  },
  tells: [
    {
      cause: 'token-expired',
      strength: 'strong',
      says: 'Box access tokens live an hour',
      status: [401],
      header: { name: 'www-authenticate', matches: /invalid_token/i },
      credentials: 'present',
    },
    {
      cause: 'insufficient-scope',
      strength: 'strong',
      says: 'The Box token lacks the scope',
      header: { name: 'www-authenticate', matches: /insufficient_scope/i },
    },
    {
      cause: 'permission-denied',
      strength: 'strong',
      says: 'Box says that the user may not do this',
      body: /access_denied_insufficient_permissions/i,
    },
  ],
  matches: [
    {
      host: 'api.box.com',
      status: 401,
      headers: [{ name: 'www-authenticate', value: 'Bearer realm="Service", error="invalid_token"' }],
      cause: 'token-expired',
      credentials: 'present',
    },
    {
      host: 'api.box.com',
      status: 401,
      headers: [{ name: 'www-authenticate', value: 'Bearer error="insufficient_scope"' }],
      cause: 'insufficient-scope',
    },
  ],
  nearMisses: [{ host: 'api.box.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://developer.box.com/guides/api-calls/permissions-and-errors/common-errors/',
};
