import type { CauseId } from '../../causes/catalogue.ts';
import type { Finding } from '../../diagnosis/model.ts';
import { weightOf } from '../../diagnosis/rank.ts';
import type { Experiment, Reading } from './experiment.ts';

/** Less than this, in bits for each request, is not worth sending for. */
const leastGain = 0.02;
/** What is believed at the least of a cause that an answer would prove: a bare refusal speaks of few of them. */
const leastBelief = 0.03;

/**
 * The experiment that separates the remaining causes best: the one from whose answer the most is learnt, in bits, for each
 * request that it takes. Undefined where none is worth it.
 */
export function chooseNext<T extends { readonly experiment: Experiment; readonly requests: number }>(
  findings: readonly Finding[],
  candidates: readonly T[],
): T | undefined {
  const beliefs = new Map(findings.map(({ cause, confidence }) => [cause, confidence]));
  let best: { readonly candidate: T; readonly gain: number } | undefined;
  for (const candidate of candidates) {
    const gain = gainOf(candidate.experiment, beliefs) / candidate.requests;
    if (gain >= leastGain && gain > (best?.gain ?? 0)) best = { candidate, gain };
  }
  return best?.candidate;
}

/** The entropy that its answer takes away, on average over the answers that are to be expected. */
function gainOf(experiment: Experiment, beliefs: ReadonlyMap<CauseId, number>): number {
  const readings = Object.values(experiment.readings);
  const provable = readings.flatMap(reading => Object.keys(reading.for ?? {}) as CauseId[]);
  const floor = new Map(provable.map(cause => [cause, leastBelief]));
  const likelihoods = [...new Map([...floor, ...beliefs])].map(([cause, belief]) => {
    const masses = readings.map(reading => Math.exp(leaning(reading, cause)));
    const total = masses.reduce((sum, mass) => sum + mass, 0);
    return { belief, chances: masses.map(mass => mass / total) };
  });
  const rest = Math.max(0, 1 - likelihoods.reduce((sum, { belief }) => sum + belief, 0));
  // What nobody thought of answers in any way.
  const all = [...likelihoods, { belief: rest, chances: readings.map(() => 1 / readings.length) }];
  let gain = entropy(all.map(({ belief }) => belief));
  for (const index of readings.keys()) {
    const joint = all.map(({ belief, chances }) => belief * (chances[index] ?? 0));
    const chance = joint.reduce((sum, one) => sum + one, 0);
    if (chance > 0) gain -= chance * entropy(joint.map(one => one / chance));
  }
  return gain;
}

function leaning(reading: Reading, cause: CauseId): number {
  const speaksFor = reading.for?.[cause];
  const speaksAgainst = reading.against?.[cause];
  return (speaksFor ? weightOf(speaksFor) : 0) - (speaksAgainst ? weightOf(speaksAgainst) : 0);
}

function entropy(chances: readonly number[]): number {
  return chances.reduce((sum, chance) => (chance > 0 ? sum - chance * Math.log2(chance) : sum), 0);
}
