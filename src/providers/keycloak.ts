import type { Provider } from './provider.ts';

export const keycloak: Provider = {
  id: 'keycloak',
  title: 'Keycloak',
  recognise: {
    body: [
      /Invalid client or Invalid client credentials/i,
      /"error":\s?"(?:invalid_grant|invalid_client|unauthorized_client)",\s?"error_description":\s?"(?:Invalid user credentials|Account (?:disabled|is not fully set up)|Token is not active|Session not active|Session doesn't have required client|Invalid refresh token|Code not valid|Stale token|Client not allowed|Public client not allowed|Offline user session not found|Maximum allowed refresh token reuse exceeded)/i,
    ],
  },
  tells: [
    {
      cause: 'client-authentication-failed',
      strength: 'decisive',
      says: 'Keycloak refused client id or secret',
      body: /Invalid client or Invalid client credentials/i,
    },
    {
      cause: 'invalid-credentials',
      strength: 'decisive',
      says: 'Keycloak refused user name or password',
      body: /Invalid user credentials/i,
    },
    {
      cause: 'account-disabled',
      strength: 'decisive',
      says: 'The Keycloak account is disabled or has required actions',
      body: /Account disabled|Account is not fully set up/i,
    },
    {
      cause: 'grant-invalid',
      strength: 'decisive',
      says: 'Keycloak refused the code or refresh token: its session is over, or it was used',
      body: /Token is not active|Session (?:not active|doesn)|Invalid refresh token|Code not valid|Stale token|Offline user session not found|refresh token reuse/i,
    },
    {
      cause: 'auth-method-disabled',
      strength: 'decisive',
      says: 'The Keycloak client may not use this grant',
      body: /(?:Client|Public client) not allowed/i,
    },
  ],
  matches: [
    {
      status: 401,
      body: '{"error":"unauthorized_client","error_description":"Invalid client or Invalid client credentials"}',
      cause: 'client-authentication-failed',
    },
    {
      status: 401,
      body: '{"error":"invalid_grant","error_description":"Invalid user credentials"}',
      cause: 'invalid-credentials',
    },
    {
      status: 401,
      body: '{"error":"invalid_grant","error_description":"Account disabled"}',
      cause: 'account-disabled',
    },
    { status: 401, body: '{"error":"invalid_grant","error_description":"Session not active"}', cause: 'grant-invalid' },
    {
      status: 401,
      body: '{"error":"unauthorized_client","error_description":"Client not allowed for direct access grants"}',
      cause: 'auth-method-disabled',
    },
  ],
  nearMisses: [
    { host: 'api.example.com', status: 401, body: '{"error":"unauthorized"}' },
    { status: 401, body: '{"error":"invalid_token","error_description":"Token is not active"}' },
  ],
  documentation: 'https://www.keycloak.org/docs/latest/securing_apps/',
};
