import type { Exchange } from '../../request/model.ts';
import { example } from '../example.ts';
import type { Facts } from '../exchange.ts';
import type { Evidence } from '../model.ts';
import type { Detector } from './detector.ts';

/** The request carried no credentials, and the server wanted some. */
export const noCredentials: Detector = {
  id: 'no-credentials',
  speaksFor: ['credentials-missing'],
  examples: [
    example(
      'a 401 to a bare request',
      ['credentials-missing'],
      '> GET https://api.example.com/\n< 401\n< WWW-Authenticate: Basic realm="a"',
    ),
    example(
      'a success whose body holds the refusal',
      ['credentials-missing'],
      `> POST https://api.example.com/graphql
       < 200
       < Content-Type: application/json
       {"errors":[{"message":"No","extensions":{"code":"UNAUTHENTICATED"}}]}`,
    ),
    example('credentials were sent', [], '> GET https://api.example.com/\n> Authorization: Bearer abc\n< 401'),
  ],
  detect,
};

function detect(facts: Facts): Evidence[] {
  const { sent, status, challenges, purpose, request, url, exchange, incomplete } = facts;
  const refused = status === 401 || refusesInside(facts);
  if (sent.length > 0 || purpose !== 'resource' || !(refused || status === 403)) return [];
  if (exchange.hops.some(hop => hop.request.headers.some(({ name }) => /^(?:authorization|cookie)$/i.test(name))))
    return [];
  const strength = refused && !incomplete ? 'strong' : 'weak';
  const asked =
    challenges.length > 0 ? `, and the server asks for ${challenges.map(one => one.scheme).join(' or ')}` : '';
  const what = `${request.method} ${url?.pathname ?? request.url}`;
  const text = incomplete
    ? `No credentials are in the record of "${what}", which leaves headers out, so they may have been sent${asked}`
    : `"${what}" carried no Authorization header, key or cookie${asked}${describeUnsent(exchange.unsentCookies)}`;
  return [{ cause: 'credentials-missing', strength, source: 'no-credentials', text, pointer: { kind: 'request-url' } }];
}

/** A login may have set a cookie that does not come along. */
function describeUnsent(cookies: Exchange['unsentCookies'] = []): string {
  return cookies
    .map(({ name, setBy, reason }) => `. The cookie "${name}" of ${setBy} was not sent: ${reason}`)
    .join('');
}

/** GraphQL and tRPC refuse under a 200 or 207, with the word of a 401 as the error's code. */
function refusesInside({ status, failed, statements }: Facts): boolean {
  return (
    status < 300 && failed && statements.some(one => one.code && /^un(?:authenticated|authorized)$/i.test(one.text))
  );
}
