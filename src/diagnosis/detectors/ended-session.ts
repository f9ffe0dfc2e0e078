import { type Hop, headerValue, headerValues } from '../../request/model.ts';
import { example } from '../example.ts';
import type { Facts } from '../exchange.ts';
import type { Evidence } from '../model.ts';
import type { Detector } from './detector.ts';
import { carriesTheWayBack, loginPath, signInPath } from './sign-in-redirect.ts';

/** Signs of a dead session: the server deletes the cookie, or sends a login page; and IIS's 440. */
export const endedSession: Detector = {
  id: 'ended-session',
  speaksFor: ['session-expired', 'credentials-missing'],
  readsSuccess: true,
  examples: [
    example(
      'the server deletes the session cookie',
      ['session-expired'],
      '> GET https://example.com/\n> Cookie: sid=abc\n< 401\n< Set-Cookie: sid=; Max-Age=0',
    ),
    example(
      'a login page in place of the answer',
      ['session-expired'],
      '> GET https://example.com/orders\n> Cookie: sid=abc\n< 302\n< Location: /login\n> GET https://example.com/login\n> Cookie: sid=abc\n< 200\n<form><input type=password></form>',
    ),
    example(
      'a login page that was never made',
      ['credentials-missing'],
      '> GET https://example.com/orders\n< 302\n< Location: /accounts/login/?next=/orders\n> GET https://example.com/accounts/login/?next=/orders\n< 404',
    ),
    example('another cookie is set', [], '> GET https://example.com/\n> Cookie: sid=abc\n< 200\n< Set-Cookie: lang=en'),
  ],
  detect,
};

function detect(facts: Facts): Evidence[] {
  const { status, main, response, purpose, exchange } = facts;
  if (purpose !== 'resource') return [];
  const source = 'ended-session';
  if (status === 440) {
    return [
      {
        cause: 'session-expired',
        strength: 'decisive',
        source,
        text: '440 is what IIS answers when a login has timed out',
        pointer: { kind: 'status' },
      },
    ];
  }
  const sentAway = findSentAway(facts);
  if (sentAway) {
    // A server that starts a session for whoever comes has given the cookie on the way.
    const cause = hasCookie(sentAway) ? 'session-expired' : 'credentials-missing';
    const from = pathOf(sentAway.request.url);
    const text =
      status === 404
        ? `${from} redirected to a login page, and no page is there`
        : `The answer is the login page that ${from} redirected to, not what was asked for`;
    return [
      { cause, strength: 'strong', source, text, pointer: { kind: 'hop', index: exchange.hops.indexOf(sentAway) } },
    ];
  }
  if (main?.kind !== 'session' || status < 400) return [];
  const deleted = headerValues(response.headers, 'set-cookie').find(
    value => value.startsWith(`${main.name}=`) && isDeletion(value),
  );
  if (!deleted) return [];
  return [
    {
      cause: 'session-expired',
      strength: 'strong',
      source,
      text: `The server deletes the cookie "${main.name}" in its answer`,
      pointer: { kind: 'response-header', name: 'Set-Cookie' },
    },
  ];
}

/** The leg that redirected to a login page, which the last one shows or misses. */
export function findSentAway({ status, exchange }: Facts): Hop | undefined {
  if (status !== 200 && status !== 404) return undefined;
  const sentAway = exchange.hops.find(({ request, response }) => {
    const location = headerValue(response.headers, 'location') ?? '';
    return loginPath.test(location) || (status === 404 && carriesTheWayBack(location, request.url));
  });
  return sentAway && !signInPath.test(pathOf(sentAway.request.url)) ? sentAway : undefined;
}

function hasCookie({ request }: Hop): boolean {
  return headerValue(request.headers, 'cookie') !== undefined;
}

function pathOf(url: string): string {
  return (
    url
      .replace(/^[a-z]+:\/\/[^/?#]+/i, '')
      .split(/[?#]/, 1)[0]
      ?.slice(0, 100) || '/'
  );
}

function isDeletion(value: string): boolean {
  return (
    /;\s?max-age=0\b|;\s?expires=\w{3}, ?01[ -]Jan[ -]1970/i.test(value) ||
    /^[^=;]{1,200}=(?:;|deleted|""|$)/.test(value)
  );
}
