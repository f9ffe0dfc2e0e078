import type { Provider } from './provider.ts';

export const xTwitter: Provider = {
  id: 'x-twitter',
  title: 'X (Twitter)',
  recognise: {
    hosts: [/^(?:api|upload)\.(?:twitter|x)\.com$/i],
  },
  tells: [
    {
      cause: 'token-revoked',
      strength: 'strong',
      says: '89: X says that the token is invalid or expired; its OAuth 1.0a tokens never expire, so it was revoked',
      body: /"code":\s?89\b/i,
    },
    {
      cause: 'request-signature-mismatch',
      strength: 'strong',
      says: '32: X could not authenticate the signed request',
      body: /"code":\s?32\b/i,
    },
    {
      cause: 'clock-skew',
      strength: 'decisive',
      says: '135: the timestamp is out of bounds',
      body: /"code":\s?135\b/i,
    },
    {
      cause: 'credentials-missing',
      strength: 'strong',
      says: '215: X saw no usable authentication data',
      body: /"code":\s?215\b/i,
      credentials: 'absent',
    },
    {
      cause: 'account-disabled',
      strength: 'decisive',
      says: '64 or 326: the account is suspended or locked',
      body: /"code":\s?(?:63|64|326)\b/i,
    },
    {
      cause: 'wrong-token-type',
      strength: 'decisive',
      says: 'The endpoint wants a user’s token, not the application’s',
      status: [403],
      body: /unsupported-authentication|Unsupported Authentication/i,
    },
    {
      cause: 'permission-denied',
      strength: 'decisive',
      says: 'The access level of the project does not include this endpoint',
      status: [403],
      body: /"code":\s?453\b|client-not-enrolled|"client-forbidden"/i,
    },
  ],
  matches: [
    {
      host: 'api.twitter.com',
      status: 401,
      body: '{"errors":[{"code":89,"message":"Invalid or expired token."}]}',
      cause: 'token-revoked',
    },
    {
      host: 'api.twitter.com',
      status: 401,
      body: '{"errors":[{"code":32,"message":"Could not authenticate you."}]}',
      cause: 'request-signature-mismatch',
    },
    {
      host: 'api.twitter.com',
      status: 401,
      body: '{"errors":[{"code":135,"message":"Timestamp out of bounds."}]}',
      cause: 'clock-skew',
    },
    {
      host: 'api.twitter.com',
      status: 403,
      body: '{"title":"Unsupported Authentication","type":"https://api.twitter.com/2/problems/unsupported-authentication","status":403}',
      cause: 'wrong-token-type',
    },
  ],
  nearMisses: [{ host: 'api.twitter.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://docs.x.com/resources/fundamentals/response-codes-and-errors',
};
