import { headerValue } from '../request/model.ts';
import { challengesOf } from './challenges.ts';
import type { Repair } from './repair.ts';

/**
 * The server wants its own nonce in a DPoP proof (RFC 9449 §8) or a fresh one in a Digest answer (RFC 7616 §3.3). Making
 * either takes the private key or the password, which the exchange does not hold; the nonce is handed over.
 */
export const retryWithNonce: Repair = {
  id: 'retry-with-nonce',
  applies: (_finding, exchange) => exchange.response !== undefined,
  repair({ exchange }) {
    const dpop = headerValue(exchange.response?.headers ?? [], 'DPoP-Nonce');
    if (dpop !== undefined)
      return {
        kind: 'instructions',
        text: `Make a new DPoP proof with the claim "nonce": "${dpop}" and send it with the same access token. The server may send another nonce with any answer: always use the newest`,
      };
    const digest = challengesOf(exchange).challenges.find(({ scheme }) => /^digest$/i.test(scheme));
    const nonce = digest?.params.find(({ name }) => name === 'nonce')?.value;
    return {
      kind: 'instructions',
      text: nonce
        ? `Compute the Digest response again with nonce "${nonce}" and nc=00000001. The old nonce is no longer accepted; the password may well be right`
        : 'The server named no nonce to retry with',
    };
  },
};
