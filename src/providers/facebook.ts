import type { Provider } from './provider.ts';

export const facebook: Provider = {
  id: 'facebook',
  title: 'Facebook Graph API',
  recognise: {
    hosts: [/^graph\.(?:facebook|instagram)\.com$/i],
    headers: [{ name: 'x-fb-trace-id' }],
    body: [/"type":\s?"OAuthException"/i],
  },
  tells: [
    {
      cause: 'token-expired',
      strength: 'decisive',
      says: 'Facebook says that the session of the token has expired',
      body: /"error_subcode":\s?463\b|Session has expired|has expired on/i,
    },
    {
      cause: 'token-revoked',
      strength: 'decisive',
      says: 'The user changed the password, logged out or removed the app',
      body: /"error_subcode":\s?(?:458|460|466|467)\b/i,
    },
    {
      cause: 'token-malformed',
      strength: 'strong',
      says: 'Facebook cannot read the token',
      body: /Malformed access token|Cannot parse access token|could not be decrypted/i,
    },
    {
      cause: 'insufficient-scope',
      strength: 'decisive',
      says: 'The app lacks a permission',
      body: /"code":\s?(?:10|2\d\d)\b/i,
    },
    {
      cause: 'not-an-auth-failure',
      strength: 'decisive',
      says: 'A rate limit of Facebook is reached',
      body: /"code":\s?(?:4|17|32|613)\b/i,
    },
  ],
  matches: [
    {
      host: 'graph.facebook.com',
      status: 401,
      body: '{"error":{"message":"Error validating access token: Session has expired","type":"OAuthException","code":190,"error_subcode":463}}',
      cause: 'token-expired',
    },
    {
      host: 'graph.facebook.com',
      status: 401,
      body: '{"error":{"type":"OAuthException","code":190,"error_subcode":460}}',
      cause: 'token-revoked',
    },
    {
      host: 'graph.facebook.com',
      status: 401,
      body: '{"error":{"type":"OAuthException","code":200,"message":"Permissions error"}}',
      cause: 'insufficient-scope',
    },
  ],
  nearMisses: [{ host: 'graph.facebook.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://developers.facebook.com/docs/graph-api/guides/error-handling/',
};
