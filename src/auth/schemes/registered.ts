import type { Scheme } from './scheme.ts';

/** The rest of IANA's registry of authentication schemes (RFC 9110 §16.4.1): schemes that a table says all about. */
export const registered: readonly Scheme[] = [
  {
    name: 'Concealed',
    form: 'parameters',
    source: 'RFC 9729',
    summary:
      'A signature bound to the TLS connection; a server that refuses it acts as if nothing were there, often with 404',
    credentialParameters: [
      { name: 'k', required: true, meaning: 'the key' },
      { name: 'a', required: true, meaning: 'the public key' },
      { name: 's', required: true, pattern: /^\d+$/, shape: 'must be a whole number', meaning: 'the signature scheme' },
      { name: 'v', required: true, meaning: 'the verification' },
      { name: 'p', required: true, meaning: 'the proof' },
    ],
  },
  {
    name: 'GNAP',
    form: 'token68',
    source: 'RFC 9635 §7.2',
    summary: 'An access token of the Grant Negotiation and Authorization Protocol, bound to a key',
    challengeParameters: [
      { name: 'as_uri', meaning: 'the server that grants access' },
      { name: 'access', meaning: 'the access that would do' },
      { name: 'referrer', meaning: 'the resource, as the server names it' },
    ],
  },
  {
    name: 'HOBA',
    form: 'parameters',
    source: 'RFC 7486 §3',
    summary: 'A signature over the origin and a challenge, with a key that the server got to know before',
    challengeParameters: [
      { name: 'challenge', required: true, meaning: 'the value to sign, in base64url' },
      {
        name: 'max-age',
        required: true,
        pattern: /^\d+$/,
        shape: 'must be a whole number',
        meaning: 'how long the challenge is good, in seconds',
      },
      { name: 'realm', meaning: 'the protected area' },
    ],
    credentialParameters: [
      {
        name: 'result',
        required: true,
        pattern: /^[\w-]+\.[\w-]+\.[\w-]+\.[\w-]+$/,
        shape: 'must be four parts with dots between them',
        meaning: 'key, challenge, nonce and signature with dots between them',
      },
    ],
  },
  {
    name: 'Mutual',
    form: 'parameters',
    source: 'RFC 8120',
    summary: 'A key exchange with a password, in which the server proves itself as well',
    challengeParameters: [
      { name: 'version', required: true, meaning: 'the version, 1' },
      { name: 'algorithm', required: true, meaning: 'the key exchange' },
      { name: 'validation', required: true, meaning: 'what binds the exchange to the connection' },
      { name: 'realm', required: true, meaning: 'the protected area' },
      { name: 'reason', meaning: 'why it is sent, such as "initial", "stale-session" or "auth-failed"' },
    ],
  },
  {
    name: 'PrivateToken',
    form: 'parameters',
    source: 'RFC 9577 §2',
    summary: 'A Privacy Pass token, which says that its bearer was vouched for and not who it is',
    challengeParameters: [
      { name: 'challenge', required: true, meaning: 'what the token is to be issued for' },
      { name: 'token-key', meaning: 'the public key of the issuer' },
      {
        name: 'max-age',
        pattern: /^\d+$/,
        shape: 'must be a whole number',
        meaning: 'how long the challenge is good, in seconds',
      },
    ],
    credentialParameters: [{ name: 'token', required: true, meaning: 'the token in base64url' }],
  },
  ...['SCRAM-SHA-1', 'SCRAM-SHA-256'].map(
    (name): Scheme => ({
      name,
      form: 'parameters',
      source: 'RFC 7804',
      summary: 'A salted challenge and response, in which the server proves itself as well',
      challengeParameters: [
        { name: 'realm', meaning: 'the protected area' },
        { name: 'data', meaning: 'the message of SCRAM in base64' },
        { name: 'sid', meaning: 'the session that the exchange belongs to' },
      ],
      credentialParameters: [{ name: 'data', required: true, meaning: 'the message of SCRAM in base64' }],
    }),
  ),
  {
    name: 'vapid',
    form: 'parameters',
    source: 'RFC 8292 §3',
    summary: 'The identity of an application server towards a push service',
    credentialParameters: [
      {
        name: 't',
        required: true,
        pattern: /^[\w-]+\.[\w-]+\.[\w-]+$/,
        shape: 'must be a JWT',
        meaning: 'a JWT signed with the key',
      },
      {
        name: 'k',
        required: true,
        pattern: /^[\w-]+=*$/,
        shape: 'must be base64url',
        meaning: 'the public key in base64url',
      },
    ],
  },
];
