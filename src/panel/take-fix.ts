import { diffRequests, type Sendable } from '../repair/diff.ts';
import type { RepairStep } from '../repair/repair.ts';
import type { Exchange } from '../request/model.ts';
import type { SendOptions } from '../request/sender.ts';
import { askAgain } from './kept-answers.ts';
import type { FixPrompt } from './protocol.ts';
import type { Answers } from './vault.ts';

/** A repaired request that the user sees before it is sent. */
export interface Proposal extends Sendable {
  /** It is all there, and nothing is left to how it is sent. */
  readonly whole: boolean;
  /** What the user typed for it, to be kept where it works. */
  readonly keep?: { readonly key: string; readonly answers: Answers };
}

type About = Pick<FixPrompt, 'finding' | 'fix' | 'title'>;

export function propose(
  { request, options }: Extract<RepairStep, { kind: 'request' }>,
  own: SendOptions,
  keep: Proposal['keep'],
): Proposal {
  return { request, options: { ...own, ...options }, whole: options === undefined, ...(keep && { keep }) };
}

export function previewOf(about: About, before: Sendable, proposal: Proposal): FixPrompt {
  return { ...about, text: 'This is what changes.', preview: diffRequests(before, proposal) };
}

/** A redirect proves nothing, and what a profile puts into the request is not in it here. */
export function isWritable({ whole, request }: Proposal, { response }: Exchange): boolean {
  return whole && request.headers.every(({ value }) => value !== '') && response !== undefined && response.status < 300;
}

/** What a fix has to say to the user, or to ask; `kept` are the answers of the last time, for `origin`. */
export function promptFor(
  step: Extract<RepairStep, { kind: 'ask' | 'instructions' }>,
  about: About,
  kept: Answers | undefined,
  origin: string,
): FixPrompt {
  const prompt = { ...about, text: step.text };
  if (step.kind === 'instructions') return { ...prompt, ...(step.lines && { lines: step.lines }) };
  const keepFor = step.questions.some(({ secret }) => secret) ? { keepFor: origin } : {};
  return { ...prompt, questions: askAgain(step.questions, kept), ...keepFor };
}
