import type { Provider } from './provider.ts';

export const wordpress: Provider = {
  id: 'wordpress',
  title: 'WordPress',
  recognise: {
    body: [
      /"code":\s?"(?:rest_|jwt_auth_|incorrect_password|invalid_username|invalid_email|application_passwords_|\[jwt_auth\])/i,
    ],
  },
  tells: [
    {
      cause: 'csrf-token-invalid',
      strength: 'decisive',
      says: 'The nonce of the cookie is wrong or old',
      status: [403],
      body: /rest_cookie_invalid_nonce/i,
    },
    {
      cause: 'header-stripped-by-intermediary',
      strength: 'strong',
      says: 'WordPress sees no Authorization header: Apache hides it unless .htaccess passes it on',
      status: [401, 403],
      body: /jwt_auth_no_auth_header|rest_not_logged_in|rest_cannot_/i,
      credentials: 'present',
    },
    {
      cause: 'invalid-credentials',
      strength: 'decisive',
      says: 'WordPress refused user name or application password',
      body: /incorrect_password|invalid_username|invalid_email/i,
    },
    {
      cause: 'auth-method-disabled',
      strength: 'decisive',
      says: 'Application passwords are switched off for this site',
      body: /application_passwords_disabled/i,
    },
    {
      cause: 'server-misconfigured',
      strength: 'decisive',
      says: 'The JWT plugin has no secret',
      body: /jwt_auth_bad_config/i,
    },
  ],
  matches: [
    {
      status: 403,
      body: '{"code":"rest_cookie_invalid_nonce","message":"Cookie check failed"}',
      cause: 'csrf-token-invalid',
    },
    {
      status: 401,
      body: '{"code":"jwt_auth_no_auth_header","message":"Authorization header not found."}',
      cause: 'header-stripped-by-intermediary',
      credentials: 'present',
    },
    {
      status: 401,
      body: '{"code":"incorrect_password","message":"The provided password is an invalid application password."}',
      cause: 'invalid-credentials',
    },
  ],
  nearMisses: [{ host: 'api.example.com', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://developer.wordpress.org/rest-api/using-the-rest-api/authentication/',
};
