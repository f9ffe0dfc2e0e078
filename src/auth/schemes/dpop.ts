import { tokenChallengeParameters } from './bearer.ts';
import type { Scheme } from './scheme.ts';

export const dpop: Scheme = {
  name: 'DPoP',
  form: 'token68',
  source: 'RFC 9449 §7.1',
  summary: 'An access token bound to a key; each request carries a fresh proof in the DPoP header',
  challengeParameters: [
    ...tokenChallengeParameters,
    { name: 'algs', meaning: 'the algorithms that a proof may be signed with, separated by spaces' },
  ],
};
