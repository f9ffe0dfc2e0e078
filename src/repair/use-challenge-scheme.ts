import { decodeToken } from '../jwt/decode.ts';
import type { Exchange } from '../request/model.ts';
import { askCredentials } from './ask-credentials.ts';
import { challengesOf, credentialsOf } from './challenges.ts';
import { type Repair, withHeader, writtenRequest } from './repair.ts';

/**
 * The server challenges with another scheme than was sent. A token is sent again under the name that the server reads;
 * where the other scheme takes other credentials, they are asked for.
 */
export const useChallengeScheme: Repair = {
  id: 'use-challenge-scheme',
  applies: (finding, exchange) => renamed(exchange) !== undefined || askCredentials.applies(finding, exchange),
  repair(input) {
    const value = renamed(input.exchange);
    if (!value) return askCredentials.repair(input);
    const { header } = challengesOf(input.exchange);
    return { kind: 'request', request: withHeader(writtenRequest(input.exchange), header, value) };
  },
};

/** The same token after the challenge's scheme, where both schemes take a bare token. */
function renamed(exchange: Exchange): string | undefined {
  const { header, challenges } = challengesOf(exchange);
  const sent = credentialsOf(writtenRequest(exchange), header);
  const scheme = challenges.map(challenge => challenge.scheme).find(takesToken);
  if (!sent || !scheme || scheme.toLowerCase() === sent.scheme.toLowerCase()) return undefined;
  const token = (sent.scheme === '' ? sent.rest : (sent.token68 ?? sent.rest)).trim();
  const bare = takesToken(sent.scheme) || sent.scheme === '' || decodeToken(token).kind !== 'undecodable';
  return bare && token !== '' && !/\s/.test(token) ? `${scheme} ${token}` : undefined;
}

function takesToken(scheme: string): boolean {
  return /^(?:bearer|token|apikey)$/i.test(scheme);
}
