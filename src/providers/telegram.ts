import type { Provider } from './provider.ts';

export const telegram: Provider = {
  id: 'telegram',
  title: 'Telegram Bot API',
  recognise: {
    hosts: [/^api\.telegram\.org$/i],
  },
  tells: [
    {
      cause: 'invalid-api-key',
      strength: 'decisive',
      says: 'Telegram does not know the bot token in the path',
      status: [401, 404],
      body: /"description":\s?"(?:Unauthorized|Not Found)"/i,
    },
    {
      cause: 'permission-denied',
      strength: 'decisive',
      says: 'The user blocked the bot, or the bot is not in the chat',
      status: [403],
      body: /Forbidden: bot/i,
    },
  ],
  matches: [
    {
      host: 'api.telegram.org',
      status: 401,
      body: '{"ok":false,"error_code":401,"description":"Unauthorized"}',
      cause: 'invalid-api-key',
    },
    {
      host: 'api.telegram.org',
      status: 403,
      body: '{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}',
      cause: 'permission-denied',
    },
  ],
  nearMisses: [{ host: 'api.telegram.org.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://core.telegram.org/bots/api#making-requests',
  account: 'https://t.me/BotFather',
};
