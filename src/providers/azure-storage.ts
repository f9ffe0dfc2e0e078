import type { Provider } from './provider.ts';

export const azureStorage: Provider = {
  id: 'azure-storage',
  title: 'Azure Storage',
  recognise: {
    hosts: [/\.(?:blob|queue|table|file|dfs)\.core\.windows\.net$/i],
    headers: [{ name: 'x-ms-error-code' }],
  },
  tells: [
    {
      cause: 'request-signature-mismatch',
      strength: 'strong',
      says: 'Azure Storage could not authenticate the signature',
      header: { name: 'x-ms-error-code', matches: /^AuthenticationFailed$/i },
    },
    {
      cause: 'permission-denied',
      strength: 'strong',
      says: 'The identity has no data role for this',
      header: {
        name: 'x-ms-error-code',
        matches: /^(?:AuthorizationPermissionMismatch|InsufficientAccountPermissions)$/i,
      },
    },
    {
      cause: 'client-not-allowed',
      strength: 'strong',
      says: 'The storage account’s network rules refuse this client',
      header: { name: 'x-ms-error-code', matches: /^(?:AuthorizationFailure|AuthorizationSourceIPMismatch)$/i },
    },
    {
      cause: 'auth-method-disabled',
      strength: 'decisive',
      says: 'Keys or anonymous access are switched off for this account',
      header: {
        name: 'x-ms-error-code',
        matches: /^(?:KeyBasedAuthenticationNotPermitted|PublicAccessNotPermitted)$/i,
      },
    },
    {
      cause: 'malformed-header',
      strength: 'strong',
      says: 'Azure Storage could not read the authentication information',
      header: { name: 'x-ms-error-code', matches: /^InvalidAuthenticationInfo$/i },
    },
    {
      cause: 'credentials-missing',
      strength: 'strong',
      says: 'Azure Storage saw no authentication information',
      header: { name: 'x-ms-error-code', matches: /^NoAuthenticationInformation$/i },
    },
  ],
  matches: [
    {
      host: 'acme.blob.core.windows.net',
      status: 401,
      headers: [{ name: 'x-ms-error-code', value: 'AuthenticationFailed' }],
      cause: 'request-signature-mismatch',
    },
    {
      host: 'acme.blob.core.windows.net',
      status: 401,
      headers: [{ name: 'x-ms-error-code', value: 'AuthorizationPermissionMismatch' }],
      cause: 'permission-denied',
    },
    {
      host: 'acme.blob.core.windows.net',
      status: 401,
      headers: [{ name: 'x-ms-error-code', value: 'AuthorizationFailure' }],
      cause: 'client-not-allowed',
    },
    {
      host: 'acme.blob.core.windows.net',
      status: 401,
      headers: [{ name: 'x-ms-error-code', value: 'KeyBasedAuthenticationNotPermitted' }],
      cause: 'auth-method-disabled',
    },
    {
      host: 'acme.blob.core.windows.net',
      status: 401,
      headers: [{ name: 'x-ms-error-code', value: 'InvalidAuthenticationInfo' }],
      cause: 'malformed-header',
    },
    {
      host: 'acme.blob.core.windows.net',
      status: 401,
      headers: [{ name: 'x-ms-error-code', value: 'NoAuthenticationInformation' }],
      cause: 'credentials-missing',
    },
  ],
  nearMisses: [{ host: 'acme.blob.core.windows.net.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://learn.microsoft.com/rest/api/storageservices/authorize-requests-to-azure-storage',
};
