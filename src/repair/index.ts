import type { Finding } from '../diagnosis/model.ts';
import type { Exchange } from '../request/model.ts';
import { askCredentials } from './ask-credentials.ts';
import { fillVariable } from './fill-variable.ts';
import { fixHeader } from './fix-header.ts';
import { mendServer } from './mend-server.ts';
import { moveCredentials } from './move-credentials.ts';
import { refreshToken } from './refresh-token.ts';
import type { Repair } from './repair.ts';
import { repeatSignIn } from './repeat-sign-in.ts';
import { requestToken } from './request-token.ts';
import { retryWithNonce } from './retry-with-nonce.ts';
import { sendAccessToken } from './send-access-token.ts';
import { sendCsrfToken } from './send-csrf-token.ts';
import { sendToFinalUrl } from './send-to-final-url.ts';
import { signAgain } from './sign-again.ts';
import { useChallengeScheme } from './use-challenge-scheme.ts';

export const repairs: readonly Repair[] = [
  askCredentials,
  fillVariable,
  fixHeader,
  mendServer,
  moveCredentials,
  refreshToken,
  repeatSignIn,
  requestToken,
  retryWithNonce,
  sendAccessToken,
  sendCsrfToken,
  sendToFinalUrl,
  signAgain,
  useChallengeScheme,
];

/** The repair that does a fix of a finding, where one can. */
export function findRepair(id: string, finding: Finding, exchange: Exchange): Repair | undefined {
  return repairs.find(repair => repair.id === id && repair.applies(finding, exchange));
}
