import type { Provider } from './provider.ts';

export const binance: Provider = {
  id: 'binance',
  title: 'Binance',
  recognise: {
    hosts: [/(?:^|\.)binance\.(?:com|us|vision)$/i],
    body: [/"code":\s?-(?:1021|1022|2014|2015)\b/i],
  },
  tells: [
    {
      cause: 'invalid-api-key',
      strength: 'strong',
      says: 'Binance says -2015 for an unknown key, a forbidden address and a missing permission alike',
      body: /-2015\b/i,
    },
    {
      cause: 'client-not-allowed',
      strength: 'strong',
      says: '-2015 is also the answer to an address that is not on the key’s list',
      body: /-2015\b/i,
    },
    {
      cause: 'insufficient-scope',
      strength: 'strong',
      says: '-2015 is also the answer to a key without the permission',
      body: /-2015\b/i,
    },
    {
      cause: 'wrong-environment',
      strength: 'strong',
      says: '-2015 is also the answer to a key of the other network (test or live)',
      body: /-2015\b/i,
    },
    {
      cause: 'clock-skew',
      strength: 'decisive',
      says: 'Binance says that the timestamp is outside of its window',
      body: /-1021\b/i,
    },
    {
      cause: 'request-signature-mismatch',
      strength: 'decisive',
      says: 'Binance computed another signature',
      body: /-1022\b/i,
    },
    { cause: 'invalid-api-key', strength: 'decisive', says: 'The form of the key is wrong', body: /-2014\b/i },
  ],
  matches: [
    {
      host: 'binance.com',
      status: 401,
      body: '{"code":-2015,"msg":"Invalid API-key, IP, or permissions for action."}',
      cause: 'invalid-api-key',
    },
    {
      host: 'binance.com',
      status: 401,
      body: '{"code":-1021,"msg":"Timestamp for this request is outside of the recvWindow."}',
      cause: 'clock-skew',
    },
    {
      host: 'binance.com',
      status: 401,
      body: '{"code":-1022,"msg":"Signature for this request is not valid."}',
      cause: 'request-signature-mismatch',
    },
  ],
  nearMisses: [{ host: 'binance.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://developers.binance.com/docs/binance-spot-api-docs/errors',
  account: 'https://www.binance.com/en/my/settings/api-management',
};
