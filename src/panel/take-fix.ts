import type { Diagnosis } from '../diagnosis/model.ts';
import { diffRequests, type Sendable } from '../repair/diff.ts';
import { findRepair } from '../repair/index.ts';
import { type Answers, type Question, type RepairStep, writtenRequest } from '../repair/repair.ts';
import type { Exchange } from '../request/model.ts';
import type { SendOptions } from '../request/sender.ts';
import { originOf } from '../text/origin.ts';
import type { Draft } from './draft.ts';
import { askAgain, completeAnswers } from './kept-answers.ts';
import type { Outside } from './outside.ts';
import type { FixPrompt, FromWebview } from './protocol.ts';

/** A repaired request that the user sees before it is sent. */
export interface Proposal extends Sendable {
  /** It is all there, and nothing is left to how it is sent. */
  readonly whole: boolean;
  /** What the user typed for it, to be kept where it works. */
  readonly keep?: { readonly key: string; readonly answers: Answers };
}

/** What is on show, and what a fix of it may use. */
interface Fixing {
  readonly exchange: Exchange;
  readonly diagnosis: Diagnosis;
  readonly earlier: readonly Exchange[];
  readonly draft: Draft;
  readonly outside: Pick<Outside, 'vault' | 'profile'>;
  /** Undefined where they were cancelled or stopped. */
  readonly takeFirstSteps: (step: RepairStep) => Promise<Exclude<RepairStep, { kind: 'first' }> | undefined>;
}

interface TakenFix {
  readonly prompt: FixPrompt;
  readonly proposal?: Proposal;
  readonly asked?: readonly Question[];
}

/** What the page shows of a fix that the user wants: the request that it makes, a question, or instructions. */
export async function takeFix(
  { finding: index, fix, answers: given }: Extract<FromWebview, { kind: 'fix' }>,
  asked: readonly Question[],
  { exchange, diagnosis, earlier, draft, outside, takeFirstSteps }: Fixing,
): Promise<TakenFix | undefined> {
  const finding = diagnosis.findings[index];
  const repair = finding && findRepair(fix, finding, exchange);
  if (!repair) return undefined;
  const origin = originOf(writtenRequest(exchange).url);
  const key = `${fix} ${origin}`;
  const kept = await outside.vault.read(key);
  const { keep, ...typed } = given ?? {};
  const answers = given && completeAnswers(asked, typed, kept);
  const step = await takeFirstSteps(repair.repair({ finding, exchange, earlier, ...(answers && { answers }) }));
  if (!step) return undefined;
  const title = finding.fixes.find(({ id }) => id === fix)?.title ?? fix;
  const about = { finding: index, fix, title };
  if (step.kind === 'request') {
    const { options } = draft;
    const keeping = keep && answers ? { key, answers } : undefined;
    const request = outside.profile?.takeBack(step.request) ?? step.request;
    const proposal = propose({ ...step, request }, options, keeping);
    return { prompt: previewOf(about, { request: draft.request(), options }, proposal), proposal };
  }
  return { prompt: promptFor(step, about, kept, origin), ...(step.kind === 'ask' && { asked: step.questions }) };
}

/** A redirect proves nothing, and what a profile puts into the request is not in it here. */
export function isWritable({ whole, request }: Proposal, { response }: Exchange): boolean {
  return whole && request.headers.every(({ value }) => value !== '') && response !== undefined && response.status < 300;
}

type About = Pick<FixPrompt, 'finding' | 'fix' | 'title'>;

function propose(
  { request, options }: Extract<RepairStep, { kind: 'request' }>,
  own: SendOptions,
  keep: Proposal['keep'],
): Proposal {
  return { request, options: { ...own, ...options }, whole: options === undefined, ...(keep && { keep }) };
}

function previewOf(about: About, before: Sendable, proposal: Proposal): FixPrompt {
  return { ...about, text: 'This is what changes.', preview: diffRequests(before, proposal) };
}

/** What a fix has to say to the user, or to ask; `kept` are the answers of the last time, for `origin`. */
function promptFor(
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
