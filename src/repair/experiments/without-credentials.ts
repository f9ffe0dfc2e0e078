import { withoutCredential } from '../repair.ts';
import type { Experiment } from './experiment.ts';

export const withoutCredentials: Experiment = {
  id: 'without-credentials',
  title: 'Without credentials',
  mends: true,
  readings: {
    works: {
      text: 'Without credentials the request succeeds: the server wants none here, and refuses the ones that were sent',
      for: { 'malformed-header': 'weak', 'token-unknown': 'weak' },
      against: {
        'credentials-missing': 'decisive',
        'permission-denied': 'strong',
        'insufficient-scope': 'strong',
        'client-not-allowed': 'strong',
        'header-stripped-by-intermediary': 'decisive',
        'not-an-auth-failure': 'strong',
      },
    },
    same: {
      text: 'Without credentials the answer is the very same: perhaps the server does not see those that are sent',
      for: { 'header-stripped-by-intermediary': 'weak', 'wrong-header-name': 'weak', 'scheme-mismatch': 'weak' },
      against: { 'insufficient-scope': 'weak', 'step-up-required': 'weak' },
    },
    other: {
      text: 'Without credentials the answer is another one: the server reads what is sent',
      against: {
        'credentials-missing': 'decisive',
        'header-stripped-by-intermediary': 'decisive',
        'header-dropped-on-redirect': 'decisive',
        'wrong-header-name': 'strong',
        'not-an-auth-failure': 'strong',
      },
    },
  },
  prepare({ request, sent }) {
    if (sent.length === 0 || sent.some(({ place }) => place === 'body' || place === 'url')) return undefined;
    return { kind: 'request', request: sent.reduce(withoutCredential, request) };
  },
};
