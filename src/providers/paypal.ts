import type { Provider } from './provider.ts';

export const paypal: Provider = {
  id: 'paypal',
  title: 'PayPal',
  recognise: {
    hosts: [/^api(?:-m)?\.(?:sandbox\.)?paypal\.com$/i],
    headers: [{ name: 'paypal-debug-id' }],
  },
  tells: [
    {
      cause: 'client-authentication-failed',
      strength: 'strong',
      says: 'PayPal refused client id or secret; sandbox and live have their own',
      body: /Client Authentication failed/i,
    },
    {
      cause: 'wrong-environment',
      strength: 'weak',
      says: 'Sandbox credentials fail alike at the live host',
      body: /Client Authentication failed|Token signature verification failed/i,
    },
    {
      cause: 'signature-invalid',
      strength: 'strong',
      says: 'PayPal could not verify the token: mostly it is of the other environment',
      body: /Token signature verification failed/i,
    },
    {
      cause: 'permission-denied',
      strength: 'decisive',
      says: 'The PayPal app may not do this',
      status: [403],
      body: /"(?:NOT_AUTHORIZED|PERMISSION_DENIED)"/i,
    },
  ],
  matches: [
    {
      host: 'api.paypal.com',
      status: 401,
      body: '{"error":"invalid_client","error_description":"Client Authentication failed"}',
      cause: 'client-authentication-failed',
    },
    {
      host: 'api.paypal.com',
      status: 401,
      body: '{"error":"invalid_token","error_description":"Token signature verification failed"}',
      cause: 'signature-invalid',
    },
  ],
  nearMisses: [{ host: 'api.paypal.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://developer.paypal.com/api/rest/responses/',
};
