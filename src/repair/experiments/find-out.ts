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
import { chooseNext } from './plan.ts';

export interface FindOutOptions {
  readonly send: Sender['send'];
  /** Whether another origin than the request's may be asked, and be given that. */
  readonly mayAsk: (origin: string, gives: string) => Promise<boolean>;
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
}

/** Ends early where the user cancels or the server says that it is too much (429). */
export async function* findOut(exchange: Exchange, options: FindOutOptions): AsyncGenerator<Step> {
  const situation = situationOf(exchange);
  let candidates = candidatesFor(situation);
  const evidence: Evidence[] = [];
  let diagnosis = diagnose(exchange, { ...(options.earlier && { earlier: options.earlier }) });
  let made = 0;
  while (made < mostExperiments && !options.signal.aborted && (diagnosis.findings[0]?.confidence ?? 0) < sure) {
    const chosen = chooseNext(diagnosis.findings, candidates);
    if (!chosen) return;
    candidates = candidates.filter(one => one !== chosen);
    const { experiment, trial } = chosen;
    const asks = askedBy(trial);
    const gives = trial.kind === 'inquiry' ? trial.gives : 'the credentials of the request';
    if (asks !== originOf(situation.request.url) && !(await options.mayAsk(asks, gives))) continue;
    made++;
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
    if (outcome.tooMany) return;
  }
}

/** Nothing that changes something is sent again. */
function candidatesFor(situation: Situation): Candidate[] {
  return experiments.flatMap((experiment): Candidate[] => {
    const trial = experiment.prepare(situation);
    if (!trial) return [];
    if (trial.kind === 'inquiry') return [{ experiment, trial, requests: trial.requests }];
    return isSafe(trial.request) ? [{ experiment, trial, requests: 1 }] : [];
  });
}

interface Outcome {
  readonly key?: string;
  readonly answer: string;
  readonly tooMany?: true;
}

async function perform(trial: Variation | Inquiry, { exchange }: Situation, options: FindOutOptions): Promise<Outcome> {
  const { send, signal } = options;
  if (trial.kind === 'inquiry') {
    const key = await trial.ask((request, own) => send(request, own, signal));
    return key === undefined ? { answer: 'no answer that helps' } : { key, answer: 'answered' };
  }
  const answer = await send(trial.request, trial.options, signal);
  const key = trial.read ? trial.read(answer) : compareAnswers(exchange, answer);
  const tooMany = answer.response?.status === 429;
  return {
    ...(key !== undefined && !tooMany && { key }),
    answer: describeAnswer(answer, key),
    ...(tooMany && { tooMany }),
  };
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
