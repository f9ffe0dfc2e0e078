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
    example('credentials were sent', [], '> GET https://api.example.com/\n> Authorization: Bearer abc\n< 401'),
  ],
  detect,
};

function detect({ sent, status, challenges, purpose, request, url, exchange, incomplete }: Facts): Evidence[] {
  if (sent.length > 0 || purpose !== 'resource' || (status !== 401 && status !== 403)) return [];
  if (exchange.hops.some(hop => hop.request.headers.some(({ name }) => /^(?:authorization|cookie)$/i.test(name))))
    return [];
  const strength = status === 401 && !incomplete ? 'strong' : 'weak';
  const asked =
    challenges.length > 0 ? `, and the server asks for ${challenges.map(one => one.scheme).join(' or ')}` : '';
  const what = `${request.method} ${url?.pathname ?? request.url}`;
  const text = incomplete
    ? `No credentials are in the record of "${what}", which leaves headers out, so they may have been sent${asked}`
    : `"${what}" carried no Authorization header, key or cookie${asked}`;
  return [{ cause: 'credentials-missing', strength, source: 'no-credentials', text, pointer: { kind: 'request-url' } }];
}
