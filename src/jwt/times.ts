// What a token's times say at a given moment, in a few words that can stand beside it and tick.

import type { DecodedToken, ExpiryOddity, TokenState } from './model.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const month = 30.4375 * day;
const year = 12 * month;

/** A token that ends within this time is `expiring`. */
export const defaultSoon = 5 * minute;

/** The last millisecond of the year 9999, after which many date libraries give up. */
const endOfYear9999 = 253_402_300_799_999;
/** The furthest instant a JavaScript date can hold. */
const endOfTime = 8_640_000_000_000_000;

export function tokenState(token: DecodedToken, now: number, soon: number = defaultSoon): TokenState {
  if (token.kind === 'jwe') return { kind: 'undecodable', reason: 'encrypted (JWE)' };
  if (!token.payload) return { kind: 'undecodable', reason: 'no claims' };
  const { exp, nbf } = token.payload;
  const expiry = exp === undefined ? undefined : readExpiry(exp);
  if (exp !== undefined && !expiry) return { kind: 'undecodable', reason: 'exp is not a number' };

  if (expiry && now >= expiry.expiresAt) return { kind: 'expired', ...expiry };
  const validFrom = toInstant(nbf);
  if (validFrom !== undefined && now < validFrom)
    return { kind: 'not-yet-valid', validFrom, ...(expiry && { expiresAt: expiry.expiresAt }) };
  if (!expiry) return { kind: 'no-expiry' };
  return { kind: expiry.expiresAt - now < soon ? 'expiring' : 'valid', ...expiry };
}

/** NumericDate (RFC 7519 §2) as milliseconds since the epoch; a numeric string is read as the number it holds. */
export function toInstant(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^-?\d{1,20}(?:\.\d{1,9})?$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number') return undefined;
  return Math.max(-endOfTime, Math.min(endOfTime, Math.round(number * second)));
}

function readExpiry(exp: unknown): { expiresAt: number; oddity?: ExpiryOddity } | undefined {
  const expiresAt = toInstant(exp);
  if (expiresAt === undefined) return undefined;
  const oddity = findOddity(exp, expiresAt);
  return oddity ? { expiresAt, oddity } : { expiresAt };
}

function findOddity(exp: unknown, expiresAt: number): ExpiryOddity | undefined {
  const unit = findUnit(Number(exp));
  if (unit) return { kind: unit.kind, meant: Math.round((Number(exp) / unit.perSecond) * second) };
  if (typeof exp === 'string') return { kind: 'string', meant: expiresAt };
  return expiresAt > endOfYear9999 ? { kind: 'beyond-year-9999', meant: expiresAt } : undefined;
}

const units = [
  { kind: 'milliseconds', perSecond: 1e3 },
  { kind: 'microseconds', perSecond: 1e6 },
  { kind: 'nanoseconds', perSecond: 1e9 },
] as const;

/** The unit in which a count gives a date of this age (1990 to 2100), while in seconds it is past the year 5000. */
export function findUnit(count: number): (typeof units)[number] | undefined {
  if (count < 1e11) return undefined;
  return units.find(({ perSecond }) => count / perSecond >= 631_152_000 && count / perSecond < 4_102_444_800);
}

/** An `exp` that is not what the writer meant is no good news, whatever the state says when it is read by the letter. */
export function hasOddExpiry(state: TokenState): boolean {
  return 'oddity' in state && state.oddity !== undefined;
}

/** `expires in 4 min`, `expired 2 h ago`. */
export function describeState(state: TokenState, now: number): string {
  switch (state.kind) {
    case 'undecodable':
      return state.reason;
    case 'no-expiry':
      return 'no expiry';
    case 'not-yet-valid':
      return `not yet valid, starts in ${formatDuration(state.validFrom - now)}`;
    default:
      return describeExpiry(state.expiresAt, state.oddity, now);
  }
}

function describeExpiry(expiresAt: number, oddity: ExpiryOddity | undefined, now: number): string {
  if (!oddity) return relativeExpiry(expiresAt, now);
  if (oddity.kind === 'beyond-year-9999') return 'expires after the year 9999';
  const written = oddity.kind === 'string' ? 'a string' : `in ${oddity.kind}`;
  return `exp is ${written}, meant: ${relativeExpiry(oddity.meant, now)}`;
}

function relativeExpiry(instant: number, now: number): string {
  if (now < instant) return `expires in ${formatDuration(instant - now)}`;
  return now - instant < second ? 'expired just now' : `expired ${formatDuration(now - instant)} ago`;
}

/** `in 4 min`, `2 h ago`, `now`. */
export function formatRelative(instant: number, now: number): string {
  if (Math.abs(instant - now) < second) return 'now';
  return instant > now ? `in ${formatDuration(instant - now)}` : `${formatDuration(now - instant)} ago`;
}

/** `2026-11-24 16:58:06 UTC` */
export function formatUtc(instant: number): string {
  return new Date(instant)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC');
}

/** Each unit is used up to twice the next one, so that the number shown is never 1 where it could be precise. */
const steps = [
  { unit: second, below: minute, name: 's' },
  { unit: minute, below: 2 * hour, name: 'min' },
  { unit: hour, below: 2 * day, name: 'h' },
  { unit: day, below: 2 * month, name: 'days' },
  { unit: month, below: 2 * year, name: 'months' },
  { unit: year, below: Number.POSITIVE_INFINITY, name: 'years' },
];

function stepFor(duration: number): (typeof steps)[number] {
  return steps.find(step => duration < step.below) ?? { unit: year, below: Number.POSITIVE_INFINITY, name: 'years' };
}

function formatDuration(duration: number): string {
  const step = stepFor(duration);
  return `${Math.floor(duration / step.unit)} ${step.name}`;
}

/** The next moment at which `describeState` says something else or the kind of the state changes, if there is one. */
export function nextChange(state: TokenState, now: number, soon: number = defaultSoon): number | undefined {
  switch (state.kind) {
    case 'undecodable':
    case 'no-expiry':
      return undefined;
    case 'not-yet-valid':
      return nextTick(state.validFrom, now);
    default: {
      if (state.oddity?.kind === 'beyond-year-9999') return undefined;
      const instant = state.oddity?.meant ?? state.expiresAt;
      const tick = nextTick(instant, now);
      const soonFrom = state.expiresAt - soon + 1;
      return state.kind === 'valid' && soonFrom > now ? Math.min(tick, soonFrom) : tick;
    }
  }
}

function nextTick(instant: number, now: number): number {
  if (now < instant) {
    const left = instant - now;
    const { unit } = stepFor(left);
    return Math.min(instant, Math.ceil(instant - Math.floor(left / unit) * unit + 1));
  }
  const passed = now - instant;
  const { unit, below } = stepFor(passed);
  return Math.ceil(instant + Math.min((Math.floor(passed / unit) + 1) * unit, below));
}
