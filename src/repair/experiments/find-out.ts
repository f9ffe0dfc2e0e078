// Finds out which of several causes it is: the experiment that tells most is made, its outcome is evidence, and the diagnosis
// is made anew, until one cause stands out or nothing more can be learnt.
import type { CauseId } from '../../causes/catalogue.ts';
import { diagnose } from '../../diagnosis/diagnose.ts';
import type { Diagnosis, Evidence, Strength } from '../../diagnosis/model.ts';
import type { Exchange } from '../../request/model.ts';
import type { Sender } from '../../request/sender.ts';
import { originOf } from '../../text/origin.ts';
import { compareAnswers, describeAnswer } from './compare.ts';
import {
  type Experiment,
  type Inquiry,
  isSafe,
  type Reading,
  type Situation,
  situationOf,
  type Variation,
} from './experiment.ts';
import { experiments } from './index.ts';
import { longestWait, pause, wantedRest } from './pace.ts';
import { chooseNext } from './plan.ts';

export interface FindOutOptions {
  readonly send: Sender['send'];
  /** Whether another origin than the request's may be asked, and be given that. */
  readonly mayAsk: (origin: string, gives: string) => Promise<boolean>;
  /** Whether a request that may change something, such as a POST, may be sent again. It may not where this is absent. */
  readonly maySendAgain?: (method: string) => Promise<boolean>;
  /** Resolves after these milliseconds, or when the signal is aborted. Without it there is no pause between experiments. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
  readonly earlier?: readonly Exchange[];
  readonly signal: AbortSignal;
}

/** One line of the table: what was changed, what came back, what it says. */
export interface Step {
  readonly experiment: string;
  readonly title: string;
  /** `401, the same answer` */
  readonly answer: string;
  readonly says: string;
  /** With all that the experiments said so far. */
  readonly diagnosis: Diagnosis;
  /** It succeeded, and is what to send from now on. */
  readonly mended?: Variation;
}

/** More would be a burden to the server. */
export const mostExperiments = 6;
const sure = 0.9;

interface Candidate {
  readonly experiment: Experiment;
  readonly trial: Variation | Inquiry;
  readonly requests: number;
  readonly isSafe: boolean;
}

/** Ends early where the user cancels, or where the server says that it is too much and wants a long rest. */
export async function* findOut(exchange: Exchange, options: FindOutOptions): AsyncGenerator<Step> {
  const situation = situationOf(exchange, options.earlier);
  let candidates = candidatesFor(situation).filter(({ isSafe }) => isSafe || options.maySendAgain);
  let agreed = false;
  const evidence: Evidence[] = [];
  let diagnosis = diagnose(exchange, { ...(options.earlier && { earlier: options.earlier }) });
  let made = 0;
  let rested = false;
  while (made < mostExperiments && !options.signal.aborted && (diagnosis.findings[0]?.confidence ?? 0) < sure) {
    const chosen = chooseSafeFirst(diagnosis, candidates);
    if (!chosen) return;
    if (!chosen.isSafe) agreed ||= (await options.maySendAgain?.(situation.request.method)) ?? false;
    if (!chosen.isSafe && !agreed) return;
    candidates = candidates.filter(one => one !== chosen);
    const { experiment, trial } = chosen;
    const asks = askedBy(trial);
    const gives = trial.kind === 'inquiry' ? trial.gives : 'the credentials of the request';
    if (asks !== originOf(situation.request.url) && !(await options.mayAsk(asks, gives))) continue;
    if (made++ > 0) await options.wait?.(pause, options.signal);
    if (options.signal.aborted) return;
    const outcome = await perform(trial, situation, options);
    if (options.signal.aborted) return;
    const reading = outcome.key === undefined ? undefined : experiment.readings[outcome.key];
    const named = (text: string) => text.replace('{name}', () => (trial.kind === 'request' && trial.name) || '');
    const says = reading ? named(reading.text) : 'It says nothing of the cause';
    if (reading) evidence.push(...toEvidence(experiment.id, reading, says));
    diagnosis = diagnose(exchange, { ...(options.earlier && { earlier: options.earlier }), experiments: evidence });
    yield {
      experiment: experiment.id,
      title: named(experiment.title),
      answer: outcome.answer,
      says,
      diagnosis,
      ...(trial.kind === 'request' && experiment.mends && outcome.key === 'works' && { mended: trial }),
    };
    if (outcome.rest === undefined) continue;
    if (!options.wait || rested || outcome.rest > longestWait) return;
    rested = true;
    await options.wait(outcome.rest, options.signal);
  }
}

/** What changes nothing is tried before what may. */
function chooseSafeFirst({ findings }: Diagnosis, candidates: readonly Candidate[]): Candidate | undefined {
  const safe = candidates.filter(candidate => candidate.isSafe);
  return chooseNext(findings, safe) ?? chooseNext(findings, candidates);
}

function candidatesFor(situation: Situation): Candidate[] {
  return experiments.flatMap((experiment): Candidate[] => {
    const trial = experiment.prepare(situation);
    if (!trial) return [];
    return trial.kind === 'inquiry'
      ? [{ experiment, trial, requests: trial.requests, isSafe: true }]
      : [{ experiment, trial, requests: 1, isSafe: isSafe(trial.request) }];
  });
}

interface Outcome {
  readonly key?: string;
  readonly answer: string;
  /** Milliseconds; the server said that it was too much. */
  readonly rest?: number;
}

async function perform(trial: Variation | Inquiry, { exchange }: Situation, options: FindOutOptions): Promise<Outcome> {
  const { send, signal } = options;
  if (trial.kind === 'inquiry') {
    const key = await trial.ask((request, own) => send(request, own, signal));
    return key === undefined ? { answer: 'no answer that helps' } : { key, answer: 'answered' };
  }
  const answer = await send(trial.request, trial.options, signal);
  const key = trial.read ? trial.read(answer) : compareAnswers(exchange, answer);
  const rest = wantedRest(answer);
  const text = describeAnswer(answer, key);
  if (rest !== undefined) return { answer: text, rest };
  return { ...(key !== undefined && { key }), answer: text };
}

function toEvidence(experiment: string, reading: Reading, text: string): Evidence[] {
  const common = { source: `experiment ${experiment}`, text, pointer: { kind: 'status' } } as const;
  const speaksFor = entries(reading.for).map(([cause, strength]) => ({ ...common, cause, strength }));
  const speaksAgainst = entries(reading.against).map(
    ([cause, strength]) => ({ ...common, cause, strength, against: true }) as const,
  );
  return [...speaksFor, ...speaksAgainst];
}

function entries(of: Reading['for']): [CauseId, Strength][] {
  return Object.entries(of ?? {}) as [CauseId, Strength][];
}

function askedBy(trial: Variation | Inquiry): string {
  return trial.kind === 'inquiry' ? trial.origin : originOf(trial.request.url);
}
