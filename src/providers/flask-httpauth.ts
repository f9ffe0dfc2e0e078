import type { Provider } from './provider.ts';

export const flaskHttpAuth: Provider = {
  id: 'flask-httpauth',
  title: 'Flask-HTTPAuth',
  recognise: {
    body: [/^Unauthorized Access$/],
  },
  tells: [
    {
      cause: 'invalid-api-key',
      strength: 'strong',
      says: 'Flask-HTTPAuth asks for "Bearer" also where it reads a header of its own, and answers so to a key it does not know',
      status: [401],
      header: { name: 'www-authenticate', matches: /^Bearer /i },
      credentials: 'present',
      authorization: /^$/,
    },
    {
      cause: 'permission-denied',
      strength: 'strong',
      says: 'Flask-HTTPAuth knows the user, who lacks the role',
      status: [403],
      credentials: 'present',
    },
    {
      cause: 'credentials-missing',
      strength: 'strong',
      says: 'Flask-HTTPAuth asks for credentials',
      status: [401],
      credentials: 'absent',
    },
  ],
  matches: [
    { status: 403, body: 'Unauthorized Access', cause: 'permission-denied' },
    { status: 401, body: 'Unauthorized Access', cause: 'credentials-missing', credentials: 'absent' },
  ],
  nearMisses: [{ host: 'api.example.com', status: 401, body: '{"error":"Unauthorized access"}' }],
  documentation: 'https://flask-httpauth.readthedocs.io/en/latest/',
};
