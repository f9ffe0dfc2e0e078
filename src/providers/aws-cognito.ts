import type { Provider } from './provider.ts';

export const awsCognito: Provider = {
  id: 'aws-cognito',
  title: 'Amazon Cognito',
  recognise: {
    hosts: [/^cognito-idp\.[a-z0-9-]+\.amazonaws\.com$/i, /\.amazoncognito\.com$/i],
  },
  tells: [
    {
      cause: 'client-authentication-failed',
      strength: 'decisive',
      says: 'The app client has a secret, and SECRET_HASH is missing or wrong',
      body: /secret hash|SECRET_HASH was not received/i,
    },
    {
      cause: 'invalid-credentials',
      strength: 'decisive',
      says: 'Cognito refused user name or password',
      body: /Incorrect username or password|UserNotFoundException/i,
    },
    {
      cause: 'account-disabled',
      strength: 'decisive',
      says: 'The Cognito user is disabled or not confirmed',
      body: /UserNotConfirmedException|User is disabled|Password attempts exceeded/i,
    },
    {
      cause: 'credentials-expired',
      strength: 'decisive',
      says: 'The Cognito password must be reset',
      body: /PasswordResetRequired|Temporary password has expired/i,
    },
    {
      cause: 'auth-method-disabled',
      strength: 'decisive',
      says: 'The app client does not allow this flow',
      body: /flow not enabled for this client/i,
    },
    {
      cause: 'token-revoked',
      strength: 'decisive',
      says: 'Cognito says that the access token was revoked',
      body: /Access Token has been revoked/i,
    },
    {
      cause: 'token-expired',
      strength: 'decisive',
      says: 'Cognito says that the access token has expired',
      body: /Access Token has expired/i,
    },
    {
      cause: 'grant-invalid',
      strength: 'decisive',
      says: 'Cognito says that the refresh token is revoked, expired or of another client',
      body: /(?:Invalid )?Refresh Token(?: has)?/i,
    },
  ],
  matches: [
    {
      host: 'cognito-idp.eu-west-1.amazonaws.com',
      status: 401,
      body: '{"__type":"NotAuthorizedException","message":"Unable to verify secret hash for client abc"}',
      cause: 'client-authentication-failed',
    },
    {
      host: 'cognito-idp.eu-west-1.amazonaws.com',
      status: 401,
      body: '{"__type":"NotAuthorizedException","message":"Incorrect username or password."}',
      cause: 'invalid-credentials',
    },
    {
      host: 'cognito-idp.eu-west-1.amazonaws.com',
      status: 401,
      body: '{"__type":"UserNotConfirmedException"}',
      cause: 'account-disabled',
    },
    {
      host: 'cognito-idp.eu-west-1.amazonaws.com',
      status: 401,
      body: '{"message":"USER_PASSWORD_AUTH flow not enabled for this client"}',
      cause: 'auth-method-disabled',
    },
    {
      host: 'cognito-idp.eu-west-1.amazonaws.com',
      status: 401,
      body: '{"__type":"NotAuthorizedException","message":"Access Token has expired"}',
      cause: 'token-expired',
    },
    {
      host: 'cognito-idp.eu-west-1.amazonaws.com',
      status: 401,
      body: '{"message":"Refresh Token has been revoked"}',
      cause: 'grant-invalid',
    },
  ],
  nearMisses: [
    { host: 'cognito-idp.eu-west-1.amazonaws.com.example.net', status: 401, body: '{"error":"unauthorized"}' },
  ],
  documentation: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools.html',
};
