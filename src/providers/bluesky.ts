import type { Provider } from './provider.ts';

export const bluesky: Provider = {
  id: 'bluesky',
  title: 'AT Protocol (Bluesky)',
  recognise: {
    hosts: [/(?:^|\.)bsky\.(?:social|network|app)$/i],
    headers: [{ name: 'atproto-repo-rev' }],
    body: [/"error":\s?"(?:ExpiredToken|AuthMissing|AuthFactorTokenRequired|AccountTakedown|InvalidToken)"/i],
  },
  tells: [
    {
      cause: 'token-expired',
      strength: 'decisive',
      says: 'The session’s access token has expired',
      body: /"ExpiredToken"(?!.{0,40}revoked)/i,
    },
    {
      cause: 'token-revoked',
      strength: 'decisive',
      says: 'The server says that the token was revoked, under the code of an expired one',
      body: /Token has been revoked/i,
    },
    {
      cause: 'wrong-token-type',
      strength: 'decisive',
      says: 'An access token was sent where the refresh token is wanted, or the other way round',
      body: /Bad token scope/i,
    },
    {
      cause: 'credentials-missing',
      strength: 'strong',
      says: 'The server saw no credentials',
      body: /"AuthMissing"/i,
      credentials: 'absent',
    },
    {
      cause: 'step-up-required',
      strength: 'decisive',
      says: 'A code that was sent by email is wanted',
      body: /"AuthFactorTokenRequired"/i,
    },
    { cause: 'account-disabled', strength: 'decisive', says: 'The account was taken down', body: /"AccountTakedown"/i },
  ],
  matches: [
    {
      host: 'bsky.social',
      status: 401,
      body: '{"error":"ExpiredToken","message":"Token has expired"}',
      cause: 'token-expired',
    },
    {
      host: 'bsky.social',
      status: 401,
      body: '{"error":"ExpiredToken","message":"Token has been revoked"}',
      cause: 'token-revoked',
    },
    {
      host: 'bsky.social',
      status: 401,
      body: '{"error":"InvalidToken","message":"Bad token scope"}',
      cause: 'wrong-token-type',
    },
    { host: 'bsky.social', status: 401, body: '{"error":"AuthFactorTokenRequired"}', cause: 'step-up-required' },
  ],
  nearMisses: [{ host: 'bsky.social.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://atproto.com/specs/xrpc#authentication',
};
