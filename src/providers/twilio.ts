import type { Provider } from './provider.ts';

export const twilio: Provider = {
  id: 'twilio',
  title: 'Twilio',
  recognise: {
    hosts: [/\.twilio\.com$/i],
    headers: [{ name: 'twilio-request-id' }],
  },
  tells: [
    {
      cause: 'invalid-credentials',
      strength: 'strong',
      says: '20003: Twilio refused account SID and token; test and live, and each region, have their own',
      body: /"code":\s?20003\b/i,
      credentials: 'present',
    },
    {
      cause: 'invalid-api-key',
      strength: 'weak',
      says: '20003 is also the answer to an unknown API key',
      body: /"code":\s?20003\b/i,
      credentials: 'present',
    },
    {
      cause: 'account-disabled',
      strength: 'decisive',
      says: 'The Twilio account is suspended',
      body: /"code":\s?(?:20005|10001)\b/i,
    },
    {
      cause: 'permission-denied',
      strength: 'decisive',
      says: 'The Twilio account may not do this',
      status: [403, 401],
      body: /"code":\s?20008\b|"code":\s?(?:20006|70051)\b/i,
    },
  ],
  matches: [
    {
      host: 'acme.twilio.com',
      status: 401,
      body: '{"code":20003,"message":"Authenticate","status":401}',
      cause: 'invalid-credentials',
      credentials: 'present',
    },
    {
      host: 'acme.twilio.com',
      status: 403,
      body: '{"code":20006,"message":"Access Denied"}',
      cause: 'permission-denied',
    },
  ],
  nearMisses: [{ host: 'acme.twilio.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://www.twilio.com/docs/api/errors/20003',
  account: 'https://console.twilio.com/',
};
