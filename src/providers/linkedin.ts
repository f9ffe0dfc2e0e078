import type { Provider } from './provider.ts';

export const linkedin: Provider = {
  id: 'linkedin',
  title: 'LinkedIn',
  recognise: {
    hosts: [/^api\.linkedin\.com$/i],
    headers: [{ name: 'x-li-uuid' }],
  },
  tells: [
    {
      cause: 'token-expired',
      strength: 'decisive',
      says: 'LinkedIn says that the token has expired',
      body: /"serviceErrorCode":\s?65602|EXPIRED_ACCESS_TOKEN/i,
    },
    {
      cause: 'token-revoked',
      strength: 'decisive',
      says: 'LinkedIn says that the token was revoked',
      body: /"serviceErrorCode":\s?65601|REVOKED_ACCESS_TOKEN/i,
    },
    {
      cause: 'token-unknown',
      strength: 'strong',
      says: 'LinkedIn does not know the token',
      body: /"serviceErrorCode":\s?65600|INVALID_ACCESS_TOKEN/i,
    },
    {
      cause: 'insufficient-scope',
      strength: 'strong',
      says: 'The LinkedIn application lacks a permission',
      status: [403],
      body: /Not enough permissions/i,
    },
  ],
  matches: [
    {
      host: 'api.linkedin.com',
      status: 401,
      body: '{"serviceErrorCode":65602,"message":"The token used in the request has expired"}',
      cause: 'token-expired',
    },
    {
      host: 'api.linkedin.com',
      status: 401,
      body: '{"serviceErrorCode":65601,"message":"The token used in the request has been revoked"}',
      cause: 'token-revoked',
    },
    {
      host: 'api.linkedin.com',
      status: 403,
      body: '{"serviceErrorCode":100,"message":"Not enough permissions to access"}',
      cause: 'insufficient-scope',
    },
  ],
  nearMisses: [{ host: 'api.linkedin.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://learn.microsoft.com/linkedin/shared/api-guide/concepts/error-handling',
};
