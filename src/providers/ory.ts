import type { Provider } from './provider.ts';

export const ory: Provider = {
  id: 'ory',
  title: 'Ory Kratos, Hydra and Oathkeeper',
  recognise: {
    body: [
      /"id":\s?"(?:session_aal2_required|session_inactive|session_refresh_required|security_csrf_violation)"/i,
      /Access credentials are invalid/i,
      /"error":\s?"(?:request_unauthorized|token_inactive|token_expired)"/i,
    ],
  },
  tells: [
    {
      cause: 'step-up-required',
      strength: 'decisive',
      says: 'Ory wants a second factor or a fresh session',
      body: /session_aal2_required|session_refresh_required/i,
    },
    {
      cause: 'session-expired',
      strength: 'strong',
      says: 'Ory knows no active session',
      body: /session_inactive|No active session was found/i,
    },
    {
      cause: 'csrf-token-invalid',
      strength: 'decisive',
      says: 'Ory’s CSRF check refused the request',
      body: /security_csrf_violation/i,
    },
    {
      cause: 'server-misconfigured',
      strength: 'decisive',
      says: 'Oathkeeper could not fetch a key set',
      body: /None of the provided URLs returned a valid JSON Web Key Set/i,
    },
    {
      cause: 'signing-key-unknown',
      strength: 'decisive',
      says: 'Oathkeeper did not find the token’s key',
      body: /could not be found in any of the provided URIs/i,
    },
  ],
  matches: [
    { status: 401, body: '{"error":{"id":"session_aal2_required","code":403}}', cause: 'step-up-required' },
    { status: 401, body: '{"error":{"id":"session_inactive","code":401}}', cause: 'session-expired' },
    { status: 401, body: '{"error":{"id":"security_csrf_violation","code":403}}', cause: 'csrf-token-invalid' },
    {
      status: 401,
      body: '{"error":{"message":"Access credentials are invalid","reason":"None of the provided URLs returned a valid JSON Web Key Set."}}',
      cause: 'server-misconfigured',
    },
  ],
  nearMisses: [{ host: 'api.example.com', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://www.ory.sh/docs/',
};
