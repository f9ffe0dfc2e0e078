import type { Provider } from './provider.ts';

export const azureApiManagement: Provider = {
  id: 'azure-api-management',
  title: 'Azure API Management',
  recognise: {
    hosts: [/\.azure-api\.net$/i],
    headers: [{ name: 'ocp-apim-trace-location' }],
    body: [/Access denied due to (?:missing|invalid) subscription key/i],
  },
  tells: [
    {
      cause: 'credentials-missing',
      strength: 'decisive',
      says: 'API Management found no subscription key',
      body: /missing subscription key/i,
      credentials: 'absent',
    },
    {
      cause: 'wrong-header-name',
      strength: 'strong',
      says: 'API Management wants its subscription key besides whatever else is sent',
      body: /missing subscription key/i,
      credentials: 'present',
    },
    {
      cause: 'credentials-missing',
      strength: 'weak',
      says: 'API Management found no subscription key',
      body: /missing subscription key/i,
      credentials: 'present',
    },
    {
      cause: 'invalid-api-key',
      strength: 'decisive',
      says: 'API Management does not know the subscription key, or not for this product',
      body: /invalid subscription key/i,
    },
    {
      cause: 'not-an-auth-failure',
      strength: 'decisive',
      says: 'The gateway’s quota or rate limit is used up',
      body: /Out of call volume quota|Rate limit is exceeded/i,
    },
  ],
  matches: [
    {
      host: 'acme.azure-api.net',
      status: 401,
      body: '{"statusCode":401,"message":"Access denied due to missing subscription key."}',
      cause: 'credentials-missing',
      credentials: 'absent',
    },
    {
      host: 'acme.azure-api.net',
      status: 401,
      body: '{"statusCode":401,"message":"Access denied due to invalid subscription key."}',
      cause: 'invalid-api-key',
    },
  ],
  nearMisses: [{ host: 'acme.azure-api.net.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://learn.microsoft.com/azure/api-management/api-management-subscriptions',
};
