import { diagnose } from '../diagnosis/diagnose.ts';
import type { Finding, FindingFix } from '../diagnosis/model.ts';
import { diffRequests, formatDiff, type RequestDiff, type Sendable } from '../repair/diff.ts';
import { takeFirstSteps } from '../repair/first-steps.ts';
import { findRepair } from '../repair/index.ts';
import { compareOutcomes, describeOutcome } from '../repair/outcome.ts';
import { type Answers, type Question, type Repair, type RepairStep, writtenRequest } from '../repair/repair.ts';
import type { Sender, SendOptions } from '../request/sender.ts';
import type { Explained } from './explained.ts';
import { type Io, UsageError } from './io.ts';
import { plain } from './output/paint.ts';

/** A fix that was taken, with what came of it, or one that lacked something. */
export type Repaired = { readonly fix: FindingFix } & (
  | { readonly taken: true; readonly diff: RequestDiff; readonly comparison: string; readonly after: Explained }
  | { readonly taken: false; readonly needs: readonly string[] }
);

export interface Repairing {
  readonly sender: Sender;
  readonly options: SendOptions;
  /** What the user gave beforehand. */
  readonly answers: Answers;
}

/**
 * Takes the first fix of the likeliest cause that can be taken, and sends the repaired request once. Those before it lacked
 * an answer, which nobody was there to give.
 */
export async function repairOnce(before: Explained, { sender, options, answers }: Repairing, io: Io) {
  const tried: Repaired[] = [];
  const [finding] = before.diagnosis.findings;
  for (const fix of finding?.fixes ?? []) {
    const repair = finding && findRepair(fix.id, finding, before.exchange);
    if (!repair || io.interrupted.aborted) continue;
    const outcome = await sendableFor(repair, finding);
    if (!outcome) continue;
    if ('needs' in outcome) {
      tried.push({ fix, taken: false, needs: outcome.needs });
      continue;
    }
    const request = writtenRequest(before.exchange);
    const diff = diffRequests({ request, options }, outcome);
    io.writeError(`${plain(fix.title)}:\n${formatDiff(diff).split('\n').map(plain).join('\n')}\n`);
    // A redirect chose that server, and whoever runs this has not.
    if (diff.notes.length > 0) {
      const { needs } = await answersTo(
        { kind: 'ask', text: `${diff.notes.join('. ')}. Send it?`, questions: [] },
        answers,
        io,
      );
      if (needs.length > 0) {
        tried.push({ fix, taken: false, needs });
        continue;
      }
    }
    const exchange = await sender.send(outcome.request, outcome.options, io.interrupted);
    const after = { exchange, diagnosis: diagnose(exchange, { earlier: [before.exchange] }) };
    const comparison = compareOutcomes(describeOutcome(before.exchange, before.diagnosis), exchange, after.diagnosis);
    return [...tried, { fix, taken: true, diff, comparison, after } as const];
  }
  return tried;

  async function sendableFor(repair: Repair, finding: Finding): Promise<Sendable | { needs: string[] } | undefined> {
    const { exchange } = before;
    let step = await go(repair.repair({ finding, exchange }));
    if (step?.kind === 'ask') {
      const given = await answersTo(step, answers, io);
      if (given.needs.length > 0) return { needs: given.needs };
      step = await go(repair.repair({ finding, exchange, answers: given.answers }));
    }
    if (step?.kind === 'request') return { request: step.request, options: { ...options, ...step.options } };
    if (step) io.writeError(`${plain(step.text)}\n`);
    if (step?.kind === 'instructions' && step.lines)
      io.writeError(`\n${step.lines.split('\n').map(plain).join('\n')}\n\n`);
    return undefined;
  }

  function go(step: RepairStep) {
    const own = { request: writtenRequest(before.exchange), options };
    return takeFirstSteps(step, own, {
      maySend: () => true,
      send: async (request, limits) => {
        const outcome = await sender.send(request, limits, io.interrupted);
        return io.interrupted.aborted ? undefined : outcome;
      },
      stop: message => void io.writeError(`${message}\n`),
    });
  }
}

/** What is asked and was not given is asked at the terminal, where there is one. */
async function answersTo(
  { text, questions }: Extract<RepairStep, { kind: 'ask' }>,
  given: Answers,
  io: Io,
): Promise<{ answers: Answers; needs: string[] }> {
  if (questions.length === 0) {
    const agrees = given.yes ?? (await io.ask?.(`${plain(text)} (y/N)`, false));
    return /^y(?:es)?$/i.test(agrees ?? '') ? { answers: {}, needs: [] } : { answers: {}, needs: ['yes'] };
  }
  const answers: Record<string, string> = {};
  const needs: string[] = [];
  const asks = questions.some(question => isMissing(question, given)) && io.ask;
  if (asks) io.writeError(`${plain(text)}\n`);
  for (const question of questions) {
    const { name, label, secret, value = '' } = question;
    const hint = value === '' ? '' : ` (${value})`;
    const answer = given[name] ?? ((asks && (await asks(`${plain(label + hint)}`, secret))) || value);
    if (answer !== '') answers[name] = answer;
    else if (!question.optional) needs.push(name);
  }
  return { answers, needs };
}

function isMissing({ name, value = '', optional }: Question, given: Answers): boolean {
  return given[name] === undefined && value === '' && !optional;
}

/** `NAME=VALUE`, or `NAME` for the value of the environment variable WHY401_NAME, where no other program sees it. */
export function readAnswers(texts: readonly string[], environment: Io['environment']): Answers {
  const answers: Record<string, string> = {};
  for (const text of texts) {
    const [, name = '', value] = /^([^=]+)(?:=([\s\S]*))?$/.exec(text) ?? [];
    if (name === '') throw new UsageError(`--answer is "${text}"; it takes NAME=VALUE or NAME`);
    const variable = `WHY401_${name.toUpperCase()}`;
    const answer = value ?? environment[variable];
    if (answer === undefined) throw new UsageError(`--answer is "${name}", and "${variable}" is not set`);
    answers[name] = answer;
  }
  return answers;
}
