import { headerValue } from '../request/model.ts';
import { askCredentials } from './ask-credentials.ts';
import { challengesOf } from './challenges.ts';
import type { Repair } from './repair.ts';

/**
 * The server wants its own nonce in a DPoP proof (RFC 9449 §8) or a fresh one in a Digest answer (RFC 7616 §3.3). A
 * Digest answer takes the password and is then made anew; a proof takes the private key, which never comes here, so the
 * nonce is handed over.
 */
export const retryWithNonce: Repair = {
  id: 'retry-with-nonce',
  applies: (_finding, exchange) => exchange.response !== undefined,
  repair(input) {
    const { exchange } = input;
    if (challengesOf(exchange).challenges.some(({ scheme }) => /^digest$/i.test(scheme)))
      return askCredentials.repair(input);
    const nonce = headerValue(exchange.response?.headers ?? [], 'DPoP-Nonce');
    const text =
      nonce === undefined
        ? 'The server named no nonce to retry with'
        : `Make a new DPoP proof with the claim "nonce": "${nonce}" and send it with the same access token. The server may name another nonce in any answer: use the newest`;
    return { kind: 'instructions', text };
  },
};
