import type { Tokens } from './model.ts';

/** Milliseconds that a request and the clocks of two machines may take. */
const margin = 30_000;

/** By the clock of this machine, which has counted from their arrival: what another one shows does not matter. */
export function runsOut({ expiresAt }: Pick<Tokens, 'expiresAt'>, now: number): boolean {
  return expiresAt !== undefined && expiresAt - margin <= now;
}
