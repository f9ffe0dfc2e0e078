import type { Provider } from './provider.ts';

export const syncthing: Provider = {
  id: 'syncthing',
  title: 'Syncthing',
  recognise: {
    headers: [{ name: 'x-syncthing-version' }],
  },
  tells: [
    {
      cause: 'invalid-api-key',
      strength: 'strong',
      says: 'Syncthing says "CSRF Error" where the API key in "X-API-Key" is wrong',
      status: [403],
      body: /CSRF Error/i,
      credentials: 'present',
    },
    {
      cause: 'credentials-missing',
      strength: 'strong',
      says: 'Syncthing says "CSRF Error" where no API key came',
      body: /CSRF Error/i,
      credentials: 'absent',
    },
  ],
  matches: [
    {
      status: 403,
      headers: [{ name: 'x-syncthing-version', value: 'x' }],
      body: 'CSRF Error',
      cause: 'invalid-api-key',
      credentials: 'present',
    },
  ],
  nearMisses: [{ host: 'api.example.com', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://docs.syncthing.net/dev/rest.html',
};
