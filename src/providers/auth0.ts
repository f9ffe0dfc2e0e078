import type { Provider } from './provider.ts';

export const auth0: Provider = {
  id: 'auth0',
  title: 'Auth0',
  recognise: {
    hosts: [/\.auth0\.com$/i],
  },
  tells: [
    {
      cause: 'audience-mismatch',
      strength: 'decisive',
      says: 'The token was issued for another audience than this Auth0 API',
      body: /Bad audience/i,
    },
    {
      cause: 'token-expired',
      strength: 'decisive',
      says: 'Auth0 says that the token expired',
      body: /Expired token received/i,
    },
    {
      cause: 'signature-invalid',
      strength: 'strong',
      says: 'Auth0 could not verify the token’s signature',
      body: /Invalid signature received/i,
    },
    {
      cause: 'invalid-credentials',
      strength: 'decisive',
      says: 'Auth0 refused email or password',
      body: /Wrong email or password/i,
    },
    {
      cause: 'auth-method-disabled',
      strength: 'decisive',
      says: 'The Auth0 application may not use this grant type',
      body: /not allowed for the client\./i,
    },
    {
      cause: 'client-authentication-failed',
      strength: 'decisive',
      says: 'Auth0 refused client id or secret',
      body: /"access_denied","error_description":"Unauthorized"/i,
    },
    {
      cause: 'account-disabled',
      strength: 'decisive',
      says: 'Auth0 blocked the user or the address after failed sign-ins',
      body: /"(?:too_many_attempts|password_leaked)"|user is blocked/i,
    },
  ],
  matches: [
    {
      host: 'acme.auth0.com',
      status: 401,
      body: '{"statusCode":400,"error":"Bad Request","message":"Bad audience: https://api.example.com"}',
      cause: 'audience-mismatch',
    },
    {
      host: 'acme.auth0.com',
      status: 401,
      body: '{"statusCode":401,"error":"Unauthorized","message":"Expired token received for JSON Web Token validation","attributes":{"error":"Expired token"}}',
      cause: 'token-expired',
    },
    {
      host: 'acme.auth0.com',
      status: 401,
      body: '{"message":"Invalid signature received for JSON Web Token validation"}',
      cause: 'signature-invalid',
    },
    {
      host: 'acme.auth0.com',
      status: 401,
      body: '{"error":"invalid_grant","error_description":"Wrong email or password."}',
      cause: 'invalid-credentials',
    },
    {
      host: 'acme.auth0.com',
      status: 401,
      body: '{"error":"unauthorized_client","error_description":"Grant type \'password\' not allowed for the client."}',
      cause: 'auth-method-disabled',
    },
    {
      host: 'acme.auth0.com',
      status: 401,
      body: '{"error":"access_denied","error_description":"Unauthorized"}',
      cause: 'client-authentication-failed',
    },
    {
      host: 'acme.auth0.com',
      status: 401,
      body: '{"error":"too_many_attempts","error_description":"Your account has been blocked"}',
      cause: 'account-disabled',
    },
  ],
  nearMisses: [{ host: 'acme.auth0.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://auth0.com/docs/troubleshoot',
};
