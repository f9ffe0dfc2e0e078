import type { Provider } from './provider.ts';

export const vercel: Provider = {
  id: 'vercel',
  title: 'Vercel',
  recognise: {
    hosts: [/^api\.vercel\.com$/i],
    headers: [{ name: 'x-vercel-error' }],
  },
  tells: [
    {
      cause: 'invalid-api-key',
      strength: 'decisive',
      says: 'Vercel does not know the token',
      status: [403],
      body: /"invalidToken":\s?true/i,
    },
    {
      cause: 'permission-denied',
      strength: 'strong',
      says: 'The token may not use this team or project',
      status: [403],
      body: /Trying to access resource under scope|"code":\s?"forbidden"(?!.{0,80}invalidToken)/i,
    },
  ],
  matches: [
    {
      host: 'api.vercel.com',
      status: 403,
      body: '{"error":{"code":"forbidden","message":"Not authorized","invalidToken":true}}',
      cause: 'invalid-api-key',
    },
  ],
  nearMisses: [{ host: 'api.vercel.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://vercel.com/docs/rest-api/errors',
  account: 'https://vercel.com/account/tokens',
};
