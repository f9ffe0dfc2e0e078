import { withHeader } from '../repair.ts';
import type { Experiment } from './experiment.ts';
import { mayRepeat } from './experiment.ts';

export const wrongCredentials: Experiment = {
  id: 'wrong-credentials',
  title: 'With a plainly wrong token of the same shape',
  readings: {
    same: {
      text: 'A plainly wrong token gets the very same answer: the server makes no difference between it and yours',
      for: {
        'token-unknown': 'weak',
        'signature-invalid': 'weak',
        'signing-key-unknown': 'weak',
        'invalid-api-key': 'weak',
        'header-stripped-by-intermediary': 'weak',
      },
      against: {
        'permission-denied': 'strong',
        'insufficient-scope': 'strong',
        'step-up-required': 'strong',
        'account-disabled': 'weak',
      },
    },
    other: {
      text: 'A plainly wrong token gets another answer: the server knows yours, and refuses it for another reason',
      for: { 'permission-denied': 'weak', 'insufficient-scope': 'weak', 'audience-mismatch': 'weak' },
      against: {
        'token-unknown': 'strong',
        'signature-invalid': 'strong',
        'signing-key-unknown': 'strong',
        'invalid-api-key': 'strong',
        'token-malformed': 'strong',
        'header-stripped-by-intermediary': 'decisive',
        'wrong-header-name': 'decisive',
        'scheme-mismatch': 'strong',
        'not-an-auth-failure': 'strong',
      },
    },
    works: {
      text: 'A plainly wrong token is accepted: what refuses yours is no check of tokens',
      for: { 'server-misconfigured': 'weak' },
      against: { 'token-unknown': 'strong', 'signature-invalid': 'decisive', 'invalid-api-key': 'strong' },
    },
  },
  prepare(situation) {
    const { main, request } = situation;
    if (main?.place !== 'header' || !mayRepeat(situation)) return undefined;
    const secret = main.token?.compact ?? (main.credentials?.rest.trim() || main.value);
    if (secret.length < 12 || !main.value.includes(secret)) return undefined;
    return {
      kind: 'request',
      request: withHeader(
        request,
        main.name,
        main.value.replace(secret, () => spoil(secret)),
      ),
    };
  },
};

/** Of the same length and alphabet; of a JWT only the signature changes. */
function spoil(secret: string): string {
  const from = secret.startsWith('eyJ') ? secret.lastIndexOf('.') + 1 : Math.ceil(secret.length / 3);
  const end = secret
    .slice(from)
    .replace(/[a-z]/g, turn('a', 26))
    .replace(/[A-Z]/g, turn('A', 26))
    .replace(/\d/g, turn('0', 10));
  return secret.slice(0, from) + end;
}

function turn(first: string, count: number): (letter: string) => string {
  const base = first.charCodeAt(0);
  return letter => String.fromCharCode(base + ((letter.charCodeAt(0) - base + count / 2) % count));
}
