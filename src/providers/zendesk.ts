import type { Provider } from './provider.ts';

export const zendesk: Provider = {
  id: 'zendesk',
  title: 'Zendesk',
  recognise: {
    hosts: [/\.zendesk\.com$/i],
  },
  tells: [
    {
      cause: 'invalid-credentials',
      strength: 'strong',
      says: 'Zendesk refused the credentials: for API tokens the user name is "email/token"',
      body: /Couldn't authenticate you/i,
      credentials: 'present',
    },
    {
      cause: 'invalid-api-key',
      strength: 'weak',
      says: 'An unknown API token gives the same answer',
      body: /Couldn't authenticate you/i,
      credentials: 'present',
    },
    {
      cause: 'auth-method-disabled',
      strength: 'strong',
      says: 'Password access to the API is switched off',
      body: /Password authentication is (?:not enabled|disabled)/i,
    },
  ],
  matches: [
    {
      host: 'acme.zendesk.com',
      status: 401,
      body: '{"error":"Couldn\'t authenticate you"}',
      cause: 'invalid-credentials',
      credentials: 'present',
    },
  ],
  nearMisses: [{ host: 'acme.zendesk.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://developer.zendesk.com/api-reference/introduction/security-and-auth/',
};
