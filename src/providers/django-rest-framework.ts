import type { Provider } from './provider.ts';

export const djangoRestFramework: Provider = {
  id: 'django-rest-framework',
  title: 'Django REST framework',
  recognise: {
    body: [
      /Authentication credentials were not provided\./i,
      /"detail":\s?"(?:Invalid (?:token|basic|username)|User inactive or deleted|CSRF Failed)/i,
      /Given token not valid for any token type/i,
    ],
  },
  tells: [
    {
      cause: 'scheme-mismatch',
      strength: 'weak',
      says: 'Django REST framework ignores schemes it was not told of: "Token" and "Bearer" are different to it',
      body: /credentials were not provided/i,
      credentials: 'present',
    },
    {
      cause: 'csrf-token-invalid',
      strength: 'decisive',
      says: 'The session is good, the CSRF token is not',
      body: /CSRF Failed/i,
    },
    {
      cause: 'account-disabled',
      strength: 'decisive',
      says: 'The user of this token is inactive or deleted',
      body: /User inactive or deleted|User is inactive/i,
    },
    {
      cause: 'token-unknown',
      strength: 'strong',
      says: 'The token is not in the table of tokens',
      body: /"detail":\s?"Invalid token\."/i,
    },
  ],
  matches: [
    {
      status: 401,
      body: '{"detail":"Authentication credentials were not provided."}',
      cause: 'scheme-mismatch',
      credentials: 'present',
    },
    { status: 401, body: '{"detail":"CSRF Failed: CSRF token missing."}', cause: 'csrf-token-invalid' },
    { status: 401, body: '{"detail":"User inactive or deleted."}', cause: 'account-disabled' },
    { status: 401, body: '{"detail":"Invalid token."}', cause: 'token-unknown' },
  ],
  nearMisses: [{ host: 'api.example.com', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://www.django-rest-framework.org/api-guide/authentication/',
};
