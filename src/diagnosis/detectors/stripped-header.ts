import { headerValue } from '../../request/model.ts';
import { example } from '../example.ts';
import type { Facts } from '../exchange.ts';
import type { Evidence, Strength } from '../model.ts';
import type { Detector } from './detector.ts';

/** Layers that are known to swallow `Authorization` before the application sees it. */
export const strippedHeader: Detector = {
  id: 'stripped-header',
  speaksFor: ['header-stripped-by-intermediary'],
  examples: [
    example(
      'PHP behind Apache says that nothing was sent',
      ['header-stripped-by-intermediary'],
      `> GET https://example.com/wp-json/
       > Authorization: Bearer abcdefgh12345678
       < 401
       < Server: Apache/2.4.57
       < Content-Type: application/json
       {"message":"Authorization header not found"}`,
    ),
    example(
      'a program behind mod_wsgi asks for a token as if none had come',
      ['header-stripped-by-intermediary'],
      `> GET https://example.com/
       > Authorization: Bearer abcdefgh12345678
       < 401
       < Server: Apache/2.4.57 (Debian) mod_wsgi/4.9.4 Python/3.11
       < WWW-Authenticate: Bearer realm="orders"`,
    ),
    example(
      'nothing was sent indeed',
      [],
      '> GET https://example.com/\n< 401\n< Server: Apache/2.4.57\nAuthorization header not found',
    ),
  ],
  detect,
};

const saysNothingCame =
  /not (?:found|provided|present|set|sent|supplied|received|been sent)|missing|no (?:authorization|token|credentials|auth)|were not provided|without (?:a |an )?(?:token|credentials|authorization)|not logged in|unauthenticated|required/i;

function detect({ authorization, answerers, statements, status, challenges, response }: Facts): Evidence[] {
  if (!authorization || (status !== 401 && status !== 403)) return [];
  const cgi = answerers.find(one => one.id === 'apache');
  if (!cgi) return [];
  const say = (strength: Strength, text: string): Evidence[] => [
    {
      cause: 'header-stripped-by-intermediary',
      strength,
      source: 'stripped-header',
      text,
      pointer: { kind: 'response-header', name: 'Server' },
    },
  ];
  if (statements.some(one => saysNothingCame.test(one.text.slice(0, 300))))
    return say(
      'strong',
      `${cgi.title} answered, which hides Authorization from CGI, PHP and WSGI programs unless told otherwise`,
    );
  const gateway = /mod_(?:wsgi|fcgid|fastcgi|perl)/.exec(headerValue(response.headers, 'server') ?? '')?.[0];
  const asksAfresh = challenges.length > 0 && challenges.every(one => one.error === undefined && isBearer(one.scheme));
  return gateway && asksAfresh && isBearer(authorization.credentials?.scheme)
    ? say('weak', `"${gateway}" answered, which hides Authorization from its program unless told otherwise`)
    : [];
}

function isBearer(scheme = ''): boolean {
  return scheme.toLowerCase() === 'bearer';
}
