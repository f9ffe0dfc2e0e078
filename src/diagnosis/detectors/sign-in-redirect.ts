import { headerValue } from '../../request/model.ts';
import { example } from '../example.ts';
import type { Facts } from '../exchange.ts';
import { readFields } from '../fields.ts';
import type { Evidence } from '../model.ts';
import type { Detector } from './detector.ts';

/** A redirect in place of a 401 or 403: to a login page, to a sign-in elsewhere, to a page of refusal, or back to the form. */
export const signInRedirect: Detector = {
  id: 'sign-in-redirect',
  speaksFor: ['session-expired', 'credentials-missing', 'permission-denied', 'invalid-credentials'],
  readsSuccess: true,
  examples: [
    example(
      'a redirect to the login page',
      ['session-expired'],
      '> GET https://example.com/\n> Cookie: sid=abc\n< 302\n< Location: /login?next=/',
    ),
    example(
      'a redirect to a sign-in elsewhere that carries the URL asked for',
      ['credentials-missing'],
      '> GET https://app.example.com/orders\n< 302\n< Location: https://id.example.net/?rd=https%3A%2F%2Fapp.example.com%2Forders',
    ),
    example(
      'a redirect to the login page beside the page asked for',
      ['credentials-missing'],
      '> GET https://example.com/shop/orders.php\n< 302\n< Location: login.php',
    ),
    example(
      'a page of refusal',
      ['permission-denied'],
      '> GET https://example.com/admin\n> Cookie: sid=abc\n< 302\n< Location: /Account/AccessDenied?ReturnUrl=%2Fadmin',
    ),
    example(
      'a sign-in that is sent back with an error',
      ['invalid-credentials'],
      '> POST https://example.com/login\n> username=ada&password=x\n< 302\n< Location: /login?error',
    ),
    example(
      'a sign-in that succeeds',
      [],
      '> POST https://example.com/login\n> username=ada&password=x\n< 302\n< Location: /',
    ),
    example(
      'a redirect that only adds a slash',
      [],
      '> GET https://app.example.com/orders\n< 302\n< Location: https://app.example.com/orders/?page=1',
    ),
  ],
  detect,
};

/** Where applications keep their login pages. */
export const loginPath =
  /(?:^|\/)(?:log-?in|sign-?in|logon|sso|saml|oauth2?\/(?:start|authorize|sign_in)|authorize|accounts?\/login|auth\/(?:login|realms)|users\/sign_in|cas\/login)(?:[/?#.]|$)/i;

/** A redirect from such a path is one leg of a sign-in to the next. */
export const signInPath = /auth|log-?in|sign-?in|sso|saml|callback/i;

const returnName =
  /^(?:rd|return|return_?to|return_?url|redirect|redirect_?to|redirect_?url|reply_?to|continue|next|relaystate|target|goto|from)$/i;

function detect(facts: Facts): Evidence[] {
  const { status, main, response, purpose, url } = facts;
  const location = status >= 300 && status < 400 ? headerValue(response.headers, 'location') : undefined;
  if (location === undefined) return [];
  const shown = `"${location.split('?', 1)[0]?.slice(0, 100)}"`;
  const say = (cause: Evidence['cause'], text: string): Evidence[] => [
    {
      cause,
      strength: 'strong',
      source: 'sign-in-redirect',
      text,
      pointer: { kind: 'response-header', name: 'Location' },
    },
  ];
  if (purpose === 'sign-in')
    return /[?&](?:error|failed|failure)(?:[=&]|$)/i.test(location) && main
      ? say('invalid-credentials', `The server sends the sign-in back to ${shown} with an error`)
      : [];
  if (purpose !== 'resource') return [];
  if (/\/(?:access-?denied|forbidden)(?:[/?#]|$)/i.test(location))
    return say('permission-denied', `The server redirects to ${shown} instead of answering 403`);
  if (signInPath.test(url?.pathname ?? '')) return [];
  const elsewhere = carriesTheWayBack(location, facts.request.url);
  if (!elsewhere && !loginPath.test(location)) return [];
  const text = `The server redirects to a login page, ${shown}, instead of answering 401`;
  if (!main || main.kind === 'session') return say(main ? 'session-expired' : 'credentials-missing', text);
  return elsewhere ? say('credentials-missing', `${text}: it saw no credentials that it takes`) : [];
}

/** A sign-in is told where to return to: the very URL that was asked for. */
export function carriesTheWayBack(location: string, from: string): boolean {
  const start = location.indexOf('?');
  if (start < 0 || !URL.canParse(from)) return false;
  const url = new URL(from);
  const wanted = [url.href, url.pathname + url.search].map(withoutSlash);
  return readFields(location.slice(start + 1), 0).some(
    ({ name, value }) => returnName.test(name) && wanted.includes(withoutSlash(value)),
  );
}

function withoutSlash(text: string): string {
  return text.endsWith('/') ? text.slice(0, -1) : text;
}
