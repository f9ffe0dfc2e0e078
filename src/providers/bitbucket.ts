import type { Provider } from './provider.ts';

export const bitbucket: Provider = {
  id: 'bitbucket',
  title: 'Bitbucket',
  recognise: {
    hosts: [/^(?:api\.)?bitbucket\.org$/i],
  },
  tells: [
    {
      cause: 'token-expired',
      strength: 'strong',
      says: 'Bitbucket says that the access token expired',
      body: /Access token expired/i,
    },
    {
      cause: 'insufficient-scope',
      strength: 'decisive',
      says: 'The credentials lack a privilege scope',
      body: /lack one or more required privilege scopes/i,
    },
    {
      cause: 'auth-method-disabled',
      strength: 'strong',
      says: 'Bitbucket no longer takes account passwords',
      body: /account passwords|App passwords/i,
    },
  ],
  matches: [
    {
      host: 'bitbucket.org',
      status: 401,
      body: '{"type":"error","error":{"message":"Access token expired. Use your refresh token to obtain a new access token."}}',
      cause: 'token-expired',
    },
    {
      host: 'bitbucket.org',
      status: 401,
      body: '{"error":{"message":"Your credentials lack one or more required privilege scopes."}}',
      cause: 'insufficient-scope',
    },
  ],
  nearMisses: [{ host: 'bitbucket.org.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://developer.atlassian.com/cloud/bitbucket/rest/intro/#authentication',
  account: 'https://id.atlassian.com/manage-profile/security/api-tokens',
  passwordReset: 'https://id.atlassian.com/login/resetpassword',
};
