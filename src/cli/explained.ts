import type { Diagnosis } from '../diagnosis/model.ts';
import type { Step } from '../repair/experiments/find-out.ts';
import type { Exchange } from '../request/model.ts';

export interface Explained {
  readonly exchange: Exchange;
  readonly diagnosis: Diagnosis;
  /** The experiments that were made to find out. */
  readonly steps?: readonly Step[];
}

/** Whether the exchange failed for a reason of authentication or authorisation. */
export function isAuthFailure({ findings }: Diagnosis): boolean {
  return findings[0] !== undefined && findings[0].cause !== 'not-an-auth-failure';
}
