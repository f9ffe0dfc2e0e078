import type { Verification } from '../jwt/model.ts';

const mostKept = 200;
const kept = new Map<string, Verification>();

/** What was found out about signatures since the window opened, by token; in memory alone. */
export const verifications = {
  get: (compact: string): Verification | undefined => kept.get(compact),
  set(compact: string, verification: Verification): void {
    kept.delete(compact);
    kept.set(compact, verification);
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
  },
};
