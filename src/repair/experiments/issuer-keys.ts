import type { Experiment } from './experiment.ts';

const outcomes: Readonly<Record<string, string>> = {
  verified: 'verified',
  'signature-mismatch': 'mismatch',
  'key-not-found': 'no-key',
};

export const issuerKeys: Experiment = {
  id: 'issuer-keys',
  title: "The signature, with the issuer's keys",
  readings: {
    verified: {
      text: "The signature matches a key of the issuer's: the token is genuine",
      for: { 'audience-mismatch': 'weak', 'token-revoked': 'weak' },
      against: {
        'signature-invalid': 'decisive',
        'signing-key-unknown': 'strong',
        'token-malformed': 'decisive',
        'token-unknown': 'weak',
      },
    },
    mismatch: {
      text: "The signature does not match the issuer's key: the token was changed, or another signed it",
      for: { 'signature-invalid': 'decisive' },
    },
    'no-key': {
      text: 'The issuer\'s key set has no key of the token\'s "kid"',
      for: { 'signing-key-unknown': 'decisive' },
    },
  },
  prepare({ token, issuer }) {
    if (token === undefined || issuer === undefined) return undefined;
    return {
      kind: 'inquiry',
      origin: new URL(issuer).origin,
      gives: 'no token, only a request for its metadata and its public keys',
      requests: 2,
      async ask(send) {
        const { createIssuerVerifier } = await import('../../oauth/verification.ts');
        const { kind } = await createIssuerVerifier(send, () => 0).verify(token);
        return outcomes[kind];
      },
    };
  },
};
