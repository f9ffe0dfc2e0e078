import type { Provider } from './provider.ts';

export const microsoftGraph: Provider = {
  id: 'microsoft-graph',
  title: 'Microsoft Graph',
  recognise: {
    hosts: [/^graph\.microsoft\.(?:com|us)$/i],
    headers: [{ name: 'x-ms-ags-diagnostic' }],
  },
  tells: [
    {
      cause: 'token-expired',
      strength: 'decisive',
      says: '80049228 and "Lifetime validation failed" mean an expired token',
      body: /80049228|Lifetime validation failed|token has expired/i,
    },
    {
      cause: 'token-malformed',
      strength: 'decisive',
      says: 'Graph cannot parse the token as one of its own',
      body: /CompactToken parsing failed|80049217|IDX14100|JWT is not well formed/i,
    },
    {
      cause: 'audience-mismatch',
      strength: 'decisive',
      says: 'The token is not for Microsoft Graph',
      body: /Invalid audience/i,
    },
    {
      cause: 'insufficient-scope',
      strength: 'strong',
      says: 'The token lacks a Graph permission, or consent for it',
      status: [403],
      body: /"(?:Authorization_RequestDenied|ErrorAccessDenied|accessDenied)"|Insufficient privileges/i,
    },
    {
      cause: 'credentials-missing',
      strength: 'decisive',
      says: 'Graph saw an empty token',
      body: /Access token is empty/i,
      credentials: 'absent',
    },
    {
      cause: 'signature-invalid',
      strength: 'strong',
      says: 'Graph could not verify the signature: the token was changed, or is one that only Graph may read',
      body: /Signature is invalid|Invalid signature/i,
    },
  ],
  matches: [
    {
      host: 'graph.microsoft.com',
      status: 401,
      body: '{"error":{"code":"InvalidAuthenticationToken","message":"CompactToken validation failed with reason code: 80049228."}}',
      cause: 'token-expired',
    },
    {
      host: 'graph.microsoft.com',
      status: 401,
      body: '{"error":{"code":"InvalidAuthenticationToken","message":"CompactToken parsing failed with error code: 80049217"}}',
      cause: 'token-malformed',
    },
    {
      host: 'graph.microsoft.com',
      status: 401,
      body: '{"error":{"code":"InvalidAuthenticationToken","message":"Access token validation failure. Invalid audience."}}',
      cause: 'audience-mismatch',
    },
    {
      host: 'graph.microsoft.com',
      status: 403,
      body: '{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}',
      cause: 'insufficient-scope',
    },
    {
      host: 'graph.microsoft.com',
      status: 401,
      body: '{"error":{"code":"InvalidAuthenticationToken","message":"Access token is empty."}}',
      cause: 'credentials-missing',
      credentials: 'absent',
    },
  ],
  nearMisses: [{ host: 'graph.microsoft.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://learn.microsoft.com/graph/resolve-auth-errors',
};
