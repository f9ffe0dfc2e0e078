import type { Provider } from './provider.ts';

export const iis: Provider = {
  id: 'iis',
  title: 'Microsoft IIS',
  recognise: {
    headers: [{ name: 'server', matches: /^Microsoft-IIS/i }],
    body: [/IIS (?:Detailed Error|[0-9.]{3,5})/i],
  },
  tells: [
    {
      cause: 'credentials-missing',
      strength: 'strong',
      says: 'IIS talks of "the credentials that you supplied" also where none came',
      status: [401],
      body: /credentials that you supplied|401\.2|Access is denied due to invalid credentials/i,
      credentials: 'absent',
    },
    {
      cause: 'invalid-credentials',
      strength: 'strong',
      says: 'IIS 401.1: the sign-in failed',
      body: /\b401\.1\b/i,
      credentials: 'present',
    },
    {
      cause: 'permission-denied',
      strength: 'strong',
      says: 'IIS 401.3: the file’s access control list does not allow it',
      body: /\b401\.3\b/i,
    },
    {
      cause: 'client-not-allowed',
      strength: 'decisive',
      says: 'IIS refuses the address or wants a client certificate',
      status: [403],
      body: /\b403\.(?:4|5|6|7|8|12|16)\b/i,
    },
    {
      cause: 'credentials-expired',
      strength: 'decisive',
      says: 'The client certificate has expired',
      body: /\b403\.17\b/i,
    },
  ],
  matches: [
    {
      status: 401,
      headers: [{ name: 'server', value: 'Microsoft-IIS/10.0' }],
      body: '401 - Unauthorized: Access is denied due to invalid credentials.',
      cause: 'credentials-missing',
      credentials: 'absent',
    },
    {
      status: 403,
      headers: [{ name: 'server', value: 'Microsoft-IIS/10.0' }],
      body: 'HTTP Error 403.7 - Forbidden: IIS 10.0 Detailed Error',
      cause: 'client-not-allowed',
    },
  ],
  nearMisses: [{ host: 'api.example.com', status: 401, body: '{"error":"unauthorized"}' }],
  documentation:
    'https://learn.microsoft.com/troubleshoot/developer/webapps/iis/www-administration-management/http-status-code',
};
