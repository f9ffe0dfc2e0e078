import type { Provider } from './provider.ts';

export const gitlab: Provider = {
  id: 'gitlab',
  title: 'GitLab',
  recognise: {
    hosts: [/^gitlab\.com$/i],
    headers: [{ name: 'x-gitlab-meta' }],
  },
  tells: [
    {
      cause: 'token-revoked',
      strength: 'decisive',
      says: 'GitLab says that the token was revoked',
      body: /Token was revoked/i,
    },
    {
      cause: 'token-expired',
      strength: 'decisive',
      says: 'GitLab says that the token is expired',
      body: /Token is expired/i,
    },
    {
      cause: 'insufficient-scope',
      strength: 'decisive',
      says: 'The GitLab token lacks the scope',
      status: [403],
      body: /"insufficient_scope"/i,
    },
    {
      cause: 'invalid-api-key',
      strength: 'strong',
      says: 'GitLab does not know the token',
      body: /401 Unauthorized/i,
      credentials: 'present',
    },
    {
      cause: 'permission-denied',
      strength: 'strong',
      says: 'GitLab answers 404 for projects that the token may not see',
      status: [404],
      body: /404 (?:Project|Group|User) Not Found/i,
    },
  ],
  tokens: [{ title: 'GitLab token', pattern: /^gl(?:pat|dt|rt|ptt|cbt|soat)-/ }],
  matches: [
    {
      host: 'gitlab.com',
      status: 401,
      body: '{"error":"invalid_token","error_description":"Token was revoked. You have to re-authorize from the user."}',
      cause: 'token-revoked',
    },
    {
      host: 'gitlab.com',
      status: 401,
      body: '{"error":"invalid_token","error_description":"Token is expired."}',
      cause: 'token-expired',
    },
    { host: 'gitlab.com', status: 403, body: '{"error":"insufficient_scope"}', cause: 'insufficient-scope' },
    {
      host: 'gitlab.com',
      status: 401,
      body: '{"message":"401 Unauthorized"}',
      cause: 'invalid-api-key',
      credentials: 'present',
    },
    { host: 'gitlab.com', status: 404, body: '{"message":"404 Project Not Found"}', cause: 'permission-denied' },
  ],
  nearMisses: [{ host: 'gitlab.com.example.net', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://docs.gitlab.com/ee/api/rest/authentication.html',
};
