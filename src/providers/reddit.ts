import type { Provider } from './provider.ts';

export const reddit: Provider = {
  id: 'reddit',
  title: 'Reddit',
  recognise: {
    hosts: [/^(?:www|oauth)\.reddit\.com$/i],
  },
  tells: [
    {
      cause: 'grant-invalid',
      strength: 'strong',
      says: 'Reddit answers a bare 400 to a refresh token it does not take',
      status: [400],
      body: /\{"message":\s?"Bad Request",\s?"error":\s?400\}|^\{"error":\s?400\}$/i,
    },
    {
      cause: 'auth-method-disabled',
      strength: 'decisive',
      says: 'Only apps of the type "script" may use the password grant',
      status: [200],
      body: /Only script apps may use password auth/i,
    },
    {
      cause: 'client-not-allowed',
      strength: 'strong',
      says: 'Reddit blocks common or missing User-Agent values',
      status: [403, 429],
      body: /blocked (?:by|due to) (?:network security|a network policy)|whoa there, pardner/i,
    },
  ],
  matches: [
    { host: 'www.reddit.com', status: 400, body: '{"error": 400}', cause: 'grant-invalid' },
    {
      host: 'www.reddit.com',
      status: 200,
      body: '{"error":"unauthorized_client","error_description":"Only script apps may use password auth"}',
      cause: 'auth-method-disabled',
    },
    {
      host: 'www.reddit.com',
      status: 403,
      body: "You've been blocked by network security.",
      cause: 'client-not-allowed',
    },
  ],
  nearMisses: [{ host: 'www.reddit.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://github.com/reddit-archive/reddit/wiki/OAuth2',
  account: 'https://www.reddit.com/prefs/apps',
  passwordReset: 'https://www.reddit.com/password',
};
