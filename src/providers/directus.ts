import type { Provider } from './provider.ts';

export const directus: Provider = {
  id: 'directus',
  title: 'Directus',
  recognise: {
    body: [
      /"extensions":\s?\{\s?"code":\s?"(?:TOKEN_EXPIRED|INVALID_CREDENTIALS|INVALID_TOKEN|INVALID_OTP|USER_SUSPENDED|INVALID_IP|FORBIDDEN|INVALID_PROVIDER)"/i,
    ],
  },
  tells: [
    {
      cause: 'token-expired',
      strength: 'decisive',
      says: 'Directus says that the token expired',
      body: /"TOKEN_EXPIRED"/i,
    },
    {
      cause: 'invalid-credentials',
      strength: 'strong',
      says: 'Directus refused email or password',
      body: /"INVALID_CREDENTIALS"/i,
    },
    {
      cause: 'step-up-required',
      strength: 'decisive',
      says: 'Directus wants a one-time password',
      body: /"INVALID_OTP"/i,
    },
    {
      cause: 'account-disabled',
      strength: 'decisive',
      says: 'The Directus user is suspended',
      body: /"USER_SUSPENDED"/i,
    },
    {
      cause: 'client-not-allowed',
      strength: 'decisive',
      says: 'The address is not on the role’s list',
      body: /"INVALID_IP"/i,
    },
    {
      cause: 'permission-denied',
      strength: 'strong',
      says: 'Directus hides what does not exist and what you may not see behind one error',
      body: /"FORBIDDEN"/i,
    },
  ],
  matches: [
    {
      status: 401,
      body: '{"errors":[{"message":"Token expired.","extensions":{"code":"TOKEN_EXPIRED"}}]}',
      cause: 'token-expired',
    },
    {
      status: 401,
      body: '{"errors":[{"message":"Invalid user credentials.","extensions":{"code":"INVALID_CREDENTIALS"}}]}',
      cause: 'invalid-credentials',
    },
  ],
  nearMisses: [{ host: 'api.example.com', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://docs.directus.io/reference/introduction.html',
};
