import type { Provider } from './provider.ts';

export const jfrog: Provider = {
  id: 'jfrog',
  title: 'JFrog Artifactory',
  recognise: {
    hosts: [/\.jfrog\.io$/i],
    headers: [{ name: 'x-jfrog-version' }, { name: 'x-artifactory-id' }],
  },
  tells: [
    {
      cause: 'token-expired',
      strength: 'decisive',
      says: 'Artifactory says that the token has expired',
      body: /Token failed verification: expired/i,
    },
    {
      cause: 'token-revoked',
      strength: 'decisive',
      says: 'Artifactory says that the token was revoked',
      body: /Token failed verification: (?:revoked|not found)/i,
    },
    {
      cause: 'signature-invalid',
      strength: 'decisive',
      says: 'Artifactory says that the token’s signature does not verify',
      body: /Token failed verification: signature/i,
    },
    {
      cause: 'token-malformed',
      strength: 'decisive',
      says: 'Artifactory cannot read the token',
      body: /Token failed verification: parse/i,
    },
    {
      cause: 'invalid-credentials',
      strength: 'strong',
      says: 'Artifactory refused user name or password',
      body: /Bad credentials|Wrong username was used/i,
      credentials: 'present',
    },
  ],
  matches: [
    {
      host: 'acme.jfrog.io',
      status: 401,
      body: '{"errors":[{"status":401,"message":"Token failed verification: expired"}]}',
      cause: 'token-expired',
    },
    {
      host: 'acme.jfrog.io',
      status: 401,
      body: '{"errors":[{"status":401,"message":"Bad credentials"}]}',
      cause: 'invalid-credentials',
      credentials: 'present',
    },
  ],
  nearMisses: [{ host: 'acme.jfrog.io.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens',
};
