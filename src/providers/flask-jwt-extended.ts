import type { Provider } from './provider.ts';

export const flaskJwtExtended: Provider = {
  id: 'flask-jwt-extended',
  title: 'Flask-JWT-Extended',
  recognise: {
    body: [
      /"msg":\s?"(?:Token has|Missing (?:Authorization|JWT|cookie|CSRF)|Only (?:non-)?refresh|Signature verification|Fresh token|Not enough segments|Bad Authorization|Missing 'Bearer'|User claims)/i,
    ],
  },
  tells: [
    {
      cause: 'step-up-required',
      strength: 'decisive',
      says: 'Flask-JWT-Extended wants a fresh token, from a sign-in and not from a refresh',
      body: /Fresh token required/i,
    },
    {
      cause: 'wrong-token-type',
      strength: 'decisive',
      says: 'A refresh token was sent where an access token is wanted, or the other way round',
      status: [422],
      body: /Only (?:non-)?refresh tokens/i,
    },
    {
      cause: 'token-revoked',
      strength: 'decisive',
      says: 'The token is on the block list',
      body: /Token has been revoked/i,
    },
    {
      cause: 'csrf-token-invalid',
      strength: 'decisive',
      says: 'The double-submit CSRF token is missing',
      body: /Missing CSRF token|CSRF double submit/i,
    },
  ],
  matches: [
    { status: 401, body: '{"msg":"Fresh token required"}', cause: 'step-up-required' },
    { status: 422, body: '{"msg":"Only non-refresh tokens are allowed"}', cause: 'wrong-token-type' },
    { status: 401, body: '{"msg":"Token has been revoked"}', cause: 'token-revoked' },
    { status: 401, body: '{"msg":"Missing CSRF token"}', cause: 'csrf-token-invalid' },
  ],
  nearMisses: [{ host: 'api.example.com', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://flask-jwt-extended.readthedocs.io/en/stable/',
};
