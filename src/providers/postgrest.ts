import type { Provider } from './provider.ts';

export const postgrest: Provider = {
  id: 'postgrest',
  title: 'PostgREST',
  recognise: {
    body: [/"code":\s?"PGRST30\d"/i, /"code":\s?"42501"/i],
  },
  tells: [
    { cause: 'token-expired', strength: 'decisive', says: 'PostgREST says that the JWT expired', body: /JWT expired/i },
    {
      cause: 'signature-invalid',
      strength: 'strong',
      says: 'PostgREST could not verify the JWT',
      body: /JWSError|JWSInvalidSignature|No suitable key/i,
    },
    {
      cause: 'credentials-missing',
      strength: 'strong',
      says: 'Anonymous access is switched off',
      body: /"PGRST302"/i,
      credentials: 'absent',
    },
    {
      cause: 'permission-denied',
      strength: 'decisive',
      says: 'The database role may not do this: a grant or a row policy is missing',
      status: [401, 403],
      body: /"42501"/i,
    },
    {
      cause: 'server-misconfigured',
      strength: 'decisive',
      says: 'PostgREST has no secret to verify tokens with',
      body: /"PGRST300"/i,
    },
  ],
  matches: [
    { status: 401, body: '{"code":"PGRST301","message":"JWT expired"}', cause: 'token-expired' },
    { status: 401, body: '{"code":"PGRST301","message":"JWSError JWSInvalidSignature"}', cause: 'signature-invalid' },
    {
      status: 401,
      body: '{"code":"PGRST302","message":"Anonymous access is disabled"}',
      cause: 'credentials-missing',
      credentials: 'absent',
    },
    { status: 401, body: '{"code":"42501","message":"permission denied for table a"}', cause: 'permission-denied' },
    { status: 401, body: '{"code":"PGRST300","message":"Server lacks JWT secret"}', cause: 'server-misconfigured' },
  ],
  nearMisses: [{ host: 'api.example.com', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://docs.postgrest.org/en/stable/references/errors.html',
};
