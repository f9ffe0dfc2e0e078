import type { Provider } from './provider.ts';

export const squid: Provider = {
  id: 'squid',
  title: 'Squid',
  recognise: {
    headers: [{ name: 'server', matches: /^squid/i }, { name: 'x-squid-error' }],
  },
  tells: [
    {
      cause: 'proxy-authentication-required',
      strength: 'decisive',
      says: 'Squid wants credentials',
      status: [407],
      header: { name: 'x-squid-error', matches: /ERR_CACHE_ACCESS_DENIED/i },
    },
    {
      cause: 'client-not-allowed',
      strength: 'strong',
      says: 'A rule of Squid refuses the client or the target',
      status: [403],
      header: { name: 'x-squid-error', matches: /ERR_ACCESS_DENIED/i },
    },
  ],
  matches: [
    {
      status: 407,
      headers: [
        { name: 'x-squid-error', value: 'ERR_CACHE_ACCESS_DENIED 0' },
        { name: 'server', value: 'squid/6.6' },
      ],
      cause: 'proxy-authentication-required',
    },
    {
      status: 403,
      headers: [
        { name: 'x-squid-error', value: 'ERR_ACCESS_DENIED 0' },
        { name: 'server', value: 'squid/6.6' },
      ],
      cause: 'client-not-allowed',
    },
  ],
  nearMisses: [{ host: 'api.example.com', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://wiki.squid-cache.org/Features/Authentication',
};
