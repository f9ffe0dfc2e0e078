import type { Provider } from './provider.ts';

export const plaid: Provider = {
  id: 'plaid',
  title: 'Plaid',
  recognise: {
    hosts: [/^(?:sandbox|development|production)\.plaid\.com$/i],
  },
  tells: [
    {
      cause: 'wrong-environment',
      strength: 'decisive',
      says: 'The access token is for another Plaid environment',
      status: [400],
      body: /wrong Plaid environment/i,
    },
    {
      cause: 'invalid-api-key',
      strength: 'decisive',
      says: 'Plaid refused client id or secret; each environment has its own secret',
      status: [400],
      body: /"INVALID_API_KEYS"/i,
    },
    {
      cause: 'token-unknown',
      strength: 'strong',
      says: 'Plaid does not know the access token',
      body: /"INVALID_ACCESS_TOKEN"(?!.{0,80}environment)/i,
    },
    {
      cause: 'step-up-required',
      strength: 'decisive',
      says: 'The user must sign in to the bank again',
      status: [400],
      body: /"ITEM_LOGIN_REQUIRED"/i,
    },
  ],
  matches: [
    {
      host: 'sandbox.plaid.com',
      status: 400,
      body: '{"error_code":"INVALID_ACCESS_TOKEN","error_message":"provided access token is for the wrong Plaid environment"}',
      cause: 'wrong-environment',
    },
    { host: 'sandbox.plaid.com', status: 400, body: '{"error_code":"INVALID_API_KEYS"}', cause: 'invalid-api-key' },
    { host: 'sandbox.plaid.com', status: 400, body: '{"error_code":"ITEM_LOGIN_REQUIRED"}', cause: 'step-up-required' },
  ],
  nearMisses: [{ host: 'sandbox.plaid.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://plaid.com/docs/errors/',
};
