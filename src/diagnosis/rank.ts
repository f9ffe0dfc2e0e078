import { type CauseId, causes } from '../causes/catalogue.ts';
import type { Evidence, Strength } from './model.ts';

/** A cause with its probability and all that speaks for it or against it. */
export interface RankedCause {
  readonly cause: CauseId;
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
}

// All numbers of the diagnosis are here. They are log-odds, and `observed` below turns what comes of them into probabilities.
const weight: Readonly<Record<Strength, number>> = { decisive: 6.5, strong: 4, weak: 1.4 };
const weightAgainst: Readonly<Record<Strength, number>> = { decisive: 9, strong: 4, weak: 1.4 };
/** A second thing that the same source says for the same cause is hardly news. */
const repeated = 0.05;
/** The mass of what no detector thought of. */
const unforeseen = 0.4;
/** How much more common than others a cause is, all else equal. */
const prior: Partial<Record<CauseId, number>> = {
  'permission-denied': 0.5,
  'token-expired': 0.4,
  'credentials-missing': 0.4,
  'signature-invalid': 0.5,
  'token-unknown': 0.5,
  'invalid-credentials': 0.5,
  'invalid-api-key': 0.4,
  'wrong-environment': -0.6,
  'session-expired': 0.5,
  'client-not-allowed': -0.3,
  'insufficient-scope': -0.1,
  'audience-mismatch': -0.2,
  'issuer-mismatch': -0.3,
  'token-revoked': -0.4,
};
const temperature = 0.95;
const explainedAway = 4;
const explainsFrom = 3.9;
const least = 0.02;
/**
 * How often the first cause is right, for the share that it has: measured on labelled exchanges with the provider of each
 * left out. Causes that compete mostly rest on the same bare refusal, which is why the first of them is right more often
 * than its share. From 0.9 on, the two are the same.
 */
const observed: readonly (readonly [share: number, right: number])[] = [
  [0, 0],
  [0.25, 0.38],
  [0.35, 0.66],
  [0.5, 0.82],
  [0.65, 0.89],
  [0.9, 0.9],
  [1, 1],
];
/** An exchange alone never proves a cause. */
const most = 0.99;

/** They are one witness, the server: a status, an `error` and a sentence that say the same say it once. */
const refusalSources: ReadonlySet<string> = new Set([
  'refused-credentials',
  'challenge-error',
  'oauth-error',
  'server-words',
]);
/** A 403 and a sentence about permissions are two things: the status names the kind of refusal. */
const spokenTwice: ReadonlySet<CauseId> = new Set(['permission-denied', 'client-not-allowed', 'insufficient-scope']);

interface Explanation {
  readonly cause: CauseId;
  /** Who must have seen it in the request; anyone where absent. What a server says of a token explains nothing away. */
  readonly seenBy?: readonly string[];
  readonly explains: readonly CauseId[];
}

/** Where a cause was seen, it explains what the server says: a placeholder is also an unknown key and a malformed token. */
const explanations: readonly Explanation[] = [
  {
    cause: 'placeholder-credentials',
    seenBy: ['placeholder'],
    explains: [
      'malformed-header',
      'token-malformed',
      'invalid-api-key',
      'invalid-credentials',
      'token-unknown',
      'signature-invalid',
      'credentials-missing',
      'client-authentication-failed',
      'scheme-mismatch',
      'token-expired',
      'header-stripped-by-intermediary',
      'grant-invalid',
    ],
  },
  {
    cause: 'malformed-header',
    seenBy: ['header-problems'],
    explains: [
      'token-malformed',
      'invalid-api-key',
      'token-unknown',
      'credentials-missing',
      'header-stripped-by-intermediary',
      'invalid-credentials',
    ],
  },
  {
    cause: 'header-dropped-on-redirect',
    seenBy: ['dropped-on-redirect'],
    explains: ['credentials-missing', 'header-stripped-by-intermediary'],
  },
  {
    cause: 'clock-skew',
    seenBy: ['token-times', 'clock-offset'],
    explains: ['token-expired', 'token-not-yet-valid', 'request-signature-mismatch', 'token-unknown'],
  },
  {
    cause: 'token-expired',
    seenBy: ['token-times', 'signed-url-times'],
    explains: [
      'request-signature-mismatch',
      'token-unknown',
      'signature-invalid',
      'invalid-credentials',
      'invalid-api-key',
      'session-expired',
      'header-stripped-by-intermediary',
    ],
  },
  {
    cause: 'scheme-mismatch',
    seenBy: ['scheme-not-offered'],
    explains: [
      'credentials-missing',
      'header-stripped-by-intermediary',
      'token-unknown',
      'token-expired',
      'token-revoked',
      'invalid-credentials',
      'invalid-api-key',
      'permission-denied',
      'malformed-header',
    ],
  },
  {
    cause: 'sender-proof-invalid',
    seenBy: ['scheme-not-offered', 'token-binding'],
    explains: ['token-unknown', 'token-expired', 'token-revoked', 'scheme-mismatch'],
  },
  { cause: 'auth-method-disabled', seenBy: ['server-words'], explains: ['scheme-mismatch', 'invalid-credentials'] },
  { cause: 'server-misconfigured', seenBy: ['server-words'], explains: ['not-an-auth-failure'] },
  {
    cause: 'account-disabled',
    explains: ['invalid-api-key', 'invalid-credentials', 'token-unknown'],
  },
];

