import type { Provider } from './provider.ts';

export const webhook: Provider = {
  id: 'webhook',
  title: 'webhook',
  recognise: {
    body: [/^Error occurred while evaluating hook rules\./, /^Hook rules were not satisfied\.$/],
  },
  tells: [
    {
      cause: 'request-signature-mismatch',
      strength: 'decisive',
      says: 'webhook answers 500 where a signature is wrong: the secrets of both sides, or the bytes that were signed, differ',
      status: [500],
      credentials: 'present',
    },
    {
      cause: 'credentials-missing',
      strength: 'strong',
      says: 'A rule of webhook wants a value that the request did not carry',
      body: /Hook rules were not satisfied/,
      credentials: 'absent',
    },
  ],
  matches: [
    {
      status: 500,
      body: 'Error occurred while evaluating hook rules.',
      cause: 'request-signature-mismatch',
      credentials: 'present',
    },
    { status: 403, body: 'Hook rules were not satisfied.', cause: 'credentials-missing', credentials: 'absent' },
  ],
  nearMisses: [{ host: 'api.example.com', status: 500, body: '{"error":"Error occurred"}' }],
  documentation: 'https://github.com/adnanh/webhook/blob/master/docs/Hook-Rules.md',
};
