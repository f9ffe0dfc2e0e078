import type { ExtensionContext } from 'vscode';
import { type Fingerprint, openFingerprints } from './fingerprints.ts';
import { toRun } from './history-entry.ts';
import type { Ran } from './outside.ts';
import { freshRuns } from './runs.ts';

/** Masks what was sent, and hands it to whoever keeps the history. */
export function keepRuns(context: ExtensionContext): (ran: Ran) => Promise<void> {
  let fingerprints: Promise<Fingerprint> | undefined;
  return async ran => {
    const at = Date.now();
    fingerprints ??= openFingerprints(context);
    const run = toRun(ran, crypto.randomUUID(), at, await fingerprints);
    freshRuns.fire({ run, request: ran.request });
  };
}
