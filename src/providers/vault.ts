import type { Provider } from './provider.ts';

export const vault: Provider = {
  id: 'vault',
  title: 'HashiCorp Vault',
  recognise: {
    headers: [{ name: 'x-vault-request' }],
    body: [
      /"errors":\s?\["(?:permission denied|missing client token|1 error occurred|bad token|invalid token)/i,
      /\* permission denied/i,
    ],
  },
  tells: [
    {
      cause: 'permission-denied',
      strength: 'strong',
      says: 'Vault says "permission denied" for a missing policy and for a token it does not know',
      status: [403],
      body: /permission denied/i,
      credentials: 'present',
    },
    {
      cause: 'token-unknown',
      strength: 'strong',
      says: 'Vault says the same to a token that is wrong or revoked',
      status: [403],
      body: /permission denied/i,
      credentials: 'present',
    },
    {
      cause: 'token-expired',
      strength: 'strong',
      says: 'Vault says the same to a token whose lease is over',
      status: [403],
      body: /permission denied/i,
      credentials: 'present',
    },
    {
      cause: 'credentials-missing',
      strength: 'decisive',
      says: 'Vault saw no token in "X-Vault-Token"',
      body: /missing client token/i,
      credentials: 'absent',
    },
    {
      cause: 'token-unknown',
      strength: 'decisive',
      says: 'Vault does not know the token',
      body: /bad token|invalid token/i,
    },
  ],
  tokens: [{ title: 'Vault token', pattern: /^hv[sbr]\./ }],
  matches: [
    {
      status: 403,
      headers: [{ name: 'x-vault-request', value: 'x' }],
      body: '{"errors":["permission denied"]}',
      cause: 'permission-denied',
      credentials: 'present',
    },
    {
      status: 401,
      headers: [{ name: 'x-vault-request', value: 'x' }],
      body: '{"errors":["missing client token"]}',
      cause: 'credentials-missing',
      credentials: 'absent',
    },
  ],
  nearMisses: [{ host: 'api.example.com', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://developer.hashicorp.com/vault/docs/concepts/tokens',
};
