import type { Provider } from './provider.ts';

export const stripe: Provider = {
  id: 'stripe',
  title: 'Stripe',
  recognise: {
    hosts: [/^api\.stripe\.com$/i],
    headers: [{ name: 'stripe-version' }],
  },
  tells: [
    {
      cause: 'invalid-api-key',
      strength: 'decisive',
      says: 'Stripe does not know the key',
      body: /Invalid API Key provided/i,
    },
    {
      cause: 'credentials-expired',
      strength: 'decisive',
      says: 'The Stripe key was rolled and has expired',
      body: /Expired API Key provided|"api_key_expired"/i,
    },
    {
      cause: 'wrong-environment',
      strength: 'decisive',
      says: 'The object lives in the other mode (test or live) than the key',
      status: [400, 404, 402],
      body: /similar object exists in (?:test|live) mode|"testmode_charges_only"/i,
    },
    {
      cause: 'credentials-missing',
      strength: 'decisive',
      says: 'Stripe saw no key',
      body: /You did not provide an API key/i,
      credentials: 'absent',
    },
    {
      cause: 'insufficient-scope',
      strength: 'decisive',
      says: 'The restricted key lacks a permission',
      status: [403, 401],
      body: /does not have the required permissions/i,
    },
    {
      cause: 'wrong-token-type',
      strength: 'decisive',
      says: 'A publishable key was used where a secret key is wanted',
      body: /publishable API key|secret_key_required/i,
    },
  ],
  tokens: [{ title: 'Stripe key', pattern: /^(?:sk|rk|pk)_(?:test|live)_/ }],
  matches: [
    {
      host: 'api.stripe.com',
      status: 401,
      body: '{"error":{"message":"Invalid API Key provided: sk_test_x"}}',
      cause: 'invalid-api-key',
    },
    {
      host: 'api.stripe.com',
      status: 401,
      body: '{"error":{"code":"api_key_expired","message":"Expired API Key provided: sk_live_x"}}',
      cause: 'credentials-expired',
    },
    {
      host: 'api.stripe.com',
      status: 400,
      body: '{"error":{"message":"No such customer; a similar object exists in live mode, but a test mode key was used"}}',
      cause: 'wrong-environment',
    },
    {
      host: 'api.stripe.com',
      status: 401,
      body: '{"error":{"message":"You did not provide an API key."}}',
      cause: 'credentials-missing',
      credentials: 'absent',
    },
    {
      host: 'api.stripe.com',
      status: 403,
      body: '{"error":{"message":"The provided key does not have the required permissions for this endpoint"}}',
      cause: 'insufficient-scope',
    },
    {
      host: 'api.stripe.com',
      status: 401,
      body: '{"error":{"code":"secret_key_required","message":"This API call cannot be made with a publishable API key."}}',
      cause: 'wrong-token-type',
    },
  ],
  nearMisses: [{ host: 'api.stripe.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://docs.stripe.com/keys',
  account: 'https://dashboard.stripe.com/apikeys',
};
