import type { Exchange, HttpRequest } from '../request/model.ts';
import type { SendOptions } from '../request/sender.ts';
import type { Sendable } from './diff.ts';
import type { RepairStep } from './repair.ts';
import { optionsFor } from './send-elsewhere.ts';

/** How often a repair may go to the network before its request, so that no chain of steps runs on. */
const mostSteps = 3;

interface Network {
  readonly maySend: () => boolean;
  /** Undefined where the user cancelled. */
  readonly send: (request: HttpRequest, options: SendOptions) => Promise<Exchange | undefined>;
  readonly stop: (message: string) => undefined;
}

/** What a repair of `own` needs from the network first; undefined where that was cancelled or stopped. */
export async function takeFirstSteps(
  from: RepairStep,
  own: Sendable,
  { maySend, send, stop }: Network,
): Promise<Exclude<RepairStep, { kind: 'first' }> | undefined> {
  let step = from;
  for (let steps = 0; step.kind === 'first'; steps++) {
    if (!maySend()) return stop('Nothing is sent from a workspace that is not trusted');
    if (steps === mostSteps) return stop('The fix went to the network too often and was stopped');
    const options = optionsFor(step.request.url, own.request.url, own.options ?? {});
    // The body may hold a refresh token, which must not follow a redirect.
    const outcome = await send(step.request, { ...options, followRedirects: false, ...step.options });
    if (!outcome) return undefined;
    step = await step.next(outcome);
  }
  return step;
}
