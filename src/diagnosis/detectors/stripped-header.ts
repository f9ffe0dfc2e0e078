import { example } from '../example.ts';
import type { Facts } from '../exchange.ts';
import type { Evidence } from '../model.ts';
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
      'nothing was sent indeed',
      [],
      '> GET https://example.com/\n< 401\n< Server: Apache/2.4.57\nAuthorization header not found',
    ),
  ],
  detect,
};

const saysNothingCame =
  /not (?:found|provided|present|set|sent|supplied|received|been sent)|missing|no (?:authorization|token|credentials|auth)|were not provided|without (?:a |an )?(?:token|credentials|authorization)|not logged in|unauthenticated|required/i;

function detect({ authorization, answerers, statements, status }: Facts): Evidence[] {
  if (!authorization || (status !== 401 && status !== 403)) return [];
  const cgi = answerers.find(one => one.id === 'apache');
  const said = statements.find(one => saysNothingCame.test(one.text.slice(0, 300)));
  if (!cgi || !said) return [];
  const text = `${cgi.title} answered, which hides Authorization from CGI, PHP and WSGI programs unless told otherwise`;
  return [
    {
      cause: 'header-stripped-by-intermediary',
      strength: 'strong',
      source: 'stripped-header',
      text,
      pointer: { kind: 'response-header', name: 'Server' },
    },
  ];
}
