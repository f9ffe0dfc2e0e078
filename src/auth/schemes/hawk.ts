import type { Scheme } from './scheme.ts';

export const hawk: Scheme = {
  name: 'Hawk',
  form: 'parameters',
  source: 'Hawk protocol, mozilla/hawk API.md',
  summary: 'A message authentication code over the request, with a time that may differ from the server by a minute',
  challengeParameters: [
    {
      name: 'ts',
      pattern: /^\d{1,12}$/,
      shape: 'must be a number of seconds',
      meaning: 'the time of the server in seconds since 1970',
    },
    { name: 'tsm', meaning: 'a code over "ts", so that the client can trust it' },
    { name: 'error', meaning: 'why the request was refused' },
  ],
  credentialParameters: [
    { name: 'id', required: true, meaning: 'the key' },
    {
      name: 'ts',
      required: true,
      pattern: /^\d{1,12}$/,
      shape: 'must be a number of seconds',
      meaning: 'the time of the request in seconds since 1970',
    },
    { name: 'nonce', required: true, meaning: 'a value used once' },
    { name: 'mac', required: true, meaning: 'the code over the request' },
    { name: 'hash', meaning: 'a hash of the body' },
    { name: 'ext', meaning: 'data of the application' },
  ],
};
