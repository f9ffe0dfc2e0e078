import type { Provider } from './provider.ts';

export const atlassian: Provider = {
  id: 'atlassian',
  title: 'Atlassian Jira and Confluence',
  recognise: {
    hosts: [/\.atlassian\.net$/i, /^api\.atlassian\.com$/i],
    headers: [{ name: 'x-seraph-loginreason' }, { name: 'x-arequestid' }],
  },
  tells: [
    {
      cause: 'invalid-credentials',
      strength: 'decisive',
      says: 'X-Seraph-LoginReason says that user name, password or API token is wrong',
      header: { name: 'x-seraph-loginreason', matches: /AUTHENTICATED_FAILED/i },
    },
    {
      cause: 'account-disabled',
      strength: 'decisive',
      says: 'X-Seraph-LoginReason says that a CAPTCHA stands in the way after failed sign-ins',
      header: { name: 'x-seraph-loginreason', matches: /AUTHENTICATION_DENIED/i },
    },
    {
      cause: 'permission-denied',
      strength: 'strong',
      says: 'X-Seraph-LoginReason says that the user may not use this',
      header: { name: 'x-seraph-loginreason', matches: /AUTHORISATION_FAILED/i },
    },
    {
      cause: 'auth-method-disabled',
      strength: 'decisive',
      says: 'Basic authentication with passwords is switched off',
      body: /Basic auth with password is not allowed/i,
    },
    {
      cause: 'csrf-token-invalid',
      strength: 'decisive',
      says: 'Atlassian’s XSRF check refused the request',
      body: /XSRF check failed/i,
    },
    {
      cause: 'scheme-mismatch',
      strength: 'weak',
      says: 'Atlassian Cloud takes API tokens in Basic, with the account’s email as user name',
      status: [403, 401],
      body: /Failed to parse Connect Session Auth Token|^\s{0,10}$/i,
      credentials: 'present',
    },
  ],
  tokens: [{ title: 'Atlassian API token', pattern: /^ATATT3x/ }],
  matches: [
    {
      host: 'acme.atlassian.net',
      status: 401,
      headers: [{ name: 'x-seraph-loginreason', value: 'AUTHENTICATED_FAILED' }],
      cause: 'invalid-credentials',
    },
    {
      host: 'acme.atlassian.net',
      status: 401,
      headers: [{ name: 'x-seraph-loginreason', value: 'AUTHENTICATION_DENIED' }],
      cause: 'account-disabled',
    },
    {
      host: 'acme.atlassian.net',
      status: 401,
      headers: [{ name: 'x-seraph-loginreason', value: 'AUTHORISATION_FAILED' }],
      cause: 'permission-denied',
    },
    {
      host: 'acme.atlassian.net',
      status: 401,
      body: 'Basic auth with password is not allowed on this instance',
      cause: 'auth-method-disabled',
    },
    { host: 'acme.atlassian.net', status: 401, body: 'XSRF check failed', cause: 'csrf-token-invalid' },
  ],
  nearMisses: [{ host: 'acme.atlassian.net.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://developer.atlassian.com/cloud/jira/platform/basic-auth-for-rest-apis/',
  account: 'https://id.atlassian.com/manage-profile/security/api-tokens',
  passwordReset: 'https://id.atlassian.com/login/resetpassword',
};
