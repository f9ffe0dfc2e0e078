import type { Provider } from './provider.ts';

export const okta: Provider = {
  id: 'okta',
  title: 'Okta',
  recognise: {
    hosts: [/\.okta(?:preview|-emea)?\.com$/i],
    headers: [{ name: 'x-okta-request-id' }],
    body: [/"errorCode":\s?"E00\d{5}"/i],
  },
  tells: [
    {
      cause: 'invalid-api-key',
      strength: 'strong',
      says: 'E0000011: Okta does not take the token: unknown, expired, revoked, or sent with another scheme than SSWS',
      body: /"E0000011"/i,
    },
    {
      cause: 'token-expired',
      strength: 'weak',
      says: 'E0000011 also covers tokens that were unused for 30 days',
      body: /"E0000011"/i,
    },
    {
      cause: 'scheme-mismatch',
      strength: 'weak',
      says: 'API tokens want the scheme SSWS, access tokens Bearer',
      body: /"E0000011"/i,
    },
    {
      cause: 'invalid-credentials',
      strength: 'decisive',
      says: 'E0000004: Okta refused user name or password',
      body: /"E0000004"/i,
    },
    {
      cause: 'session-expired',
      strength: 'decisive',
      says: 'E0000005: the Okta session is not valid',
      body: /"E0000005"/i,
    },
    {
      cause: 'permission-denied',
      strength: 'decisive',
      says: 'E0000006: Okta does not allow this to the caller',
      status: [403],
      body: /"E0000006"/i,
    },
    {
      cause: 'insufficient-scope',
      strength: 'decisive',
      says: 'E0000015 or a scope error: the token or the plan does not cover it',
      body: /"E0000015"|E0000022/i,
    },
    {
      cause: 'account-disabled',
      strength: 'decisive',
      says: 'E0000069: the Okta user is locked',
      body: /"E0000069"|"E0000119"/i,
    },
  ],
  matches: [
    {
      host: 'acme.okta.com',
      status: 401,
      body: '{"errorCode":"E0000011","errorSummary":"Invalid token provided"}',
      cause: 'invalid-api-key',
    },
    {
      host: 'acme.okta.com',
      status: 401,
      body: '{"errorCode":"E0000004","errorSummary":"Authentication failed"}',
      cause: 'invalid-credentials',
    },
    {
      host: 'acme.okta.com',
      status: 401,
      body: '{"errorCode":"E0000005","errorSummary":"Invalid session"}',
      cause: 'session-expired',
    },
    { host: 'acme.okta.com', status: 403, body: '{"errorCode":"E0000006"}', cause: 'permission-denied' },
  ],
  nearMisses: [{ host: 'acme.okta.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://developer.okta.com/docs/reference/error-codes/',
};
