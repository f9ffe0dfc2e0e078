import type { Provider } from './provider.ts';

export const elasticsearch: Provider = {
  id: 'elasticsearch',
  title: 'Elasticsearch',
  recognise: {
    headers: [{ name: 'x-elastic-product' }],
    body: [/"type":\s?"security_exception"/i],
  },
  tells: [
    {
      cause: 'credentials-missing',
      strength: 'decisive',
      says: 'Elasticsearch saw no credentials',
      body: /missing authentication (?:credentials|token)/i,
      credentials: 'absent',
    },
    {
      cause: 'invalid-credentials',
      strength: 'decisive',
      says: 'Elasticsearch refused the user',
      body: /unable to authenticate user/i,
    },
    {
      cause: 'invalid-api-key',
      strength: 'strong',
      says: 'Elasticsearch does not know the API key',
      body: /unable to find apikey|unable to authenticate with provided credentials|invalid.{0,20}api ?key/i,
    },
    {
      cause: 'token-expired',
      strength: 'decisive',
      says: 'Elasticsearch says that the token or key has expired',
      body: /token expired|api key is expired/i,
    },
    {
      cause: 'permission-denied',
      strength: 'decisive',
      says: 'A role of Elasticsearch does not allow the action',
      body: /is unauthorized for (?:user|api key|service account)/i,
    },
  ],
  matches: [
    {
      status: 401,
      headers: [{ name: 'x-elastic-product', value: 'x' }],
      body: '{"error":{"type":"security_exception","reason":"missing authentication credentials for REST request [/]"},"status":401}',
      cause: 'credentials-missing',
      credentials: 'absent',
    },
    {
      status: 401,
      headers: [{ name: 'x-elastic-product', value: 'x' }],
      body: '{"error":{"type":"security_exception","reason":"unable to authenticate user [elastic] for REST request [/]"}}',
      cause: 'invalid-credentials',
    },
    {
      status: 401,
      headers: [{ name: 'x-elastic-product', value: 'x' }],
      body: '{"error":{"type":"security_exception","reason":"token expired"}}',
      cause: 'token-expired',
    },
    {
      status: 401,
      headers: [{ name: 'x-elastic-product', value: 'x' }],
      body: '{"error":{"type":"security_exception","reason":"action [indices:data/read] is unauthorized for user [a]"}}',
      cause: 'permission-denied',
    },
  ],
  nearMisses: [{ host: 'api.example.com', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://www.elastic.co/guide/en/elasticsearch/reference/current/setting-up-authentication.html',
};
