import type { Provider } from './provider.ts';

export const salesforce: Provider = {
  id: 'salesforce',
  title: 'Salesforce',
  recognise: {
    hosts: [/\.salesforce\.com$/i, /\.force\.com$/i],
    body: [/"errorCode":\s?"(?:INVALID_SESSION_ID|INVALID_AUTH_HEADER|API_DISABLED_FOR_ORG|INSUFFICIENT_ACCESS)/i],
  },
  tells: [
    {
      cause: 'session-expired',
      strength: 'strong',
      says: 'Salesforce calls an access token a session: it is over or of another instance',
      body: /INVALID_SESSION_ID/i,
    },
    {
      cause: 'token-expired',
      strength: 'strong',
      says: 'Salesforce calls an access token a session: it is over',
      body: /INVALID_SESSION_ID.{0,10}$|Session expired or invalid/i,
    },
    {
      cause: 'permission-denied',
      strength: 'decisive',
      says: 'The Salesforce user or edition may not use the API',
      status: [403],
      body: /API_DISABLED_FOR_ORG|INSUFFICIENT_ACCESS|API_CURRENTLY_DISABLED/i,
    },
    {
      cause: 'invalid-credentials',
      strength: 'strong',
      says: 'Salesforce refused user name or password; the security token belongs behind the password',
      body: /authentication failure|INVALID_LOGIN/i,
    },
    {
      cause: 'grant-invalid',
      strength: 'decisive',
      says: 'Salesforce refused the refresh token or code',
      body: /expired access\/refresh token|expired authorization code/i,
    },
    {
      cause: 'malformed-header',
      strength: 'decisive',
      says: 'Salesforce cannot read the header',
      body: /INVALID_AUTH_HEADER/i,
    },
  ],
  matches: [
    {
      host: 'acme.salesforce.com',
      status: 401,
      body: '[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]',
      cause: 'session-expired',
    },
    {
      host: 'acme.salesforce.com',
      status: 403,
      body: '[{"errorCode":"API_DISABLED_FOR_ORG"}]',
      cause: 'permission-denied',
    },
    {
      host: 'acme.salesforce.com',
      status: 401,
      body: '{"error":"invalid_grant","error_description":"authentication failure"}',
      cause: 'invalid-credentials',
    },
  ],
  nearMisses: [{ host: 'acme.salesforce.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm',
};
