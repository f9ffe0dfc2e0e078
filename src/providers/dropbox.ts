import type { Provider } from './provider.ts';

export const dropbox: Provider = {
  id: 'dropbox',
  title: 'Dropbox',
  recognise: {
    hosts: [/^(?:api|content|notify)\.dropboxapi\.com$/i],
  },
  tells: [
    {
      cause: 'token-expired',
      strength: 'decisive',
      says: 'Dropbox says that the access token expired',
      body: /expired_access_token/i,
    },
    {
      cause: 'token-revoked',
      strength: 'strong',
      says: 'Dropbox says that the access token is invalid: mostly it was revoked',
      body: /invalid_access_token/i,
    },
    {
      cause: 'insufficient-scope',
      strength: 'decisive',
      says: 'The Dropbox app lacks the scope',
      body: /missing_scope|not permitted to access this endpoint/i,
    },
    { cause: 'account-disabled', strength: 'decisive', says: 'The Dropbox user is suspended', body: /user_suspended/i },
  ],
  matches: [
    {
      host: 'api.dropboxapi.com',
      status: 401,
      body: '{"error_summary":"expired_access_token/..","error":{".tag":"expired_access_token"}}',
      cause: 'token-expired',
    },
    {
      host: 'api.dropboxapi.com',
      status: 401,
      body: '{"error_summary":"invalid_access_token/..","error":{".tag":"invalid_access_token"}}',
      cause: 'token-revoked',
    },
    {
      host: 'api.dropboxapi.com',
      status: 401,
      body: '{"error_summary":"missing_scope/..","error":{".tag":"missing_scope"}}',
      cause: 'insufficient-scope',
    },
  ],
  nearMisses: [{ host: 'api.dropboxapi.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://www.dropbox.com/developers/documentation/http/documentation#error-handling',
  account: 'https://www.dropbox.com/developers/apps',
  passwordReset: 'https://www.dropbox.com/forgot',
};
