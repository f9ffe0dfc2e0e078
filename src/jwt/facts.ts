// All that can be told of a token in plain words: its state, kind, problems, signature, header and claims with their meaning.
// The hover, the list of claims and whoever else shows a token tell these, so that they all say the same. Nothing is escaped
// here, and the signature never appears.

import { findAlgorithm } from './algorithms.ts';
import { explainClaim, explainHeaderParameter } from './claims.ts';
import { kindOf, purposeTitles } from './kind-of.ts';
import type { DecodedToken, Disclosure, TokenProblem, Verification } from './model.ts';
import { describeState, findUnit, formatRelative, toInstant, tokenState } from './times.ts';

export interface FactOptions {
  /** IANA name; the zone of the machine where absent. */
  readonly timeZone?: string;
  /** Before the end of its life a token is said to expire soon: this many milliseconds. */
  readonly soon?: number;
  readonly verification?: Verification;
}

export interface TokenFacts {
  readonly title: string;
  /** `expires in 4 min`. */
  readonly state: string;
  /** What kind of token it is or seems to be, and how we know. */
  readonly purpose?: string;
  readonly signature: string;
  /** The worst come first. */
  readonly problems: readonly ProblemFact[];
  readonly header: readonly Fact[];
  readonly claims: readonly Fact[];
  /** What is signed, where it is no JSON object. */
  readonly payloadText?: string;
}

export interface ProblemFact {
  readonly severity: 'Error' | 'Warning' | 'Note';
  readonly text: string;
}

export interface Fact {
  readonly name: string;
  /** As text, or as JSON. */
  readonly value: string;
  /** Of a time: in local time, in UTC and from now. */
  readonly time?: string;
  /** A sentence with its source. */
  readonly meaning?: string;
}

export function factsOf(token: DecodedToken, now: number, options: FactOptions = {}): TokenFacts {
  const purpose = purposeOf(token);
  return {
    title: token.payload || token.kind === 'jwe' ? kinds[token.kind] : 'Signed content (JWS)',
    state: describeState(tokenState(token, now, options.soon), now),
    ...(purpose !== undefined && { purpose }),
    signature: describeVerification(options.verification ?? unverified(token), options.timeZone),
    problems: problemsOf(token.problems),
    header: Object.entries(token.header).map(([name, value]) => headerFact(name, value)),
    claims: [
      ...Object.entries(token.payload ?? {}).map(([name, value]) => claimFact(name, value, token, now, options)),
      ...(token.disclosures ?? []).map(disclosure => disclosedFact(disclosure, token, now, options)),
    ],
    ...(token.payloadText !== undefined && { payloadText: token.payloadText }),
  };
}

const kinds = { jws: 'JSON Web Token', jwe: 'Encrypted token (JWE)', unsecured: 'Unsecured JSON Web Token' };

function purposeOf(token: DecodedToken): string | undefined {
  const purpose = kindOf(token);
  if (!purpose) return undefined;
  const seems = purpose.certain ? 'This is' : 'This seems to be';
  const article = /^[aeiouA]/.test(purposeTitles[purpose.kind]) || purpose.kind === 'id' ? 'an' : 'a';
  return `${seems} ${article} ${purposeTitles[purpose.kind]}: ${purpose.because}`;
}

function headerFact(name: string, value: unknown): Fact {
  const algorithm = name === 'alg' ? findAlgorithm(value) : undefined;
  const explained = algorithm ? { meaning: algorithm.title, source: algorithm.source } : explainHeaderParameter(name);
  return { name, value: textOf(value), ...meaningOf(explained) };
}

function claimFact(name: string, value: unknown, token: DecodedToken, now: number, options: FactOptions): Fact {
  const instant = timeClaims.includes(name) && typeof value === 'number' ? toInstant(value) : undefined;
  return {
    name,
    value: textOf(value),
    ...(instant !== undefined && { time: describeTime(Number(value), instant, now, options.timeZone) }),
    ...meaningOf(explainClaim(name, value, token)),
  };
}

