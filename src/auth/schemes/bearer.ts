import type { Scheme } from './scheme.ts';

export const bearer: Scheme = {
  name: 'Bearer',
  form: 'token68',
  source: 'RFC 6750',
  summary: 'An access token; whoever holds it may use it',
};
