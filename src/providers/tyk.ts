import type { Provider } from './provider.ts';

export const tyk: Provider = {
  id: 'tyk',
  title: 'Tyk',
  recognise: {
    headers: [{ name: 'x-generator', matches: /tyk/i }],
    body: [
      /Access to this API has been disallowed/i,
      /"error":\s?"(?:Authorization field missing|Key (?:has expired|is inactive|not authorised)|Attempted access with)/i,
    ],
  },
  tells: [
    {
      cause: 'invalid-api-key',
      strength: 'strong',
      says: 'Tyk says "disallowed" to an unknown key',
      status: [403],
      body: /Access to this API has been disallowed/i,
      credentials: 'present',
    },
    {
      cause: 'permission-denied',
      strength: 'weak',
      says: 'Tyk says "disallowed" where the key’s policy lacks the API as well',
      body: /Access to this API has been disallowed/i,
      credentials: 'present',
    },
    { cause: 'credentials-expired', strength: 'decisive', says: 'The Tyk key has expired', body: /Key has expired/i },
    {
      cause: 'account-disabled',
      strength: 'decisive',
      says: 'The Tyk key is inactive',
      body: /Key is inactive|User account is disabled/i,
    },
    {
      cause: 'credentials-missing',
      strength: 'decisive',
      says: 'Tyk found no key',
      body: /Authorization field missing/i,
      credentials: 'absent',
    },
    {
      cause: 'wrong-header-name',
      strength: 'strong',
      says: 'Tyk found no key in the header that the API is set to',
      body: /Authorization field missing/i,
      credentials: 'present',
    },
  ],
  matches: [
    {
      status: 403,
      headers: [{ name: 'x-generator', value: 'tyk.io' }],
      body: '{"error":"Access to this API has been disallowed"}',
      cause: 'invalid-api-key',
      credentials: 'present',
    },
    {
      status: 401,
      headers: [{ name: 'x-generator', value: 'tyk.io' }],
      body: '{"error":"Key has expired, please renew"}',
      cause: 'credentials-expired',
    },
    {
      status: 401,
      headers: [{ name: 'x-generator', value: 'tyk.io' }],
      body: '{"error":"Authorization field missing"}',
      cause: 'credentials-missing',
      credentials: 'absent',
    },
  ],
  nearMisses: [{ host: 'api.example.com', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://tyk.io/docs/',
};
