import { headerValue, headerValues } from '../../request/model.ts';
import { example } from '../example.ts';
import type { Facts } from '../exchange.ts';
import type { Evidence } from '../model.ts';
import type { Detector } from './detector.ts';

/** Signs of a dead session: the server deletes the cookie, sends a login page or redirects to one; and IIS's 440. */
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
      'a redirect to the login page',
      ['session-expired'],
      '> GET https://example.com/\n> Cookie: sid=abc\n< 302\n< Location: /login?next=/',
    ),
    example('another cookie is set', [], '> GET https://example.com/\n> Cookie: sid=abc\n< 200\n< Set-Cookie: lang=en'),
  ],
  detect,
};

const loginPath =
  /\/(?:log-?in|sign-?in|logon|sso|saml|oauth2?\/(?:start|authorize|sign_in)|authorize|accounts?\/login|auth\/(?:login|realms)|users\/sign_in|cas\/login)(?:[/?#.]|$)/i;

function detect(facts: Facts): Evidence[] {
  const { status, main, response, purpose } = facts;
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
  if (
    location !== undefined &&
    loginPath.test(location) &&
    !/auth|log-?in|sign-?in|sso|saml|callback/i.test(facts.url?.pathname ?? '')
  ) {
    const text = `The server redirects to a login page, "${location.slice(0, 100)}", instead of answering 401`;
    if (main && main.kind !== 'session') return [];
    return [{ cause, strength: 'strong', source, text, pointer: { kind: 'response-header', name: 'Location' } }];
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

function isDeletion(value: string): boolean {
  return (
    /;\s?max-age=0\b|;\s?expires=\w{3}, ?01[ -]Jan[ -]1970/i.test(value) ||
    /^[^=;]{1,200}=(?:;|deleted|""|$)/.test(value)
  );
}
