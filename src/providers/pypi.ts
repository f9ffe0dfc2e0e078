import type { Provider } from './provider.ts';

export const pypi: Provider = {
  id: 'pypi',
  title: 'PyPI',
  recognise: {
    hosts: [/^(?:upload|test)\.pypi\.org$/i, /^pypi\.org$/i],
  },
  tells: [
    {
      cause: 'auth-method-disabled',
      strength: 'decisive',
      says: 'PyPI takes no passwords any more',
      status: [403],
      body: /Username\/Password authentication is no longer supported/i,
    },
    {
      cause: 'invalid-api-key',
      strength: 'decisive',
      says: 'PyPI does not know the token; the user name must be "__token__"',
      status: [403],
      body: /Invalid or non-existent authentication information/i,
    },
    {
      cause: 'permission-denied',
      strength: 'strong',
      says: 'The token is not for this project',
      body: /is not allowed to upload to project|isn.t allowed/i,
    },
  ],
  tokens: [{ title: 'PyPI token', pattern: /^pypi-/ }],
  matches: [
    {
      host: 'upload.pypi.org',
      status: 403,
      body: 'Username/Password authentication is no longer supported.',
      cause: 'auth-method-disabled',
    },
    {
      host: 'upload.pypi.org',
      status: 403,
      body: 'Invalid or non-existent authentication information.',
      cause: 'invalid-api-key',
    },
  ],
  nearMisses: [{ host: 'upload.pypi.org.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://pypi.org/help/#invalid-auth',
  account: 'https://pypi.org/manage/account/',
  passwordReset: 'https://pypi.org/account/request-password-reset/',
};
