import type { Provider } from './provider.ts';

export const envoy: Provider = {
  id: 'envoy',
  title: 'Envoy and Istio',
  recognise: {
    headers: [{ name: 'server', matches: /envoy/i }, { name: 'x-envoy-upstream-service-time' }],
    body: [/^Jwt /i, /^Jwks /i, /^RBAC: access denied/i],
  },
  tells: [
    {
      cause: 'credentials-missing',
      strength: 'decisive',
      says: 'Envoy found no JWT',
      body: /^Jwt is missing/i,
      credentials: 'absent',
    },
    {
      cause: 'header-stripped-by-intermediary',
      strength: 'weak',
      says: 'Envoy found no JWT where it looks',
      body: /^Jwt is missing/i,
      credentials: 'present',
    },
    {
      cause: 'token-expired',
      strength: 'decisive',
      says: 'Envoy says that the JWT is expired',
      body: /^Jwt is expired/i,
    },
    {
      cause: 'issuer-mismatch',
      strength: 'decisive',
      says: 'No provider of this Envoy has the token’s issuer',
      body: /^Jwt issuer is not configured/i,
    },
    {
      cause: 'audience-mismatch',
      strength: 'decisive',
      says: 'The JWT is not for this audience',
      body: /^Audiences in Jwt are not allowed/i,
    },
    {
      cause: 'signature-invalid',
      strength: 'decisive',
      says: 'The JWT’s signature does not verify',
      body: /^Jwt verification fails/i,
    },
    {
      cause: 'token-not-yet-valid',
      strength: 'decisive',
      says: 'The JWT is not valid yet',
      body: /^Jwt not yet valid/i,
    },
    {
      cause: 'server-misconfigured',
      strength: 'decisive',
      says: 'Envoy could not fetch the key set',
      body: /^Jwks remote fetch/i,
    },
    {
      cause: 'signing-key-unknown',
      strength: 'decisive',
      says: 'Envoy finds no key with the "kid" of the token in the key set',
      body: /^Jwks doesn.t have key to match kid/i,
    },
    {
      cause: 'token-malformed',
      strength: 'decisive',
      says: 'Envoy could not read the JWT',
      body: /^Jwt (?:is not in the form|header is an invalid|payload is an invalid)/i,
    },
    {
      cause: 'permission-denied',
      strength: 'decisive',
      says: 'A policy of Envoy denies the request',
      status: [403],
      body: /^RBAC: access denied/i,
    },
  ],
  matches: [
    {
      status: 401,
      headers: [{ name: 'server', value: 'envoy' }],
      body: 'Jwt is missing',
      cause: 'credentials-missing',
      credentials: 'absent',
    },
    { status: 401, headers: [{ name: 'server', value: 'envoy' }], body: 'Jwt is expired', cause: 'token-expired' },
    {
      status: 401,
      headers: [{ name: 'server', value: 'envoy' }],
      body: 'Jwt issuer is not configured',
      cause: 'issuer-mismatch',
    },
    {
      status: 401,
      headers: [{ name: 'server', value: 'envoy' }],
      body: 'Audiences in Jwt are not allowed',
      cause: 'audience-mismatch',
    },
    {
      status: 401,
      headers: [{ name: 'server', value: 'envoy' }],
      body: 'Jwt verification fails',
      cause: 'signature-invalid',
    },
    {
      status: 401,
      headers: [{ name: 'server', value: 'envoy' }],
      body: 'Jwks remote fetch is failed',
      cause: 'server-misconfigured',
    },
    {
      status: 401,
      headers: [{ name: 'server', value: 'envoy' }],
      body: 'Jwt is not in the form of Header.Payload.Signature with two dots and 3 sections',
      cause: 'token-malformed',
    },
    {
      status: 403,
      headers: [{ name: 'server', value: 'envoy' }],
      body: 'RBAC: access denied',
      cause: 'permission-denied',
    },
  ],
  nearMisses: [{ host: 'api.example.com', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/jwt_authn_filter',
};
