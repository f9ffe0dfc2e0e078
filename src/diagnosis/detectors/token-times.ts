import { describeDuration, numericDate } from '../clock.ts';
import { example, exampleNow, exampleToken } from '../example.ts';
import type { Facts } from '../exchange.ts';
import type { Evidence, Strength } from '../model.ts';
import type { Detector } from './detector.ts';

const seconds = (offset: number) => exampleNow / 1000 + offset;

/** `exp`, `nbf` and `iat` (RFC 7519 §4.1) by the clocks of the exchange itself, the server's first. */
export const tokenTimes: Detector = {
  id: 'token-times',
  speaksFor: ['token-expired', 'token-not-yet-valid', 'clock-skew'],
  examples: [
    example(
      'exp has passed',
      ['token-expired'],
      `> GET https://api.example.com/\n> Authorization: Bearer ${exampleToken({ exp: seconds(-8040) })}\n< 401`,
    ),
    example(
      'nbf lies ahead',
      ['token-not-yet-valid', 'clock-skew'],
      `> GET https://api.example.com/\n> Authorization: Bearer ${exampleToken({ nbf: seconds(60), exp: seconds(3600) })}\n< 401`,
    ),
    example(
      'a token that was issued in this very second',
      [],
      `> GET https://api.example.com/\n> Authorization: Bearer ${exampleToken({ iat: seconds(1), exp: seconds(600) })}\n< 401`,
    ),
    example(
      'a token within its time',
      [],
      `> GET https://api.example.com/\n> Authorization: Bearer ${exampleToken({ iat: seconds(-60), exp: seconds(600) })}\n< 401`,
    ),
  ],
  detect,
};

/** What servers commonly forgive: 60 s in Spring, 300 s in Microsoft's libraries, nothing in most others. */
const usualLeeway = 5 * 60_000;
/** A `Date` has whole seconds, and servers renew it about once a second: a token that was made just now is not ahead of it. */
const ofDate = 3000;
/** Freshly issued tokens that are "not yet valid" by this much are a matter of clocks. */
const clockMatter = 10 * 60_000;

function detect({ token, clock, status, purpose, failed }: Facts): Evidence[] {
  const now = clock.now;
  if (!token?.payload || now === undefined || !failed || status === 407 || purpose === 'sign-in') return [];
  const exp = numericDate(token.payload.exp);
  const starts = (['nbf', 'iat'] as const).map(name => [name, numericDate(token.payload?.[name])] as const);
  const found: Evidence[] = [];
  if (exp !== undefined && exp <= now) found.push(...expiredEvidence(exp, now, clock));
  for (const [name, at] of starts)
    if (at !== undefined && at > now + ofDate) found.push(...earlyEvidence(name, at, now, clock));
  if (exp !== undefined && exp > now + 1000 && starts.every(([, at]) => at === undefined || at <= now + ofDate)) {
    found.push({
      ...evidence('token-expired', 'weak', `"exp" lies ${describeDuration(exp - now)} ahead`, 'exp'),
      against: true,
    });
  }
  return found;
}

function expiredEvidence(exp: number, now: number, clock: Facts['clock']): Evidence[] {
  const ago = now - exp;
  const text = `"exp" passed ${describeDuration(ago)} before the server answered`;
  if (clock.client !== undefined && exp > clock.client + clock.error) {
    const off = describeDuration(now - clock.client);
    const skew = `By the client's clock the token is still valid, but the server's clock is ${off} ahead of it`;
    return [evidence('token-expired', 'weak', text, 'exp'), evidence('clock-skew', 'decisive', skew, 'exp')];
  }
  return [evidence('token-expired', ago > usualLeeway ? 'decisive' : 'strong', text, 'exp')];
}

function earlyEvidence(name: 'nbf' | 'iat', at: number, now: number, clock: Facts['clock']): Evidence[] {
  const ahead = at - now;
  const text = `"${name}" lies ${describeDuration(ahead)} in the server's future`;
  const byClient =
    clock.client !== undefined && at <= clock.client + clock.error && Math.abs(clock.skew ?? 0) > clock.error;
  const close = ahead <= clockMatter;
  return [
    evidence('token-not-yet-valid', name === 'nbf' && !byClient && !close ? 'decisive' : 'strong', text, name),
    ...(byClient
      ? [
          evidence(
            'clock-skew',
            'decisive',
            `By the client's clock the token is valid already, but the server's clock is ${describeDuration(clock.skew ?? 0)} behind it`,
            name,
          ),
        ]
      : close
        ? [evidence('clock-skew', 'strong', `${text}, which is about as far as clocks drift apart`, name)]
        : []),
  ];
}

function evidence(cause: Evidence['cause'], strength: Strength, text: string, name: string): Evidence {
  return { cause, strength, source: 'token-times', text, pointer: { kind: 'claim', name } };
}