/** RFC 9901 §7: only a verifier that compares the digests knows whether the issuer vouches for these. */
function disclosedFact({ name, value }: Disclosure, token: DecodedToken, now: number, options: FactOptions): Fact {
  const fact = claimFact(name ?? '(element of an array)', value, token, now, options);
  const note = 'Disclosed beside the token, not checked against its digests (RFC 9901 §4.2)';
  return { ...fact, meaning: fact.meaning === undefined ? note : `${fact.meaning}. ${note}` };
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value);
  } catch {
    return 'nested too deeply to show';
  }
}

function meaningOf(explained: { meaning: string; source: string } | undefined): { meaning?: string } {
  return explained ? { meaning: `${explained.meaning} (${explained.source})` } : {};
}

const timeClaims = ['exp', 'nbf', 'iat', 'auth_time', 'updated_at', 'toe', 'pwd_exp', 'xms_tcdt'];

/** In local time, in UTC, and as the distance from now. */
function describeTime(count: number, instant: number, now: number, timeZone: string | undefined): string {
  const unit = findUnit(count);
  const meant = unit ? Math.round((count / unit.perSecond) * 1000) : instant;
  const note = unit ? `if ${unit.kind}: ` : '';
  const local = formatTime(meant, timeZone);
  const utc = formatTime(meant, 'UTC');
  const times = local === utc ? utc : `${local} · ${utc}`;
  return `${note}${times} · ${formatRelative(meant, now)}`;
}

/** `2026-11-24 06:45:00 GMT+1`. */
export function formatTime(instant: number, timeZone?: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
    ...(timeZone && { timeZone }),
  });
  const parts = Object.fromEntries(format.formatToParts(instant).map(part => [part.type, part.value]));
  const { year = '', month, day, hour, minute, second, timeZoneName } = parts;
  return `${year.padStart(4, '0')}-${month}-${day} ${hour}:${minute}:${second} ${timeZoneName}`;
}

const severities = { error: 'Error', warning: 'Warning', info: 'Note' } as const;

function problemsOf(problems: readonly TokenProblem[]): readonly ProblemFact[] {
  return Object.keys(severities)
    .flatMap(severity => problems.filter(problem => problem.severity === severity))
    .map(({ severity, message, source }) => ({
      severity: severities[severity],
      text: source ? `${message} (${source})` : message,
    }));
}

function unverified(token: DecodedToken): Verification {
  if (token.kind === 'jwe') return { kind: 'cannot-check', reason: 'the token is encrypted (JWE)' };
  if (token.kind === 'unsecured') return { kind: 'cannot-check', reason: 'the token has none' };
  return { kind: 'not-verified' };
}

/** One plain line, never more than was checked. */
export function describeVerification(verification: Verification, timeZone?: string): string {
  switch (verification.kind) {
    case 'not-verified':
      return 'not verified';
    case 'verified': {
      const at = verification.at === undefined ? '' : ` at ${formatTime(verification.at, timeZone)}`;
      return `verified with ${nameKey(verification)}${at}${verification.problems.map(({ message }) => `. ${message}`).join('')}`;
    }
    case 'key-not-found':
      return `key not found: no ${nameKey(verification)}. Was it rotated?`;
    case 'signature-mismatch':
      return `does not match ${nameKey(verification)}: the token was changed, or another key signed it`;
    case 'needs-secret':
      return `needs the secret: ${verification.algorithm} has no public key`;
    case 'wrong-key':
      return `wrong key: ${verification.algorithm} needs ${verification.needed}, and this is ${verification.given}`;
    case 'cannot-check':
      return `can't be checked: ${verification.reason}`;
  }
}

function nameKey({ keyId, from }: { keyId?: string; from?: string }): string {
  const name = keyId === undefined ? 'key' : `key ${JSON.stringify(keyId.slice(0, 100))}`;
  return from === undefined ? name : `${name} from ${from}`;
}
