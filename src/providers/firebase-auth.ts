import type { Provider } from './provider.ts';

export const firebaseAuth: Provider = {
  id: 'firebase-auth',
  title: 'Firebase Authentication',
  recognise: {
    hosts: [/^(?:identitytoolkit|securetoken)\.googleapis\.com$/i],
  },
  tells: [
    {
      cause: 'invalid-credentials',
      strength: 'decisive',
      says: 'Firebase refused email or password',
      body: /INVALID_LOGIN_CREDENTIALS|INVALID_PASSWORD|EMAIL_NOT_FOUND/i,
    },
    {
      cause: 'account-disabled',
      strength: 'decisive',
      says: 'The Firebase user is disabled or tried too often',
      body: /USER_DISABLED|TOO_MANY_ATTEMPTS_TRY_LATER/i,
    },
    {
      cause: 'grant-invalid',
      strength: 'decisive',
      says: 'Firebase refused the refresh token',
      body: /INVALID_REFRESH_TOKEN|TOKEN_EXPIRED|MISSING_REFRESH_TOKEN/i,
    },
    {
      cause: 'auth-method-disabled',
      strength: 'decisive',
      says: 'This way of signing in is not enabled in the Firebase project',
      body: /OPERATION_NOT_ALLOWED|PASSWORD_LOGIN_DISABLED|ADMIN_ONLY_OPERATION|CONFIGURATION_NOT_FOUND/i,
    },
    {
      cause: 'step-up-required',
      strength: 'decisive',
      says: 'Firebase wants a recent sign-in',
      body: /CREDENTIAL_TOO_OLD_LOGIN_AGAIN/i,
    },
    {
      cause: 'token-malformed',
      strength: 'strong',
      says: 'Firebase cannot use the ID token',
      body: /INVALID_ID_TOKEN/i,
    },
  ],
  matches: [
    {
      host: 'identitytoolkit.googleapis.com',
      status: 401,
      body: '{"error":{"code":400,"message":"INVALID_LOGIN_CREDENTIALS"}}',
      cause: 'invalid-credentials',
    },
    {
      host: 'identitytoolkit.googleapis.com',
      status: 401,
      body: '{"error":{"code":400,"message":"USER_DISABLED"}}',
      cause: 'account-disabled',
    },
    {
      host: 'identitytoolkit.googleapis.com',
      status: 401,
      body: '{"error":{"code":400,"message":"INVALID_REFRESH_TOKEN"}}',
      cause: 'grant-invalid',
    },
    {
      host: 'identitytoolkit.googleapis.com',
      status: 401,
      body: '{"error":{"code":400,"message":"OPERATION_NOT_ALLOWED"}}',
      cause: 'auth-method-disabled',
    },
  ],
  nearMisses: [{ host: 'identitytoolkit.googleapis.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://firebase.google.com/docs/reference/rest/auth#section-error-format',
};
