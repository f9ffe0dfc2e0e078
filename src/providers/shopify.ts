import type { Provider } from './provider.ts';

export const shopify: Provider = {
  id: 'shopify',
  title: 'Shopify',
  recognise: {
    hosts: [/\.myshopify\.com$/i],
    headers: [{ name: 'x-shopid' }, { name: 'x-shopify-stage' }],
  },
  tells: [
    {
      cause: 'invalid-api-key',
      strength: 'decisive',
      says: 'Shopify does not know the access token of this shop; it belongs in "X-Shopify-Access-Token"',
      body: /Invalid API key or access token/i,
    },
    {
      cause: 'insufficient-scope',
      strength: 'decisive',
      says: 'The app lacks a scope that the merchant must approve',
      status: [403],
      body: /merchant approval for|Required access: /i,
    },
    { cause: 'account-disabled', strength: 'strong', says: 'The shop is frozen or locked', status: [402, 423] },
  ],
  tokens: [{ title: 'Shopify token', pattern: /^shp(?:at|ca|pa|ss)_/ }],
  matches: [
    {
      host: 'acme.myshopify.com',
      status: 401,
      body: '{"errors":"[API] Invalid API key or access token (unrecognized login or wrong password)"}',
      cause: 'invalid-api-key',
    },
    {
      host: 'acme.myshopify.com',
      status: 403,
      body: '{"errors":"[API] This action requires merchant approval for read_orders scope."}',
      cause: 'insufficient-scope',
    },
  ],
  nearMisses: [{ host: 'acme.myshopify.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://shopify.dev/docs/api/usage/response-codes',
};
