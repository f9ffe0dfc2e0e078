import type { Provider } from './provider.ts';

export const dockerRegistry: Provider = {
  id: 'docker-registry',
  title: 'Docker registries',
  recognise: {
    hosts: [/^(?:registry-1|auth)\.docker\.io$/i, /^ghcr\.io$/i],
    headers: [{ name: 'docker-distribution-api-version' }],
  },
  tells: [
    {
      cause: 'credentials-missing',
      strength: 'strong',
      says: 'The registry wants a token from the realm that its challenge names',
      status: [401],
      header: { name: 'www-authenticate', matches: /realm=/i },
      credentials: 'absent',
    },
    {
      cause: 'invalid-credentials',
      strength: 'strong',
      says: 'The registry refused user name or password',
      body: /incorrect username or password/i,
    },
    {
      cause: 'permission-denied',
      strength: 'strong',
      says: 'The registry denies access: the repository may not exist, or is not yours',
      body: /"DENIED"|requested access to the resource is denied/i,
    },
    {
      cause: 'not-an-auth-failure',
      strength: 'decisive',
      says: 'The pull limit is reached',
      body: /"TOOMANYREQUESTS"|toomanyrequests/i,
    },
  ],
  tokens: [{ title: 'Docker access token', pattern: /^dckr_pat_/ }],
  matches: [
    {
      host: 'registry-1.docker.io',
      status: 401,
      headers: [
        { name: 'www-authenticate', value: 'Bearer realm="https://auth.example.com/token",service="registry"' },
      ],
      cause: 'credentials-missing',
      credentials: 'absent',
    },
    {
      host: 'registry-1.docker.io',
      status: 401,
      body: '{"details":"incorrect username or password"}',
      cause: 'invalid-credentials',
    },
    {
      host: 'registry-1.docker.io',
      status: 401,
      body: '{"errors":[{"code":"DENIED","message":"requested access to the resource is denied"}]}',
      cause: 'permission-denied',
    },
  ],
  nearMisses: [{ host: 'registry-1.docker.io.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://distribution.github.io/distribution/spec/auth/token/',
};
