import type { Provider } from './provider.ts';

export const apache: Provider = {
  id: 'apache',
  title: 'Apache HTTP Server',
  recognise: {
    headers: [{ name: 'server', matches: /^Apache(?:\/|$|\s)/i }],
  },
  tells: [
    {
      cause: 'invalid-credentials',
      strength: 'strong',
      says: 'Apache refused the user name or password',
      status: [401],
      body: /could not verify that you\s+are authorized/i,
      authorization: /^Basic /i,
    },
    {
      cause: 'credentials-missing',
      strength: 'strong',
      says: 'Apache asks for credentials',
      status: [401],
      body: /could not verify that you\s+are authorized/i,
      credentials: 'absent',
    },
  ],
  matches: [
    {
      status: 401,
      headers: [{ name: 'server', value: 'Apache/2.4.62' }],
      body: 'This server could not verify that you are authorized to access the document',
      cause: 'credentials-missing',
      credentials: 'absent',
    },
  ],
  nearMisses: [{ host: 'api.example.com', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://httpd.apache.org/docs/current/howto/auth.html',
};
