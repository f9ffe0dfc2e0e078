import type { Provider } from './provider.ts';

export const kubernetes: Provider = {
  id: 'kubernetes',
  title: 'Kubernetes API',
  recognise: {
    headers: [{ name: 'x-kubernetes-pf-flowschema-uid' }, { name: 'audit-id' }],
    body: [/"kind":\s?"Status",\s{0,4}"apiVersion":\s?"v1"/i],
  },
  tells: [
    {
      cause: 'credentials-missing',
      strength: 'decisive',
      says: 'The API server treats the caller as "system:anonymous": no credentials arrived',
      status: [403],
      body: /system:anonymous/i,
      credentials: 'absent',
    },
    {
      cause: 'permission-denied',
      strength: 'decisive',
      says: 'RBAC does not allow it to this user or service account',
      status: [403],
      body: /User \\?"(?!system:anonymous)[^"]{1,200}" cannot /i,
      credentials: 'present',
    },
    {
      cause: 'token-unknown',
      strength: 'strong',
      says: 'The API server knows no authenticator that accepts the token: expired, of a deleted account, or of another cluster',
      status: [401],
      body: /"message":\s?"Unauthorized"/i,
      credentials: 'present',
    },
    {
      cause: 'token-expired',
      strength: 'weak',
      says: 'Service account tokens are short-lived',
      status: [401],
      body: /"message":\s?"Unauthorized"/i,
      credentials: 'present',
    },
  ],
  matches: [
    {
      status: 403,
      headers: [{ name: 'x-kubernetes-pf-flowschema-uid', value: 'x' }],
      body: '{"kind":"Status","apiVersion":"v1","message":"pods is forbidden: User \\"system:anonymous\\" cannot list resource \\"pods\\"","code":403}',
      cause: 'credentials-missing',
      credentials: 'absent',
    },
    {
      status: 403,
      headers: [{ name: 'x-kubernetes-pf-flowschema-uid', value: 'x' }],
      body: '{"kind":"Status","apiVersion":"v1","message":"pods is forbidden: User \\"a\\" cannot list resource \\"pods\\"","code":403}',
      cause: 'permission-denied',
      credentials: 'present',
    },
    {
      status: 401,
      headers: [{ name: 'x-kubernetes-pf-flowschema-uid', value: 'x' }],
      body: '{"kind":"Status","apiVersion":"v1","message":"Unauthorized","code":401}',
      cause: 'token-unknown',
      credentials: 'present',
    },
  ],
  nearMisses: [{ host: 'api.example.com', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://kubernetes.io/docs/reference/access-authn-authz/authentication/',
};
