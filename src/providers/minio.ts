import type { Provider } from './provider.ts';

export const minio: Provider = {
  id: 'minio',
  title: 'MinIO',
  recognise: {
    headers: [{ name: 'server', matches: /^MinIO/i }],
  },
  tells: [
    {
      cause: 'account-disabled',
      strength: 'decisive',
      says: 'MinIO says InvalidAccessKeyId for a disabled user as well',
      body: /account is disabled/i,
    },
    {
      cause: 'token-expired',
      strength: 'decisive',
      says: 'The presigned URL is past its time',
      status: [403],
      body: /Request has expired/i,
    },
    {
      cause: 'scheme-mismatch',
      strength: 'decisive',
      says: 'MinIO wants AWS4-HMAC-SHA256',
      body: /Please use AWS4-HMAC-SHA256/i,
    },
  ],
  matches: [
    {
      status: 401,
      headers: [{ name: 'server', value: 'MinIO' }],
      body: '<Error><Code>InvalidAccessKeyId</Code><Message>Your account is disabled; please contact your administrator.</Message></Error>',
      cause: 'account-disabled',
    },
    {
      status: 403,
      headers: [{ name: 'server', value: 'MinIO' }],
      body: '<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>',
      cause: 'token-expired',
    },
    {
      status: 401,
      headers: [{ name: 'server', value: 'MinIO' }],
      body: '<Error><Message>Please use AWS4-HMAC-SHA256.</Message></Error>',
      cause: 'scheme-mismatch',
    },
  ],
  nearMisses: [{ host: 'api.example.com', status: 401, body: '{"error":"unauthorized"}' }],
  documentation: 'https://min.io/docs/minio/linux/administration/identity-access-management.html',
};
