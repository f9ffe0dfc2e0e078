import type { Provider } from './provider.ts';

export const digitalocean: Provider = {
  id: 'digitalocean',
  title: 'DigitalOcean',
  recognise: {
    hosts: [/^api\.digitalocean\.com$/i],
  },
  tells: [
    {
      cause: 'invalid-api-key',
      strength: 'decisive',
      says: 'DigitalOcean does not know the token',
      body: /Unable to authenticate you/i,
      credentials: 'present',
    },
    {
      cause: 'insufficient-scope',
      strength: 'strong',
      says: 'The DigitalOcean token lacks the scope',
      body: /You are not authorized to perform this operation/i,
    },
  ],
  tokens: [{ title: 'DigitalOcean token', pattern: /^do[por]_v1_/ }],
  matches: [
    {
      host: 'api.digitalocean.com',
      status: 401,
      body: '{"id":"Unauthorized","message":"Unable to authenticate you"}',
      cause: 'invalid-api-key',
      credentials: 'present',
    },
  ],
  nearMisses: [{ host: 'api.digitalocean.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://docs.digitalocean.com/reference/api/',
  account: 'https://cloud.digitalocean.com/account/api/tokens',
};
