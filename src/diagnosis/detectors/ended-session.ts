import { headerValue, headerValues } from '../../request/model.ts';
import { example } from '../example.ts';
import type { Facts } from '../exchange.ts';
import { readFields } from '../fields.ts';
import type { Evidence } from '../model.ts';
import type { Detector } from './detector.ts';

/** Signs of a dead session: the server deletes the cookie, sends a login page or redirects to one; and IIS's 440. */
export const endedSession: Detector = {
  id: 'ended-session',
  speaksFor: ['session-expired', 'credentials-missing', 'permission-denied'],
  readsSuccess: true,
  examples: [
    example(
      'the server deletes the session cookie',
      ['session-expired'],
      '> GET https://example.com/\n> Cookie: sid=abc\n< 401\n< Set-Cookie: sid=; Max-Age=0',
    ),
    example(
      'a redirect to the login page',
      ['session-expired'],
      '> GET https://example.com/\n> Cookie: sid=abc\n< 302\n< Location: /login?next=/',
    ),
    example(
      'a login page in place of the answer',
      ['session-expired'],
      '> GET https://example.com/orders\n> Cookie: sid=abc\n< 302\n< Location: /login\n> GET https://example.com/login\n> Cookie: sid=abc\n< 200\n<form><input type=password></form>',
    ),
    example(
      'a redirect to a sign-in elsewhere that carries the URL asked for',
      ['credentials-missing'],
      '> GET https://app.example.com/orders\n< 302\n< Location: https://id.example.net/?rd=https%3A%2F%2Fapp.example.com%2Forders',
    ),
    example(
      'a redirect that only adds a slash',
      [],
      '> GET https://app.example.com/orders\n< 302\n< Location: https://app.example.com/orders/?page=1',
    ),
    example('another cookie is set', [], '> GET https://example.com/\n> Cookie: sid=abc\n< 200\n< Set-Cookie: lang=en'),
  ],
  detect,
};

const loginPath =
  /\/(?:log-?in|sign-?in|logon|sso|saml|oauth2?\/(?:start|authorize|sign_in)|authorize|accounts?\/login|auth\/(?:login|realms)|users\/sign_in|cas\/login)(?:[/?#.]|$)/i;

function detect(facts: Facts): Evidence[] {
  const { status, main, response, purpose, exchange } = facts;
  if (purpose !== 'resource') return [];
  const cause = main?.kind === 'session' ? 'session-expired' : 'credentials-missing';
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
  const location = status >= 300 && status < 400 ? headerValue(response.headers, 'location') : undefined;
  if (location !== undefined && /\/(?:access-?denied|forbidden)(?:[/?#]|$)/i.test(location)) {
    const text = `The server redirects to "${location.split('?', 1)[0]?.slice(0, 100)}" instead of answering 403`;
    const pointer = { kind: 'response-header', name: 'Location' } as const;
    return [{ cause: 'permission-denied', strength: 'strong', source, text, pointer }];
  }
  if (
    location !== undefined &&
    (loginPath.test(location) || carriesTheWayBack(location, facts)) &&
    !signInPath.test(facts.url?.pathname ?? '')
  ) {
    const text = `The server redirects to a login page, "${location.split('?', 1)[0]?.slice(0, 100)}", instead of answering 401`;
    if (main && main.kind !== 'session' && main.kind !== 'basic') return [];
    return [{ cause, strength: 'strong', source, text, pointer: { kind: 'response-header', name: 'Location' } }];
  }
  const sentAway = exchange.hops.find(hop => loginPath.test(headerValue(hop.response.headers, 'location') ?? ''));
  if (sentAway && status === 200 && !signInPath.test(pathOf(sentAway.request.url))) {
    const text = `The answer is the login page that ${pathOf(sentAway.request.url)} redirected to, not what was asked for`;
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
      cause,
      strength: 'strong',
      source,
      text: `The server deletes the cookie "${main.name}" in its answer`,
      pointer: { kind: 'response-header', name: 'Set-Cookie' },
    },
  ];
}

/** A sign-in elsewhere is told where to return to: the very URL that was asked for. */
function carriesTheWayBack(location: string, { url }: Facts): boolean {
  const start = location.indexOf('?');
  if (start < 0 || !url) return false;
  const wanted = [url.href, url.pathname + url.search].map(one => one.replace(/\/$/, ''));
  return readFields(location.slice(start + 1), 0).some(
    ({ name, value }) =>
      /^(?:rd|return|returnurl|return_?to|return_?url|redirect|redirect_?to|redirect_?url|reply_?to|continue|next|relaystate|target|goto|from)$/i.test(
        name,
      ) && wanted.includes(value.replace(/\/$/, '')),
  );
}

/** A redirect from one leg of a sign-in to the next. */
const signInPath = /auth|log-?in|sign-?in|sso|saml|callback/i;

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
