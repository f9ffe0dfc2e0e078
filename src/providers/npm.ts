import type { Provider } from './provider.ts';

export const npm: Provider = {
  id: 'npm',
  title: 'npm registry',
  recognise: {
    hosts: [/^registry\.npmjs\.org$/i],
    headers: [{ name: 'npm-notice' }],
  },
  tells: [
    {
      cause: 'step-up-required',
      strength: 'decisive',
      says: 'npm wants a one-time password',
      header: { name: 'www-authenticate', matches: /otp/i },
    },
    {
      cause: 'client-not-allowed',
      strength: 'decisive',
      says: 'The npm token is limited to other addresses',
      header: { name: 'www-authenticate', matches: /ipaddress/i },
    },
    {
      cause: 'permission-denied',
      strength: 'strong',
      says: 'npm answers 404 to publishing what the account may not',
      status: [404, 403],
      body: /Not found|do not have permission/i,
      credentials: 'present',
    },
    {
      cause: 'token-revoked',
      strength: 'strong',
      says: 'npm says that the token is revoked or expired',
      body: /token (?:has been )?(?:revoked|expired)|Access token expired or revoked/i,
    },
  ],
  tokens: [{ title: 'npm token', pattern: /^npm_/ }],
  matches: [
    {
      host: 'registry.npmjs.org',
      status: 401,
      headers: [{ name: 'www-authenticate', value: 'OTP' }],
      cause: 'step-up-required',
    },
    {
      host: 'registry.npmjs.org',
      status: 401,
      headers: [{ name: 'www-authenticate', value: 'ipaddress' }],
      cause: 'client-not-allowed',
    },
  ],
  nearMisses: [{ host: 'registry.npmjs.org.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://docs.npmjs.com/about-access-tokens',
  passwordReset: 'https://www.npmjs.com/forgot',
};
