import { headerValue } from '../../request/model.ts';
import { example } from '../example.ts';
import type { Facts } from '../exchange.ts';
import type { Evidence } from '../model.ts';
import type { Detector } from './detector.ts';

/** A success that holds a form for a password, where the request asked for data. */
export const loginPage: Detector = {
  id: 'login-page',
  speaksFor: ['credentials-missing', 'session-expired'],
  readsSuccess: true,
  examples: [
    example(
      'an API path answered with a login form',
      ['credentials-missing'],
      '> GET https://example.com/api/orders\n< 200\n< Content-Type: text/html\n<form><input type="password"></form>',
    ),
    example(
      'a page with a login form that was asked for as a page',
      [],
      '> GET https://example.com/\n> Accept: text/html\n< 200\n< Content-Type: text/html\n<form><input type="password"></form>',
    ),
    example(
      'the login page itself',
      [],
      '> GET https://example.com/api/login\n< 200\n< Content-Type: text/html\n<form><input type="password"></form>',
    ),
  ],
  detect,
};

function detect({ request, response, url, status, main, purpose, body }: Facts): Evidence[] {
  if (status < 200 || status > 299 || purpose !== 'resource') return [];
  if (!/html/i.test(headerValue(response.headers, 'content-type') ?? '')) return [];
  const path = url?.pathname ?? '';
  const accept = headerValue(request.headers, 'accept') ?? '';
  const asksForData = !/html/i.test(accept) && (/json/i.test(accept) || /\/api\//i.test(path));
  if (!asksForData || /log-?in|sign-?in|auth|account/i.test(path)) return [];
  const field = /\btype=["']?password\b/i.exec(body.slice(0, 60_000));
  if (!field) return [];
  const cause = main?.kind === 'session' ? 'session-expired' : 'credentials-missing';
  const text = `The answer to "${request.method} ${path.slice(0, 100)}" is a page with a password field, not data`;
  const pointer = { kind: 'response-body', span: { start: field.index, end: field.index + field[0].length } } as const;
  return [{ cause, strength: 'strong', source: 'login-page', text, pointer }];
}
