import type { Provider } from './provider.ts';

export const spotify: Provider = {
  id: 'spotify',
  title: 'Spotify',
  recognise: {
    hosts: [/^(?:api|accounts)\.spotify\.com$/i],
  },
  tells: [
    {
      cause: 'token-expired',
      strength: 'decisive',
      says: 'Spotify says that the access token expired',
      body: /The access token expired/i,
    },
    {
      cause: 'insufficient-scope',
      strength: 'decisive',
      says: 'The Spotify token lacks a scope',
      status: [403],
      body: /Insufficient client scope/i,
    },
    {
      cause: 'malformed-header',
      strength: 'strong',
      says: 'Spotify could not read a Bearer token',
      status: [400, 401],
      body: /Only valid bearer authentication supported/i,
      credentials: 'present',
    },
    {
      cause: 'permission-denied',
      strength: 'strong',
      says: 'The user is not registered for this Spotify app in development mode',
      status: [403],
      body: /User not registered in the Developer Dashboard/i,
    },
  ],
  matches: [
    {
      host: 'api.spotify.com',
      status: 401,
      body: '{"error":{"status":401,"message":"The access token expired"}}',
      cause: 'token-expired',
    },
    {
      host: 'api.spotify.com',
      status: 403,
      body: '{"error":{"status":403,"message":"Insufficient client scope"}}',
      cause: 'insufficient-scope',
    },
    {
      host: 'api.spotify.com',
      status: 400,
      body: '{"error":{"status":400,"message":"Only valid bearer authentication supported"}}',
      cause: 'malformed-header',
      credentials: 'present',
    },
  ],
  nearMisses: [{ host: 'api.spotify.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://developer.spotify.com/documentation/web-api/concepts/api-calls',
  account: 'https://developer.spotify.com/dashboard',
};
