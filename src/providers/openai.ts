import type { Provider } from './provider.ts';

export const openai: Provider = {
  id: 'openai',
  title: 'OpenAI',
  recognise: {
    hosts: [/^api\.openai\.com$/i],
    headers: [{ name: 'openai-organization' }],
  },
  tells: [
    {
      cause: 'invalid-api-key',
      strength: 'decisive',
      says: 'OpenAI does not know the key',
      body: /"invalid_api_key"|Incorrect API key provided/i,
    },
    {
      cause: 'credentials-missing',
      strength: 'decisive',
      says: 'OpenAI saw no key',
      body: /You didn't provide an API key/i,
      credentials: 'absent',
    },
    {
      cause: 'not-an-auth-failure',
      strength: 'decisive',
      says: 'The quota or the credit is used up',
      status: [429, 403],
      body: /"insufficient_quota"|billing_hard_limit/i,
    },
    {
      cause: 'insufficient-scope',
      strength: 'decisive',
      says: 'The key lacks a scope',
      status: [401, 403],
      body: /[Mm]issing scopes/i,
    },
    {
      cause: 'wrong-environment',
      strength: 'strong',
      says: 'The organization or project header does not fit the key',
      body: /mismatched_(?:organization|project)|must be a member of an organization/i,
    },
    {
      cause: 'client-not-allowed',
      strength: 'decisive',
      says: 'OpenAI does not serve this country or address',
      status: [403, 401],
      body: /unsupported_country|ip_not_authorized/i,
    },
  ],
  tokens: [{ title: 'OpenAI API key', pattern: /^sk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9]/ }],
  matches: [
    {
      host: 'api.openai.com',
      status: 401,
      body: '{"error":{"message":"Incorrect API key provided: x","code":"invalid_api_key"}}',
      cause: 'invalid-api-key',
    },
    {
      host: 'api.openai.com',
      status: 401,
      body: '{"error":{"message":"You didn\'t provide an API key."}}',
      cause: 'credentials-missing',
      credentials: 'absent',
    },
    {
      host: 'api.openai.com',
      status: 429,
      body: '{"error":{"code":"insufficient_quota"}}',
      cause: 'not-an-auth-failure',
    },
    {
      host: 'api.openai.com',
      status: 401,
      body: '{"error":{"message":"You have insufficient permissions for this operation. Missing scopes: model.request."}}',
      cause: 'insufficient-scope',
    },
    {
      host: 'api.openai.com',
      status: 401,
      body: '{"error":{"code":"mismatched_organization"}}',
      cause: 'wrong-environment',
    },
  ],
  nearMisses: [{ host: 'api.openai.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://platform.openai.com/docs/guides/error-codes',
  account: 'https://platform.openai.com/api-keys',
};
