import type { Provider } from './provider.ts';

export const etcd: Provider = {
  id: 'etcd',
  title: 'etcd',
  recognise: {
    body: [/"etcdserver: /],
  },
  tells: [
    {
      cause: 'credentials-missing',
      strength: 'decisive',
      says: 'etcd answers 400 "user name is empty" where no token came in Authorization',
      body: /etcdserver: user name is empty/,
      credentials: 'absent',
    },
    {
      cause: 'scheme-mismatch',
      strength: 'strong',
      says: 'etcd takes the whole of Authorization for its token: it wants no scheme before it',
      body: /etcdserver: (?:invalid auth token|user name is empty)/,
      authorization: /^\S+ \S/,
    },
    {
      cause: 'token-unknown',
      strength: 'strong',
      says: 'etcd forgets its simple tokens after five minutes, and when it starts again',
      body: /etcdserver: invalid auth token/,
      authorization: /^\S+$/,
    },
    {
      cause: 'token-unknown',
      strength: 'strong',
      says: 'The rights of etcd changed after the token was given: it wants a new one',
      body: /etcdserver: revision of auth store is old/,
    },
    {
      cause: 'invalid-credentials',
      strength: 'decisive',
      says: 'etcd does not know the user, or the password is another',
      body: /etcdserver: authentication failed/,
    },
    {
      cause: 'permission-denied',
      strength: 'decisive',
      says: 'No role of the user reaches this range of keys',
      body: /etcdserver: permission denied/,
    },
  ],
  matches: [
    {
      status: 400,
      body: '{"error":"etcdserver: user name is empty","code":3}',
      cause: 'credentials-missing',
      credentials: 'absent',
    },
    { status: 403, body: '{"error":"etcdserver: permission denied","code":7}', cause: 'permission-denied' },
    {
      status: 400,
      body: '{"error":"etcdserver: authentication failed, invalid user ID or password","code":3}',
      cause: 'invalid-credentials',
    },
  ],
  nearMisses: [{ host: 'api.example.com', status: 401, body: '{"error":"invalid auth token"}' }],
  documentation: 'https://etcd.io/docs/latest/op-guide/authentication/rbac/',
};
