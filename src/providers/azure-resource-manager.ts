import type { Provider } from './provider.ts';

export const azureResourceManager: Provider = {
  id: 'azure-resource-manager',
  title: 'Azure Resource Manager',
  recognise: {
    hosts: [/^management\.azure\.com$/i],
    headers: [{ name: 'x-ms-failure-cause' }],
  },
  tells: [
    {
      cause: 'token-expired',
      strength: 'decisive',
      says: 'Azure says that the token expired',
      body: /ExpiredAuthenticationToken/i,
    },
    {
      cause: 'issuer-mismatch',
      strength: 'decisive',
      says: 'The token comes from another tenant than the subscription’s',
      body: /InvalidAuthenticationTokenTenant/i,
    },
    {
      cause: 'audience-mismatch',
      strength: 'decisive',
      says: 'The token is not for Azure Resource Manager',
      body: /InvalidAuthenticationTokenAudience|from the wrong audience/i,
    },
    {
      cause: 'permission-denied',
      strength: 'decisive',
      says: 'The identity has no role for this action',
      body: /"AuthorizationFailed"|"LinkedAuthorizationFailed"/i,
    },
    {
      cause: 'credentials-missing',
      strength: 'decisive',
      says: 'Azure saw no Authorization header',
      body: /Authentication failed\. The 'Authorization' header is missing/i,
      credentials: 'absent',
    },
  ],
  matches: [
    {
      host: 'management.azure.com',
      status: 401,
      body: '{"error":{"code":"ExpiredAuthenticationToken"}}',
      cause: 'token-expired',
    },
    {
      host: 'management.azure.com',
      status: 401,
      body: '{"error":{"code":"InvalidAuthenticationTokenTenant"}}',
      cause: 'issuer-mismatch',
    },
    {
      host: 'management.azure.com',
      status: 401,
      body: '{"error":{"code":"InvalidAuthenticationTokenAudience"}}',
      cause: 'audience-mismatch',
    },
    {
      host: 'management.azure.com',
      status: 401,
      body: '{"error":{"code":"AuthorizationFailed"}}',
      cause: 'permission-denied',
    },
    {
      host: 'management.azure.com',
      status: 401,
      body: '{"error":{"code":"AuthenticationFailed","message":"Authentication failed. The \'Authorization\' header is missing."}}',
      cause: 'credentials-missing',
      credentials: 'absent',
    },
  ],
  nearMisses: [{ host: 'management.azure.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors',
};
