import type { Provider } from './provider.ts';

export const jenkins: Provider = {
  id: 'jenkins',
  title: 'Jenkins',
  recognise: {
    headers: [{ name: 'x-jenkins' }],
  },
  tells: [
    {
      cause: 'csrf-token-invalid',
      strength: 'decisive',
      says: 'Jenkins wants a crumb with each change',
      status: [403],
      body: /No valid crumb/i,
    },
    {
      cause: 'invalid-credentials',
      strength: 'strong',
      says: 'Jenkins refused the user name, or the password or token',
      body: /Invalid password\/token for user/i,
    },
    {
      cause: 'permission-denied',
      strength: 'decisive',
      says: 'The Jenkins user lacks a permission',
      status: [403],
      body: /is missing the [A-Za-z]+\/[A-Za-z]+ permission/i,
    },
    {
      cause: 'credentials-missing',
      strength: 'strong',
      says: 'Jenkins treats the caller as anonymous',
      header: { name: 'x-you-are-authenticated-as', matches: /^anonymous$/i },
    },
  ],
  matches: [
    {
      status: 403,
      headers: [{ name: 'x-jenkins', value: 'x' }],
      body: '<title>Error 403 No valid crumb was included in the request</title>',
      cause: 'csrf-token-invalid',
    },
    {
      status: 401,
      headers: [{ name: 'x-jenkins', value: 'x' }],
      body: 'Invalid password/token for user: a',
      cause: 'invalid-credentials',
    },
    {
      status: 403,
      headers: [{ name: 'x-jenkins', value: 'x' }],
      body: 'a is missing the Job/Build permission',
      cause: 'permission-denied',
    },
    {
      status: 401,
      headers: [
        { name: 'x-you-are-authenticated-as', value: 'anonymous' },
        { name: 'x-jenkins', value: 'x' },
      ],
      cause: 'credentials-missing',
    },
  ],
  nearMisses: [{ host: 'api.example.com', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://www.jenkins.io/doc/book/security/csrf-protection/',
};
