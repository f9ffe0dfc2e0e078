import type { Provider } from './provider.ts';

export const square: Provider = {
  id: 'square',
  title: 'Square',
  recognise: {
    hosts: [/^connect\.squareup(?:sandbox)?\.com$/i],
  },
  tells: [
    {
      cause: 'invalid-api-key',
      strength: 'strong',
      says: 'Square does not take the token; sandbox and production have their own',
      body: /"UNAUTHORIZED"/i,
      credentials: 'present',
    },
    {
      cause: 'token-expired',
      strength: 'decisive',
      says: 'Square says that the token expired',
      body: /"ACCESS_TOKEN_EXPIRED"/i,
    },
    {
      cause: 'token-revoked',
      strength: 'decisive',
      says: 'Square says that the token was revoked',
      body: /"ACCESS_TOKEN_REVOKED"/i,
    },
    {
      cause: 'insufficient-scope',
      strength: 'decisive',
      says: 'The Square token lacks a permission',
      status: [403],
      body: /"INSUFFICIENT_SCOPES"/i,
    },
  ],
  matches: [
    {
      host: 'connect.squareup.com',
      status: 401,
      body: '{"errors":[{"category":"AUTHENTICATION_ERROR","code":"UNAUTHORIZED"}]}',
      cause: 'invalid-api-key',
      credentials: 'present',
    },
    {
      host: 'connect.squareup.com',
      status: 401,
      body: '{"errors":[{"code":"ACCESS_TOKEN_EXPIRED"}]}',
      cause: 'token-expired',
    },
    {
      host: 'connect.squareup.com',
      status: 401,
      body: '{"errors":[{"code":"ACCESS_TOKEN_REVOKED"}]}',
      cause: 'token-revoked',
    },
    {
      host: 'connect.squareup.com',
      status: 403,
      body: '{"errors":[{"code":"INSUFFICIENT_SCOPES"}]}',
      cause: 'insufficient-scope',
    },
  ],
  nearMisses: [{ host: 'connect.squareup.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://developer.squareup.com/docs/build-basics/handling-errors',
};
