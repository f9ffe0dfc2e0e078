import type { Provider } from './provider.ts';

export const sendgrid: Provider = {
  id: 'sendgrid',
  title: 'SendGrid',
  recognise: {
    hosts: [/^api\.(?:eu\.)?sendgrid\.com$/i],
  },
  tells: [
    {
      cause: 'invalid-api-key',
      strength: 'decisive',
      says: 'SendGrid speaks of a grant, and means the API key',
      body: /authorization grant is invalid, expired, or revoked/i,
    },
    {
      cause: 'insufficient-scope',
      strength: 'decisive',
      says: 'The SendGrid key lacks the scope',
      status: [403],
      body: /access forbidden/i,
    },
    {
      cause: 'account-disabled',
      strength: 'decisive',
      says: 'The sender or account is not verified or suspended',
      body: /does not match a verified Sender Identity|Maximum credits exceeded/i,
    },
  ],
  tokens: [{ title: 'SendGrid API key', pattern: /^SG\./ }],
  matches: [
    {
      host: 'api.sendgrid.com',
      status: 401,
      body: '{"errors":[{"message":"The provided authorization grant is invalid, expired, or revoked"}]}',
      cause: 'invalid-api-key',
    },
    {
      host: 'api.sendgrid.com',
      status: 403,
      body: '{"errors":[{"message":"access forbidden"}]}',
      cause: 'insufficient-scope',
    },
  ],
  nearMisses: [{ host: 'api.sendgrid.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://docs.sendgrid.com/api-reference/how-to-use-the-sendgrid-v3-api/authentication',
  account: 'https://app.sendgrid.com/settings/api_keys',
};
