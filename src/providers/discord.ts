import type { Provider } from './provider.ts';

export const discord: Provider = {
  id: 'discord',
  title: 'Discord',
  recognise: {
    hosts: [/^(?:[a-z]+\.)?discord(?:app)?\.com$/i],
  },
  tells: [
    {
      cause: 'malformed-header',
      strength: 'decisive',
      says: 'Discord answers 401 to a bot token without the word "Bot" before it',
      status: [401],
      body: /401: Unauthorized/i,
      authorization: /^(?!Bot |Bearer )/i,
    },
    {
      cause: 'invalid-api-key',
      strength: 'strong',
      says: 'Discord does not know the token',
      status: [401],
      body: /401: Unauthorized/i,
      credentials: 'present',
    },
    {
      cause: 'permission-denied',
      strength: 'decisive',
      says: 'The bot is not where it wants to act, or lacks the permission',
      body: /"code":\s?(?:50001|50013)\b/i,
    },
    {
      cause: 'account-disabled',
      strength: 'decisive',
      says: 'The Discord account must be verified',
      body: /"code":\s?40002\b/i,
    },
  ],
  matches: [
    {
      host: 'discord.com',
      status: 401,
      body: '{"message":"401: Unauthorized","code":0}',
      cause: 'invalid-api-key',
      credentials: 'present',
    },
    { host: 'discord.com', status: 401, body: '{"message":"Missing Access","code":50001}', cause: 'permission-denied' },
  ],
  nearMisses: [{ host: 'discord.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://discord.com/developers/docs/reference#authentication',
  account: 'https://discord.com/developers/applications',
};
