import type { Provider } from './provider.ts';

export const sentry: Provider = {
  id: 'sentry',
  title: 'Sentry',
  recognise: {
    hosts: [/(?:^|\.)sentry\.io$/i],
  },
  tells: [
    { cause: 'invalid-api-key', strength: 'decisive', says: 'Sentry does not know the token', body: /"Invalid token/i },
    {
      cause: 'scheme-mismatch',
      strength: 'weak',
      says: 'Sentry says so also where it did not see a Bearer token',
      body: /credentials were not provided/i,
      credentials: 'present',
    },
    {
      cause: 'invalid-api-key',
      strength: 'decisive',
      says: 'The DSN’s public key is unknown to the project',
      status: [401, 403],
      body: /bad sentry DSN public key|ProjectId/i,
    },
    {
      cause: 'insufficient-scope',
      strength: 'strong',
      says: 'The Sentry token lacks the scope',
      status: [403],
      body: /do not have permission to perform this action/i,
    },
  ],
  tokens: [{ title: 'Sentry token', pattern: /^sntr[ysu]_/ }],
  matches: [
    { host: 'sentry.io', status: 401, body: '{"detail":"Invalid token"}', cause: 'invalid-api-key' },
    { host: 'sentry.io', status: 401, body: '{"detail":"bad sentry DSN public key"}', cause: 'invalid-api-key' },
    {
      host: 'sentry.io',
      status: 403,
      body: '{"detail":"You do not have permission to perform this action."}',
      cause: 'insufficient-scope',
    },
  ],
  nearMisses: [{ host: 'sentry.io.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://docs.sentry.io/api/auth/',
  account: 'https://sentry.io/settings/account/api/auth-tokens/',
};
