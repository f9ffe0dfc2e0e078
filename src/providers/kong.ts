import type { Provider } from './provider.ts';

export const kong: Provider = {
  id: 'kong',
  title: 'Kong',
  recognise: {
    headers: [
      { name: 'server', matches: /^kong/i },
      { name: 'x-kong-response-latency' },
      { name: 'x-kong-request-id' },
    ],
    body: [/^\{"message":\s?"Invalid key\/secret"\}/i],
  },
  tells: [
    {
      cause: 'issuer-mismatch',
      strength: 'strong',
      says: 'Kong finds the consumer by the token’s "iss", and knows none of this name',
      body: /No credentials found for given/i,
    },
    {
      cause: 'clock-skew',
      strength: 'decisive',
      says: 'Kong says so where a date was sent and is too far from its own',
      body: /a valid date or x-date header is required/i,
      credentials: 'present',
    },
    {
      cause: 'server-misconfigured',
      strength: 'strong',
      says: 'The credential in Kong has no usable key or secret',
      body: /Invalid key\/secret/i,
    },
    {
      cause: 'permission-denied',
      strength: 'decisive',
      says: 'The ACL plugin keeps this consumer out',
      status: [403],
      body: /You cannot consume this service/i,
    },
    {
      cause: 'not-an-auth-failure',
      strength: 'decisive',
      says: 'Kong has no route for this request',
      status: [404],
      body: /no Route matched/i,
    },
    {
      cause: 'claim-missing',
      strength: 'decisive',
      says: 'Kong wants the claim that names the consumer',
      body: /No mandatory/i,
    },
  ],
  matches: [
    {
      status: 401,
      headers: [{ name: 'server', value: 'kong/3.9.1' }],
      body: '{"message":"No credentials found for given \'iss\'"}',
      cause: 'issuer-mismatch',
    },
    {
      status: 401,
      headers: [{ name: 'server', value: 'kong/3.9.1' }],
      body: '{"message":"HMAC signature cannot be verified, a valid date or x-date header is required for HMAC Authentication"}',
      cause: 'clock-skew',
      credentials: 'present',
    },
    {
      status: 401,
      headers: [{ name: 'server', value: 'kong/3.9.1' }],
      body: '{"message":"Invalid key/secret"}',
      cause: 'server-misconfigured',
    },
    {
      status: 403,
      headers: [{ name: 'server', value: 'kong/3.9.1' }],
      body: '{"message":"You cannot consume this service"}',
      cause: 'permission-denied',
    },
    {
      status: 404,
      headers: [{ name: 'server', value: 'kong/3.9.1' }],
      body: '{"message":"no Route matched with those values"}',
      cause: 'not-an-auth-failure',
    },
    {
      status: 401,
      headers: [{ name: 'server', value: 'kong/3.9.1' }],
      body: '{"message":"No mandatory \'iss\' in claims"}',
      cause: 'claim-missing',
    },
  ],
  nearMisses: [{ host: 'api.example.com', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://developer.konghq.com/plugins/?category=authentication',
};
