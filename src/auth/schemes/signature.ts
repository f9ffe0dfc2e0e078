import type { Scheme } from './scheme.ts';

/** The draft that RFC 9421 replaced; still spoken by Mastodon, Oracle Cloud, Cisco Intersight and others. */
export const signature: Scheme = {
  name: 'Signature',
  form: 'parameters',
  source: 'draft-cavage-http-signatures-12 §3.1',
  summary: 'A signature over chosen headers, in the form that came before HTTP Message Signatures',
  challengeParameters: [{ name: 'headers', meaning: 'the headers that must be signed' }],
  credentialParameters: [
    { name: 'keyid', required: true, meaning: 'the key' },
    {
      name: 'signature',
      required: true,
      pattern: /^[A-Za-z0-9+/_-]+={0,2}$/,
      shape: 'must be base64',
      meaning: 'the signature in base64',
    },
    { name: 'algorithm', meaning: 'how it was signed' },
    { name: 'headers', meaning: 'the headers that were signed, in order, separated by spaces' },
    {
      name: 'created',
      pattern: /^\d+$/,
      shape: 'must be a whole number',
      meaning: 'when it was signed, in seconds since 1970',
    },
    {
      name: 'expires',
      pattern: /^\d+(\.\d+)?$/,
      shape: 'must be a number of seconds',
      meaning: 'when it ends, in seconds since 1970',
    },
  ],
};
