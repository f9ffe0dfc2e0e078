import type { Provider } from './provider.ts';

export const harbor: Provider = {
  id: 'harbor',
  title: 'Harbor',
  recognise: {
    headers: [{ name: 'x-harbor-csrf-token' }],
    body: [/unauthorized to access repository/i],
  },
  tells: [
    {
      cause: 'insufficient-scope',
      strength: 'strong',
      says: 'The token does not grant this action on the repository',
      body: /unauthorized to access repository/i,
      credentials: 'present',
    },
    {
      cause: 'credentials-missing',
      strength: 'strong',
      says: 'Harbor wants credentials for this repository',
      body: /unauthorized to access repository/i,
      credentials: 'absent',
    },
    {
      cause: 'csrf-token-invalid',
      strength: 'decisive',
      says: 'Harbor’s CSRF check refused the request',
      body: /CSRF token/i,
    },
  ],
  matches: [
    {
      status: 401,
      headers: [{ name: 'x-harbor-csrf-token', value: 'x' }],
      body: '{"errors":[{"code":"UNAUTHORIZED","message":"unauthorized to access repository: a/b, action: push"}]}',
      cause: 'insufficient-scope',
      credentials: 'present',
    },
  ],
  nearMisses: [{ host: 'api.example.com', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://goharbor.io/docs/',
};