/** How much evidence of that strength shifts the odds of a cause, as a logarithm. */
export function weightOf(strength: Strength): number {
  return weight[strength];
}

export function rank(evidence: readonly Evidence[]): RankedCause[] {
  const byCause = new Map<CauseId, Evidence[]>();
  for (const one of evidence) {
    const known = byCause.get(one.cause);
    if (known?.some(other => isSame(other, one))) continue;
    if (known) known.push(one);
    else byCause.set(one.cause, [one]);
  }
  const scores = new Map<CauseId, number>();
  for (const [cause, all] of byCause) scores.set(cause, scoreOf(all) + (prior[cause] ?? 0));
  explainAway(scores, byCause);
  const total = [...scores.values()].reduce((sum, score) => sum + mass(score), mass(unforeseen));
  const ranked = [...scores]
    .map(([cause, score]) => ({ cause, confidence: mass(score) / total, evidence: byCause.get(cause) ?? [] }))
    .filter(({ evidence: all }) => all.some(one => !one.against))
    .sort((a, b) => b.confidence - a.confidence || order(a.cause) - order(b.cause));
  return calibrate(ranked).filter(({ confidence }) => confidence >= least);
}

/**
 * The first cause has the probability that was observed for its share, as far as it leads: of two that are even, neither is
 * the first. The others keep their shares of the rest.
 */
function calibrate(ranked: readonly RankedCause[]): RankedCause[] {
  const share = ranked[0]?.confidence ?? 0;
  const lead = 1 - (ranked[1]?.confidence ?? 0) / share;
  const right = Math.min(most, share + (probabilityOf(share) - share) * lead ** 0.25);
  return ranked.map((one, index) => ({
    ...one,
    confidence: index === 0 ? right : share < 1 ? Math.min(right, (one.confidence * (1 - right)) / (1 - share)) : 0,
  }));
}

function probabilityOf(share: number): number {
  const next = observed.findIndex(([known]) => share <= known);
  const [x0, y0] = observed[next - 1] ?? [0, 0];
  const [x1, y1] = observed[next] ?? [1, 1];
  return y0 + ((y1 - y0) * (share - x0)) / (x1 - x0);
}

/** Two phrases in one sentence see the same thing. */
function isSame(a: Evidence, b: Evidence): boolean {
  return a.text === b.text && a.source === b.source && a.strength === b.strength && a.against === b.against;
}

function mass(score: number): number {
  return Math.exp(score / temperature);
}

/** Independent sources add up; what one source repeats counts little. */
function scoreOf(evidence: readonly Evidence[]): number {
  const bySource = new Map<string, number[]>();
  for (const one of evidence) {
    const value = one.against ? -weightAgainst[one.strength] : weight[one.strength];
    const key = sourceOf(one);
    const known = bySource.get(key);
    if (known) known.push(value);
    else bySource.set(key, [value]);
  }
  let score = 0;
  for (const values of bySource.values()) {
    const [first = 0, second = 0] = values.sort((a, b) => Math.abs(b) - Math.abs(a));
    score += first + repeated * second;
  }
  return score;
}

function sourceOf({ source, against, cause }: Evidence): string {
  if (!against && refusalSources.has(source) && !spokenTwice.has(cause)) return 'refusal';
  return `${source} ${against ?? ''}`;
}

function explainAway(scores: Map<CauseId, number>, byCause: ReadonlyMap<CauseId, readonly Evidence[]>): void {
  for (const { cause, seenBy, explains } of explanations) {
    const seen = (byCause.get(cause) ?? []).filter(
      one => (!seenBy || seenBy.includes(one.source)) && one.strength !== 'weak' && !one.against,
    );
    if (seen.length === 0 || (scores.get(cause) ?? 0) < explainsFrom) continue;
    for (const other of explains) {
      const score = scores.get(other);
      // One sentence that stands for both alike does not choose between them.
      const isSaidOfBoth = byCause
        .get(other)
        ?.some(one => seen.every(({ text, strength }) => text === one.text && strength === one.strength));
      if (score !== undefined && !isSaidOfBoth) scores.set(other, score - explainedAway);
    }
  }
}

function order(cause: CauseId): number {
  return causes.findIndex(({ id }) => id === cause);
}
