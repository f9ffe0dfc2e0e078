import type { Provider } from './provider.ts';

export const heroku: Provider = {
  id: 'heroku',
  title: 'Heroku',
  recognise: {
    hosts: [/^api\.heroku\.com$/i],
  },
  tells: [
    {
      cause: 'invalid-api-key',
      strength: 'strong',
      says: 'Heroku does not know the token',
      body: /Invalid credentials provided/i,
      credentials: 'present',
    },
    {
      cause: 'account-disabled',
      strength: 'decisive',
      says: 'Heroku wants the account to be verified or paid',
      body: /"(?:verification_required|suspended|delinquent)"/i,
    },
    { cause: 'step-up-required', strength: 'decisive', says: 'Heroku wants a second factor', body: /"two_factor"/i },
  ],
  matches: [
    {
      host: 'api.heroku.com',
      status: 401,
      body: '{"id":"unauthorized","message":"Invalid credentials provided."}',
      cause: 'invalid-api-key',
      credentials: 'present',
    },
  ],
  nearMisses: [{ host: 'api.heroku.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://devcenter.heroku.com/articles/platform-api-reference#authentication',
  account: 'https://dashboard.heroku.com/account',
};
