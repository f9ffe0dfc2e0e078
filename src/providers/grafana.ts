import type { Provider } from './provider.ts';

export const grafana: Provider = {
  id: 'grafana',
  title: 'Grafana',
  recognise: {
    hosts: [/\.grafana\.net$/i],
    headers: [{ name: 'x-grafana-id' }],
    body: [/"messageId":\s?"(?:api-key|session|password-auth|auth|user|serviceaccounts|accesscontrol)\./i],
  },
  tells: [
    {
      cause: 'invalid-api-key',
      strength: 'decisive',
      says: 'Grafana does not know the token',
      body: /"api-key\.invalid"|Invalid API key/i,
    },
    {
      cause: 'credentials-expired',
      strength: 'decisive',
      says: 'The Grafana token has expired',
      body: /Expired API key|"api-key\.expired"/i,
    },
    {
      cause: 'invalid-credentials',
      strength: 'decisive',
      says: 'Grafana refused user name or password',
      body: /"password-auth\.failed"/i,
    },
    {
      cause: 'session-expired',
      strength: 'decisive',
      says: 'The Grafana session is over',
      body: /"session\.token\.rotate"|session-token|user token not found/i,
    },
  ],
  tokens: [{ title: 'Grafana service account token', pattern: /^glsa_/ }],
  matches: [
    {
      host: 'acme.grafana.net',
      status: 401,
      body: '{"message":"Invalid API key","messageId":"api-key.invalid","statusCode":401}',
      cause: 'invalid-api-key',
    },
    {
      host: 'acme.grafana.net',
      status: 401,
      body: '{"message":"Expired API key","messageId":"api-key.expired","statusCode":401}',
      cause: 'credentials-expired',
    },
    {
      host: 'acme.grafana.net',
      status: 401,
      body: '{"message":"Invalid username or password","messageId":"password-auth.failed","statusCode":401}',
      cause: 'invalid-credentials',
    },
  ],
  nearMisses: [{ host: 'acme.grafana.net.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://grafana.com/docs/grafana/latest/developers/http_api/authentication/',
};
