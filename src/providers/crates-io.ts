import type { Provider } from './provider.ts';

export const cratesIo: Provider = {
  id: 'crates-io',
  title: 'crates.io',
  recognise: {
    hosts: [/^crates\.io$/i],
  },
  tells: [
    {
      cause: 'invalid-api-key',
      strength: 'strong',
      says: 'crates.io does not know the token',
      body: /authentication failed/i,
      credentials: 'present',
    },
    {
      cause: 'credentials-missing',
      strength: 'strong',
      says: 'crates.io wants a token or session',
      body: /authentication failed|must be logged in/i,
      credentials: 'absent',
    },
    {
      cause: 'permission-denied',
      strength: 'strong',
      says: 'The account does not own the crate',
      body: /must already be an owner/i,
    },
  ],
  matches: [
    {
      host: 'crates.io',
      status: 401,
      body: '{"errors":[{"detail":"authentication failed"}]}',
      cause: 'invalid-api-key',
      credentials: 'present',
    },
    {
      host: 'crates.io',
      status: 401,
      body: '{"errors":[{"detail":"must be logged in to perform that action"}]}',
      cause: 'credentials-missing',
      credentials: 'absent',
    },
  ],
  nearMisses: [{ host: 'crates.io.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://doc.rust-lang.org/cargo/reference/registry-authentication.html',
  account: 'https://crates.io/settings/tokens',
};
