import type { Provider } from './provider.ts';

export const newRelic: Provider = {
  id: 'new-relic',
  title: 'New Relic',
  recognise: {
    hosts: [/^api\.(?:eu\.)?newrelic\.com$/i],
  },
  tells: [
    {
      cause: 'invalid-api-key',
      strength: 'strong',
      says: 'New Relic does not know the key: user keys and license keys are different things',
      body: /(?:Invalid|Missing) (?:API key|credentials)|The API key provided is invalid/i,
      credentials: 'present',
    },
    {
      cause: 'wrong-environment',
      strength: 'weak',
      says: 'Accounts in the EU have hosts of their own',
      status: [401, 403],
      credentials: 'present',
    },
  ],
  tokens: [{ title: 'New Relic user key', pattern: /^NRAK-/ }],
  matches: [
    {
      host: 'api.newrelic.com',
      status: 401,
      body: '{"error":{"title":"The API key provided is invalid"}}',
      cause: 'invalid-api-key',
      credentials: 'present',
    },
  ],
  nearMisses: [{ host: 'api.newrelic.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/',
  account: 'https://one.newrelic.com/api-keys',
};
