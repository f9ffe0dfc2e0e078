import type { Provider } from './provider.ts';

export const azureDevops: Provider = {
  id: 'azure-devops',
  title: 'Azure DevOps',
  recognise: {
    hosts: [/^dev\.azure\.com$/i, /\.visualstudio\.com$/i],
    headers: [{ name: 'x-tfs-processid' }, { name: 'x-vss-e2eid' }],
  },
  tells: [
    {
      cause: 'credentials-expired',
      strength: 'decisive',
      says: 'The personal access token has expired',
      body: /Personal Access Token used has expired/i,
    },
    {
      cause: 'permission-denied',
      strength: 'strong',
      says: 'The user may not access this',
      body: /TF400813|TF401027/i,
    },
    {
      cause: 'credentials-missing',
      strength: 'strong',
      says: 'Azure DevOps answers strangers with its sign-in page',
      status: [203],
      credentials: 'absent',
    },
    {
      cause: 'invalid-api-key',
      strength: 'strong',
      says: 'Azure DevOps answers an unknown token with its sign-in page',
      status: [203],
      credentials: 'present',
    },
  ],
  matches: [
    {
      host: 'dev.azure.com',
      status: 401,
      body: 'Access Denied: The Personal Access Token used has expired.',
      cause: 'credentials-expired',
    },
    {
      host: 'dev.azure.com',
      status: 401,
      body: 'TF400813: The user is not authorized to access this resource.',
      cause: 'permission-denied',
    },
  ],
  nearMisses: [{ host: 'dev.azure.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation:
    'https://learn.microsoft.com/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate',
};
