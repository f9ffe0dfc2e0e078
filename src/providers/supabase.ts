import type { Provider } from './provider.ts';

export const supabase: Provider = {
  id: 'supabase',
  title: 'Supabase',
  recognise: {
    hosts: [/\.supabase\.(?:co|in)$/i],
    headers: [{ name: 'sb-project-ref' }],
    body: [
      /"error_code":\s?"(?:bad_jwt|no_authorization|session_not_found|user_banned|email_not_confirmed|invalid_credentials|refresh_token_|insufficient_aal|reauthentication_needed|otp_|signup_disabled|email_provider_disabled)/i,
    ],
  },
  tells: [
    {
      cause: 'credentials-missing',
      strength: 'strong',
      says: 'Supabase wants a user token in "Authorization" besides the "apikey" header',
      body: /"no_authorization"|No API key found in request/i,
    },
    {
      cause: 'session-expired',
      strength: 'decisive',
      says: 'The session of this token is gone',
      body: /"session_(?:not_found|expired)"/i,
    },
    {
      cause: 'account-disabled',
      strength: 'decisive',
      says: 'The user is banned or not confirmed',
      body: /"(?:user_banned|email_not_confirmed|phone_not_confirmed)"/i,
    },
    {
      cause: 'invalid-credentials',
      strength: 'decisive',
      says: 'Supabase refused email or password',
      body: /"invalid_credentials"|Invalid login credentials/i,
    },
    {
      cause: 'grant-invalid',
      strength: 'decisive',
      says: 'Supabase refused the refresh token',
      body: /"refresh_token_(?:not_found|already_used)"/i,
    },
    {
      cause: 'step-up-required',
      strength: 'decisive',
      says: 'Supabase wants a stronger or newer sign-in',
      body: /"(?:insufficient_aal|reauthentication_needed)"/i,
    },
    {
      cause: 'auth-method-disabled',
      strength: 'decisive',
      says: 'This way of signing in is switched off in the project',
      body: /"(?:email_provider_disabled|phone_provider_disabled|provider_disabled|signup_disabled)"/i,
    },
    {
      cause: 'invalid-api-key',
      strength: 'decisive',
      says: 'Supabase does not know the "apikey"',
      body: /"Invalid API key"/i,
    },
  ],
  matches: [
    {
      host: 'acme.supabase.co',
      status: 401,
      body: '{"code":401,"error_code":"no_authorization","msg":"This endpoint requires a valid Bearer token"}',
      cause: 'credentials-missing',
    },
    {
      host: 'acme.supabase.co',
      status: 401,
      body: '{"code":403,"error_code":"session_not_found"}',
      cause: 'session-expired',
    },
    {
      host: 'acme.supabase.co',
      status: 401,
      body: '{"code":400,"error_code":"email_not_confirmed"}',
      cause: 'account-disabled',
    },
    {
      host: 'acme.supabase.co',
      status: 401,
      body: '{"code":400,"error_code":"invalid_credentials"}',
      cause: 'invalid-credentials',
    },
    {
      host: 'acme.supabase.co',
      status: 401,
      body: '{"code":400,"error_code":"refresh_token_not_found"}',
      cause: 'grant-invalid',
    },
    {
      host: 'acme.supabase.co',
      status: 401,
      body: '{"code":403,"error_code":"insufficient_aal"}',
      cause: 'step-up-required',
    },
    {
      host: 'acme.supabase.co',
      status: 401,
      body: '{"code":422,"error_code":"email_provider_disabled"}',
      cause: 'auth-method-disabled',
    },
    { host: 'acme.supabase.co', status: 401, body: '{"message":"Invalid API key"}', cause: 'invalid-api-key' },
  ],
  nearMisses: [{ host: 'acme.supabase.co.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://supabase.com/docs/guides/auth/debugging/error-codes',
};
