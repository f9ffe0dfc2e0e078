import type { Provider } from './provider.ts';

export const hubspot: Provider = {
  id: 'hubspot',
  title: 'HubSpot',
  recognise: {
    hosts: [/^api\.hubapi\.com$/i, /^api\.hubspot\.com$/i],
  },
  tells: [
    {
      cause: 'token-expired',
      strength: 'decisive',
      says: 'HubSpot says that the token expired',
      body: /EXPIRED_AUTHENTICATION/i,
    },
    {
      cause: 'insufficient-scope',
      strength: 'decisive',
      says: 'The HubSpot app lacks scopes',
      status: [403],
      body: /MISSING_SCOPES/i,
    },
    {
      cause: 'invalid-api-key',
      strength: 'strong',
      says: 'HubSpot does not know the token',
      body: /INVALID_AUTHENTICATION/i,
      credentials: 'present',
    },
    {
      cause: 'auth-method-disabled',
      strength: 'decisive',
      says: 'HubSpot no longer takes API keys in "hapikey"',
      body: /hapikey/i,
    },
  ],
  matches: [
    {
      host: 'api.hubapi.com',
      status: 401,
      body: '{"status":"error","category":"EXPIRED_AUTHENTICATION"}',
      cause: 'token-expired',
    },
    {
      host: 'api.hubapi.com',
      status: 403,
      body: '{"status":"error","category":"MISSING_SCOPES"}',
      cause: 'insufficient-scope',
    },
    {
      host: 'api.hubapi.com',
      status: 401,
      body: '{"status":"error","category":"INVALID_AUTHENTICATION"}',
      cause: 'invalid-api-key',
      credentials: 'present',
    },
  ],
  nearMisses: [{ host: 'api.hubapi.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://developers.hubspot.com/docs/api/error-handling',
};
