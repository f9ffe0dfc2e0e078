import type { Provider } from './provider.ts';

export const twitch: Provider = {
  id: 'twitch',
  title: 'Twitch',
  recognise: {
    hosts: [/^(?:api|id)\.twitch\.tv$/i],
  },
  tells: [
    {
      cause: 'client-authentication-failed',
      strength: 'strong',
      says: 'The token belongs to another client id than the one in "Client-Id"',
      body: /Client ID and OAuth token do not match/i,
    },
    {
      cause: 'wrong-header-name',
      strength: 'strong',
      says: 'Twitch wants "Client-Id" besides the token',
      body: /Client ID is missing/i,
      credentials: 'present',
    },
    {
      cause: 'insufficient-scope',
      strength: 'decisive',
      says: 'The Twitch token lacks a scope',
      body: /Missing scope: /i,
    },
    {
      cause: 'token-expired',
      strength: 'strong',
      says: 'Twitch says the same of an expired token',
      body: /Invalid OAuth token|invalid access token/i,
    },
    {
      cause: 'token-unknown',
      strength: 'strong',
      says: 'Twitch does not know the token',
      body: /Invalid OAuth token|invalid access token/i,
    },
  ],
  matches: [
    {
      host: 'api.twitch.tv',
      status: 401,
      body: '{"error":"Unauthorized","status":401,"message":"Client ID and OAuth token do not match"}',
      cause: 'client-authentication-failed',
    },
    {
      host: 'api.twitch.tv',
      status: 401,
      body: '{"error":"Unauthorized","status":401,"message":"Client ID is missing"}',
      cause: 'wrong-header-name',
      credentials: 'present',
    },
    {
      host: 'api.twitch.tv',
      status: 401,
      body: '{"error":"Unauthorized","status":401,"message":"Missing scope: user:read:email"}',
      cause: 'insufficient-scope',
    },
    {
      host: 'api.twitch.tv',
      status: 401,
      body: '{"error":"Unauthorized","status":401,"message":"Invalid OAuth token"}',
      cause: 'token-unknown',
    },
  ],
  nearMisses: [{ host: 'api.twitch.tv.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://dev.twitch.tv/docs/authentication/',
};
