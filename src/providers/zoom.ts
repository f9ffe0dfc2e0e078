import type { Provider } from './provider.ts';

export const zoom: Provider = {
  id: 'zoom',
  title: 'Zoom',
  recognise: {
    hosts: [/^api\.zoom\.us$/i],
  },
  tells: [
    {
      cause: 'token-expired',
      strength: 'decisive',
      says: '124: Zoom says that the token is expired',
      body: /Access token is expired/i,
    },
    {
      cause: 'token-unknown',
      strength: 'strong',
      says: '124: Zoom does not know the token',
      body: /Invalid access token\b(?!.{0,40}scopes)/i,
    },
    {
      cause: 'insufficient-scope',
      strength: 'decisive',
      says: '4711: the Zoom app lacks scopes',
      status: [400],
      body: /"code":\s?4711\b|does not contain scopes/i,
    },
  ],
  matches: [
    {
      host: 'api.zoom.us',
      status: 401,
      body: '{"code":124,"message":"Access token is expired."}',
      cause: 'token-expired',
    },
    {
      host: 'api.zoom.us',
      status: 401,
      body: '{"code":124,"message":"Invalid access token."}',
      cause: 'token-unknown',
    },
    {
      host: 'api.zoom.us',
      status: 400,
      body: '{"code":4711,"message":"Invalid access token, does not contain scopes:[user:read]."}',
      cause: 'insufficient-scope',
    },
  ],
  nearMisses: [{ host: 'api.zoom.us.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://developers.zoom.us/docs/api/rest/error-handling/',
};
