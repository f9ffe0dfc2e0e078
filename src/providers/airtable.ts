import type { Provider } from './provider.ts';

export const airtable: Provider = {
  id: 'airtable',
  title: 'Airtable',
  recognise: {
    hosts: [/^api\.airtable\.com$/i],
  },
  tells: [
    {
      cause: 'credentials-missing',
      strength: 'strong',
      says: 'Airtable says that no token came',
      body: /"AUTHENTICATION_REQUIRED"/i,
      credentials: 'absent',
    },
    {
      cause: 'invalid-api-key',
      strength: 'strong',
      says: 'Airtable does not know the token',
      body: /"AUTHENTICATION_REQUIRED"|Invalid authentication token/i,
      credentials: 'present',
    },
    {
      cause: 'permission-denied',
      strength: 'strong',
      says: 'Airtable hides what the token may not see behind one error',
      body: /"INVALID_PERMISSIONS/i,
    },
  ],
  tokens: [{ title: 'Airtable personal access token', pattern: /^pat[A-Za-z0-9]{14}\./ }],
  matches: [
    {
      host: 'api.airtable.com',
      status: 401,
      body: '{"error":{"type":"AUTHENTICATION_REQUIRED","message":"Authentication required"}}',
      cause: 'credentials-missing',
      credentials: 'absent',
    },
    {
      host: 'api.airtable.com',
      status: 401,
      body: '{"error":{"type":"INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND"}}',
      cause: 'permission-denied',
    },
  ],
  nearMisses: [{ host: 'api.airtable.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://airtable.com/developers/web/api/authentication',
  account: 'https://airtable.com/create/tokens',
};
