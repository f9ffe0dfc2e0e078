import type { Provider } from './provider.ts';

export const netlify: Provider = {
  id: 'netlify',
  title: 'Netlify',
  recognise: {
    hosts: [/^api\.netlify\.com$/i],
  },
  tells: [
    {
      cause: 'invalid-api-key',
      strength: 'strong',
      says: 'Netlify says "Access Denied" to an unknown token',
      status: [401],
      body: /Access Denied/i,
      credentials: 'present',
    },
  ],
  tokens: [{ title: 'Netlify token', pattern: /^nf[pcu]_/ }],
  matches: [
    {
      host: 'api.netlify.com',
      status: 401,
      body: '{"code":401,"message":"Access Denied: Origin not allowed"}',
      cause: 'invalid-api-key',
      credentials: 'present',
    },
  ],
  nearMisses: [{ host: 'api.netlify.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://docs.netlify.com/api/get-started/#authentication',
  account: 'https://app.netlify.com/user/applications',
};
