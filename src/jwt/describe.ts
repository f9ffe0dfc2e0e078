// What a hover or the command line tells of a token: its state, kind, header and claims with their meaning, its problems, and
// what is known of its signature. Everything from the token is escaped; the signature never appears.

import { maskSecret } from '../text/mask.ts';
import { findAlgorithm } from './algorithms.ts';
import { explainClaim, explainHeaderParameter } from './claims.ts';
import { kindOf, purposeTitles } from './kind-of.ts';
import { escapeMarkdown, formatValue } from './markdown.ts';
import type { DecodedToken, TokenProblem, Verification } from './model.ts';
import { describeState, findUnit, formatRelative, toInstant, tokenState } from './times.ts';

export interface DescribeOptions {
  /** IANA name; the zone of the machine where absent. */
  readonly timeZone?: string;
  /** Before the end of its life a token is said to expire soon: this many milliseconds. */
  readonly soon?: number;
  readonly verification?: Verification;
}

/** Markdown for a hover, without any link or command: whoever shows it adds those, outside of what the token says. */
export function describeToken(token: DecodedToken, now: number, options: DescribeOptions = {}): string {
  const sections = [
    describeHeadline(token, now, options),
    describeParameters(token),
    ...(token.payload ? [describeClaims(token, now, options)] : []),
    ...(token.payloadText === undefined ? [] : [`**Payload:** ${formatValue(token.payloadText)}`]),
    ...(token.problems.length > 0 ? [describeProblems(token.problems)] : []),
    describeSignature(token, options),
  ];
  return sections.join('\n\n');
}

const kinds = { jws: 'JSON Web Token', jwe: 'Encrypted token (JWE)', unsecured: 'Unsecured JSON Web Token' };

function describeHeadline(token: DecodedToken, now: number, options: DescribeOptions): string {
  const state = tokenState(token, now, options.soon);
  const purpose = kindOf(token);
  const title = token.payload || token.kind === 'jwe' ? kinds[token.kind] : 'Signed content (JWS)';
  const headline = `**${title}** · ${escapeMarkdown(describeState(state, now))}`;
  if (!purpose) return headline;
  const seems = purpose.certain ? 'This is' : 'This seems to be';
  const article = /^[aeiouA]/.test(purposeTitles[purpose.kind]) || purpose.kind === 'id' ? 'an' : 'a';
  return `${headline}\n\n${seems} ${article} ${purposeTitles[purpose.kind]}: ${escapeMarkdown(purpose.because)}`;
}

function describeParameters(token: DecodedToken): string {
  const rows = Object.entries(token.header).map(([name, value]) => {
    const algorithm = name === 'alg' ? findAlgorithm(value) : undefined;
    const explained = algorithm ? { meaning: algorithm.title, source: algorithm.source } : explainHeaderParameter(name);
    return row(name, formatValue(value), explained);
  });
  return table('Header', rows);
}

function describeClaims(token: DecodedToken, now: number, options: DescribeOptions): string {
  const rows = Object.entries(token.payload ?? {}).map(([name, value]) => {
    const instant = timeClaims.includes(name) && typeof value === 'number' ? toInstant(value) : undefined;
    const shown = formatValue(value);
    const time = instant === undefined ? '' : ` · ${describeTime(Number(value), instant, now, options.timeZone)}`;
    return row(name, shown + time, explainClaim(name, value, token));
  });
  return table('Payload', rows);
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

function row(name: string, value: string, explained: { meaning: string; source: string } | undefined): string {
  const meaning = explained ? `${escapeMarkdown(explained.meaning)} (${escapeMarkdown(explained.source)})` : '';
  return `| **${formatValue(name)}** | ${value} | ${meaning} |`;
}

/** More rows than anybody reads are left out, and said to be. */
const maxRows = 60;

function table(title: string, rows: readonly string[]): string {
  const shown = rows.slice(0, maxRows);
  const rest = rows.length > maxRows ? `\n\n${rows.length - maxRows} more are not shown` : '';
  return [`| ${title} | Value | Meaning |`, '|---|---|---|', ...shown].join('\n') + rest;
}

/** The worst come first. */
const severities = { error: 'Error', warning: 'Warning', info: 'Note' };

function describeProblems(problems: readonly TokenProblem[]): string {
  return Object.keys(severities)
    .flatMap(severity => problems.filter(problem => problem.severity === severity))
    .map(({ severity, message, source }) => {
      const section = source ? ` (${escapeMarkdown(source)})` : '';
      return `- **${severities[severity]}:** ${escapeMarkdown(message)}${section}`;
    })
    .join('\n');
}

function describeSignature(token: DecodedToken, options: DescribeOptions): string {
  const signature = token.kind === 'jws' ? (token.compact.split('.')[2] ?? '') : '';
  const shown = signature === '' ? '' : ` (${escapeMarkdown(maskSecret(signature))})`;
  const state = describeVerification(options.verification ?? unverified(token), options.timeZone);
  return `**Signature:** ${escapeMarkdown(state)}${shown}`;
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
