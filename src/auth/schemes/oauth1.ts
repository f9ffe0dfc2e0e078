import type { Scheme } from './scheme.ts';

const encoded = /^(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})*$/i;

export const oauth1: Scheme = {
  name: 'OAuth',
  form: 'any',
  source: 'RFC 5849 §3.5.1',
  summary:
    'OAuth 1.0: a signature over method, URL and parameters; some services send an access token after it instead',
  challengeParameters: [{ name: 'realm', quoting: 'quoted', meaning: 'the protected area' }],
  credentialParameters: [
    { name: 'oauth_consumer_key', pattern: encoded, shape: 'must be percent-encoded', meaning: 'the client' },
    {
      name: 'oauth_token',
      pattern: encoded,
      shape: 'must be percent-encoded',
      meaning: 'the token that the user granted',
    },
    {
      name: 'oauth_signature_method',
      values: ['HMAC-SHA1', 'HMAC-SHA256', 'HMAC-SHA512', 'RSA-SHA1', 'RSA-SHA256', 'RSA-SHA512', 'PLAINTEXT'],
      meaning: 'how the request is signed',
    },
    {
      name: 'oauth_signature',
      pattern: encoded,
      shape: 'must be percent-encoded',
      meaning: 'the signature, percent-encoded',
    },
    {
      name: 'oauth_timestamp',
      pattern: /^\d{1,12}$/,
      shape: 'must be a number of seconds',
      meaning: 'the time of the request in seconds since 1970',
    },
    { name: 'oauth_nonce', meaning: 'a value used once' },
    { name: 'oauth_version', values: ['1.0'], meaning: 'always 1.0' },
  ],
};
