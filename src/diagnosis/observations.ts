import { headerValue, headerValues } from '../request/model.ts';
import { isLoopbackHost } from '../text/loopback.ts';
import { describeDuration, numericDate } from './clock.ts';
import type { Facts } from './exchange.ts';
import type { Observation } from './model.ts';

/** What is worth knowing about an exchange beside its cause, whether it failed or not. */
export function observe(facts: Facts): Observation[] {
  return observers.flatMap(observer => observer(facts) ?? []);
}

type Observer = (facts: Facts) => Observation | undefined;

const observers: readonly Observer[] = [
  function challengeMissing({ status, challenges }) {
    if (status !== 401 || challenges.length > 0) return undefined;
    return {
      id: 'challenge-missing',
      text: 'The 401 has no WWW-Authenticate header, which RFC 9110 §15.5.2 requires; clients cannot tell what to send',
      pointer: { kind: 'status' },
    };
  },
  function requestIncomplete({ incomplete, exchange }) {
    if (!incomplete) return undefined;
    const names = exchange.unseen?.includes('*')
      ? 'the headers of the request'
      : exchange.unseen?.map(name => `"${name}"`).join(' and ');
    return {
      id: 'request-incomplete',
      text: `The record leaves out ${names}, so it cannot tell whether credentials were sent`,
    };
  },
  function proxyChallengeMissing({ status, proxyChallenges }) {
    if (status !== 407 || proxyChallenges.length > 0) return undefined;
    return {
      id: 'challenge-missing',
      text: 'The 407 has no Proxy-Authenticate header, which RFC 9110 §15.5.8 requires',
      pointer: { kind: 'status' },
    };
  },
  function plainHttp({ url, sent }) {
    const secret = sent.find(one => one.kind !== 'digest' && one.kind !== 'signature' && one.kind !== 'negotiate');
    if (url?.protocol !== 'http:' || !secret || isLoopbackHost(url.hostname)) return undefined;
    return {
      id: 'plain-http',
      text: `"${secret.name}" went over plain http to ${url.host}, where anyone on the way can read it`,
      pointer: secret.pointer,
    };
  },
  function secretInUrl({ sent }) {
    const secret = sent.find(one => one.place === 'query' && one.kind !== 'signature');
    if (!secret) return undefined;
    return {
      id: 'secret-in-url',
      text: `"${secret.name}" is in the URL, where logs and browser histories keep it (RFC 6750 §5.3)`,
      pointer: secret.pointer,
    };
  },
  function cookieWithoutSecure({ response }) {
    const cookie = headerValues(response.headers, 'set-cookie').find(
      value => /;\s?samesite=none/i.test(value) && !/;\s?secure/i.test(value),
    );
    if (cookie === undefined) return undefined;
    const name = cookie.slice(0, Math.max(0, cookie.indexOf('='))).slice(0, 80);
    return {
      id: 'cookie-not-secure',
      text: `The cookie "${name}" has SameSite=None without Secure, so browsers refuse it`,
      pointer: { kind: 'response-header', name: 'Set-Cookie' },
    };
  },
  function expiresSoon({ token, clock }) {
    const exp = numericDate(token?.payload?.exp);
    if (exp === undefined || clock.now === undefined || exp <= clock.now || exp - clock.now > 60_000) return undefined;
    return {
      id: 'expires-soon',
      text: `The token expires ${describeDuration(exp - clock.now)} after this answer`,
      pointer: { kind: 'claim', name: 'exp' },
    };
  },
  function clocksDiffer({ clock }) {
    if (clock.skew === undefined || Math.abs(clock.skew) <= Math.max(clock.error, 30_000)) return undefined;
    const side = clock.skew > 0 ? 'ahead of' : 'behind';
    return {
      id: 'clocks-differ',
      text: `The server's clock is ${describeDuration(clock.skew)} ${side} the client's, give or take ${describeDuration(clock.error)}`,
      pointer: { kind: 'clock' },
    };
  },
  function millisecondExpiry({ token }) {
    const exp = token?.payload?.exp;
    if (typeof exp !== 'number' || exp < 1e11) return undefined;
    return {
      id: 'expiry-in-milliseconds',
      text: '"exp" is in milliseconds; RFC 7519 §2 counts seconds',
      pointer: { kind: 'claim', name: 'exp' },
    };
  },
  function corsHeadersMissing({ request, response }) {
    const origin = headerValue(request.headers, 'origin');
    const asked = headerValue(request.headers, 'authorization');
    if (
      origin === undefined ||
      asked === undefined ||
      headerValue(response.headers, 'access-control-allow-origin') !== undefined
    )
      return undefined;
    return {
      id: 'cors-headers-missing',
      text: `The answer to ${origin} has no Access-Control-Allow-Origin, so a browser reports a CORS error instead of it`,
      pointer: { kind: 'request-header', name: 'Origin' },
    };
  },
];
