import type { HttpRequest } from '../../request/model.ts';
import { type Experiment, isSafe, mayRepeat } from './experiment.ts';

const bodyHeaders = /^content-|^transfer-encoding$/i;

export const readingInstead: Experiment = {
  id: 'reading-instead',
  title: 'Reading (GET) instead of changing',
  readings: {
    works: {
      text: 'Reading with the same credentials succeeds: they are good, and what they may do is not enough',
      for: { 'insufficient-scope': 'strong', 'permission-denied': 'strong', 'csrf-token-invalid': 'strong' },
      against: {
        'token-unknown': 'decisive',
        'token-revoked': 'decisive',
        'signature-invalid': 'decisive',
        'audience-mismatch': 'strong',
        'invalid-api-key': 'decisive',
        'session-expired': 'decisive',
        'credentials-missing': 'strong',
      },
    },
    same: {
      text: 'Reading with the same credentials is refused alike',
      for: { 'token-unknown': 'weak', 'session-expired': 'weak' },
      against: { 'csrf-token-invalid': 'strong', 'insufficient-scope': 'weak' },
    },
    other: { text: 'Reading with the same credentials gets another answer' },
  },
  prepare(situation) {
    const { request } = situation;
    if (isSafe(request) || !mayRepeat(situation) || situation.sent.some(({ place }) => place === 'body'))
      return undefined;
    const headers = request.headers.filter(({ name }) => !bodyHeaders.test(name));
    const reading: HttpRequest = { method: 'GET', url: request.url, headers };
    return { kind: 'request', request: reading };
  },
};
