import type { Provider } from './provider.ts';

export const notion: Provider = {
  id: 'notion',
  title: 'Notion',
  recognise: {
    hosts: [/^api\.notion\.com$/i],
  },
  tells: [
    {
      cause: 'invalid-api-key',
      strength: 'decisive',
      says: 'Notion does not know the token',
      body: /API token is invalid/i,
    },
    {
      cause: 'permission-denied',
      strength: 'strong',
      says: 'Notion answers 404 for pages that are not shared with the integration',
      status: [404],
      body: /"object_not_found"/i,
      credentials: 'present',
    },
    {
      cause: 'insufficient-scope',
      strength: 'decisive',
      says: 'The integration lacks a capability',
      status: [403],
      body: /"restricted_resource"/i,
    },
  ],
  tokens: [{ title: 'Notion token', pattern: /^(?:ntn_|secret_)/ }],
  matches: [
    {
      host: 'api.notion.com',
      status: 401,
      body: '{"object":"error","status":401,"code":"unauthorized","message":"API token is invalid."}',
      cause: 'invalid-api-key',
    },
    {
      host: 'api.notion.com',
      status: 404,
      body: '{"object":"error","status":404,"code":"object_not_found"}',
      cause: 'permission-denied',
      credentials: 'present',
    },
    {
      host: 'api.notion.com',
      status: 403,
      body: '{"object":"error","status":403,"code":"restricted_resource"}',
      cause: 'insufficient-scope',
    },
  ],
  nearMisses: [{ host: 'api.notion.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://developers.notion.com/reference/status-codes',
  account: 'https://www.notion.so/my-integrations',
};
