import type { Provider } from './provider.ts';

export const anthropic: Provider = {
  id: 'anthropic',
  title: 'Anthropic',
  recognise: {
    hosts: [/^api\.anthropic\.com$/i],
    body: [/"type":\s?"error",\s?"error":\s?\{\s?"type":\s?"(?:authentication|permission)_error"/i],
  },
  tells: [
    {
      cause: 'credentials-missing',
      strength: 'strong',
      says: 'Anthropic wants the key in "x-api-key"',
      body: /x-api-key header is required/i,
      credentials: 'absent',
    },
    {
      cause: 'wrong-header-name',
      strength: 'decisive',
      says: 'Anthropic reads API keys from "x-api-key", not from "Authorization"',
      body: /x-api-key header is required|Invalid bearer token/i,
      credentials: 'present',
    },
    {
      cause: 'invalid-api-key',
      strength: 'decisive',
      says: 'Anthropic does not know the key',
      body: /invalid x-api-key/i,
    },
  ],
  tokens: [{ title: 'Anthropic API key', pattern: /^sk-ant-/ }],
  matches: [
    {
      host: 'api.anthropic.com',
      status: 401,
      body: '{"type":"error","error":{"type":"authentication_error","message":"x-api-key header is required"}}',
      cause: 'credentials-missing',
      credentials: 'absent',
    },
    {
      host: 'api.anthropic.com',
      status: 401,
      body: '{"type":"error","error":{"type":"authentication_error","message":"Invalid bearer token"}}',
      cause: 'wrong-header-name',
      credentials: 'present',
    },
    {
      host: 'api.anthropic.com',
      status: 401,
      body: '{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}',
      cause: 'invalid-api-key',
    },
  ],
  nearMisses: [{ host: 'api.anthropic.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://docs.anthropic.com/en/api/errors',
  account: 'https://console.anthropic.com/settings/keys',
};
