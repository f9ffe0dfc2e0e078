import type { Provider } from './provider.ts';

export const googleApis: Provider = {
  id: 'google-apis',
  title: 'Google APIs',
  recognise: {
    hosts: [/\.googleapis\.com$/i, /^www\.googleapis\.com$/i],
    body: [/"domain":\s?"googleapis\.com"/i, /"@type":\s?"type\.googleapis\.com\/google\.rpc\.ErrorInfo"/i],
  },
  tells: [
    {
      cause: 'token-expired',
      strength: 'decisive',
      says: 'Google’s ErrorInfo says ACCESS_TOKEN_EXPIRED',
      body: /ACCESS_TOKEN_EXPIRED/i,
    },
    {
      cause: 'insufficient-scope',
      strength: 'decisive',
      says: 'Google’s ErrorInfo says ACCESS_TOKEN_SCOPE_INSUFFICIENT',
      status: [403],
      body: /ACCESS_TOKEN_SCOPE_INSUFFICIENT|insufficientPermissions/i,
    },
    {
      cause: 'wrong-token-type',
      strength: 'decisive',
      says: 'Google’s ErrorInfo says that the token is of another type',
      body: /ACCESS_TOKEN_TYPE_UNSUPPORTED/i,
    },
    {
      cause: 'invalid-api-key',
      strength: 'decisive',
      says: 'Google’s ErrorInfo says API_KEY_INVALID',
      body: /API_KEY_INVALID|"keyInvalid"/i,
    },
    {
      cause: 'client-not-allowed',
      strength: 'decisive',
      says: 'The API key is restricted to other referrers, addresses or apps',
      status: [403],
      body: /API_KEY_(?:HTTP_REFERRER|IP_ADDRESS|ANDROID_APP|IOS_APP)_BLOCKED|"ipRefererBlocked"/i,
    },
    {
      cause: 'permission-denied',
      strength: 'decisive',
      says: 'The API is not enabled in the project, or not for this key',
      status: [403],
      body: /SERVICE_DISABLED|accessNotConfigured|API_KEY_SERVICE_BLOCKED|IAM_PERMISSION_DENIED/i,
    },
    {
      cause: 'credentials-missing',
      strength: 'strong',
      says: 'Google saw neither key nor token',
      body: /CREDENTIALS_MISSING|unregistered callers/i,
      credentials: 'absent',
    },
    {
      cause: 'token-expired',
      strength: 'weak',
      says: 'Google’s access tokens live an hour',
      body: /invalid authentication credentials/i,
      credentials: 'present',
    },
    {
      cause: 'account-disabled',
      strength: 'decisive',
      says: 'The service account or consumer is disabled or suspended',
      body: /CONSUMER_SUSPENDED|ACCOUNT_STATE_INVALID/i,
    },
  ],
  tokens: [
    { title: 'Google API key', pattern: /^AIza/ },
    { title: 'Google access token', pattern: /^ya29\./ },
  ],
  matches: [
    {
      host: 'acme.googleapis.com',
      status: 401,
      body: '{"error":{"details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"ACCESS_TOKEN_EXPIRED","domain":"googleapis.com"}]}}',
      cause: 'token-expired',
    },
    {
      host: 'acme.googleapis.com',
      status: 403,
      body: '{"error":{"details":[{"reason":"ACCESS_TOKEN_SCOPE_INSUFFICIENT","domain":"googleapis.com"}]}}',
      cause: 'insufficient-scope',
    },
    {
      host: 'acme.googleapis.com',
      status: 401,
      body: '{"error":{"code":400,"details":[{"reason":"API_KEY_INVALID","domain":"googleapis.com"}]}}',
      cause: 'invalid-api-key',
    },
    {
      host: 'acme.googleapis.com',
      status: 403,
      body: '{"error":{"details":[{"reason":"API_KEY_HTTP_REFERRER_BLOCKED","domain":"googleapis.com"}]}}',
      cause: 'client-not-allowed',
    },
    {
      host: 'acme.googleapis.com',
      status: 403,
      body: '{"error":{"details":[{"reason":"SERVICE_DISABLED","domain":"googleapis.com"}]}}',
      cause: 'permission-denied',
    },
    {
      host: 'acme.googleapis.com',
      status: 401,
      body: '{"error":{"details":[{"reason":"CREDENTIALS_MISSING","domain":"googleapis.com"}]}}',
      cause: 'credentials-missing',
      credentials: 'absent',
    },
  ],
  nearMisses: [{ host: 'acme.googleapis.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://cloud.google.com/apis/design/errors',
};
