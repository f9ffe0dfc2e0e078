import type { Provider } from './provider.ts';

export const databricks: Provider = {
  id: 'databricks',
  title: 'Databricks',
  recognise: {
    hosts: [/\.azuredatabricks\.net$/i, /\.cloud\.databricks\.com$/i, /\.gcp\.databricks\.com$/i],
  },
  tells: [
    {
      cause: 'wrong-token-type',
      strength: 'strong',
      says: 'Databricks could not use what was sent: a token id, or a token of another kind',
      body: /Credential was not sent or was of an unsupported type/i,
      credentials: 'present',
    },
    {
      cause: 'invalid-api-key',
      strength: 'weak',
      says: 'An unknown personal access token gives it too',
      body: /Credential was not sent or was of an unsupported type/i,
      credentials: 'present',
    },
    {
      cause: 'invalid-api-key',
      strength: 'decisive',
      says: 'Databricks does not know the token',
      body: /Invalid access token/i,
    },
  ],
  tokens: [{ title: 'Databricks personal access token', pattern: /^dapi[0-9a-f]{32}/ }],
  matches: [
    {
      host: 'acme.azuredatabricks.net',
      status: 401,
      body: '{"error_code":401,"message":"Credential was not sent or was of an unsupported type for this API."}',
      cause: 'wrong-token-type',
      credentials: 'present',
    },
    {
      host: 'acme.azuredatabricks.net',
      status: 401,
      body: '{"error_code":"403","message":"Invalid access token."}',
      cause: 'invalid-api-key',
    },
  ],
  nearMisses: [{ host: 'acme.azuredatabricks.net.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://docs.databricks.com/dev-tools/auth/index.html',
};
