import type { Provider } from './provider.ts';

export const apigee: Provider = {
  id: 'apigee',
  title: 'Apigee',
  recognise: {
    body: [/"errorcode":\s?"(?:oauth|keymanagement|steps|policies|protocol|messaging)\./i],
  },
  tells: [
    {
      cause: 'token-expired',
      strength: 'decisive',
      says: 'Apigee says that the access token expired',
      body: /access_token_expired/i,
    },
    {
      cause: 'invalid-api-key',
      strength: 'decisive',
      says: 'Apigee does not know the API key',
      body: /oauth\.v2\.InvalidApiKey"|invalid_client_not_approved/i,
    },
    {
      cause: 'credentials-missing',
      strength: 'strong',
      says: 'Apigee found no API key where the proxy looks for it',
      body: /FailedToResolveAPIKey/i,
    },
    {
      cause: 'permission-denied',
      strength: 'decisive',
      says: 'The key is not approved for this API product',
      body: /InvalidApiKeyForGivenResource/i,
    },
    {
      cause: 'token-unknown',
      strength: 'strong',
      says: 'Apigee does not know the access token',
      body: /invalid_access_token|InvalidAccessToken"/i,
    },
    {
      cause: 'not-an-auth-failure',
      strength: 'decisive',
      says: 'A spike arrest or quota policy of Apigee stopped the request',
      body: /policies\.ratelimit/i,
    },
  ],
  matches: [
    {
      status: 401,
      body: '{"fault":{"faultstring":"Access Token expired","detail":{"errorcode":"keymanagement.service.access_token_expired"}}}',
      cause: 'token-expired',
    },
    {
      status: 401,
      body: '{"fault":{"faultstring":"Invalid ApiKey","detail":{"errorcode":"oauth.v2.InvalidApiKey"}}}',
      cause: 'invalid-api-key',
    },
    {
      status: 401,
      body: '{"fault":{"faultstring":"Failed to resolve API Key variable request.queryparam.apikey","detail":{"errorcode":"oauth.v2.FailedToResolveAPIKey"}}}',
      cause: 'credentials-missing',
    },
    {
      status: 401,
      body: '{"fault":{"faultstring":"Invalid ApiKey for given resource","detail":{"errorcode":"oauth.v2.InvalidApiKeyForGivenResource"}}}',
      cause: 'permission-denied',
    },
  ],
  nearMisses: [{ host: 'api.example.com', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://cloud.google.com/apigee/docs/api-platform/troubleshoot/runtime/runtime-errors',
};
