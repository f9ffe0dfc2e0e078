import { headerValue } from '../../request/model.ts';
import { example } from '../example.ts';
import type { Facts } from '../exchange.ts';
import type { Evidence } from '../model.ts';
import type { Detector } from './detector.ts';

/** A CORS preflight never carries credentials, so a server that asks for them there fails the browser's real request. */
export const preflight: Detector = {
  id: 'preflight',
  speaksFor: ['server-misconfigured', 'not-an-auth-failure'],
  examples: [
    example(
      'a preflight is refused',
      ['server-misconfigured'],
      '> OPTIONS https://api.example.com/\n> Origin: https://app.example.com\n> Access-Control-Request-Method: GET\n< 401',
    ),
    example('an OPTIONS request of one’s own', [], '> OPTIONS https://api.example.com/\n< 401'),
  ],
  detect,
};

function detect({ request, status }: Facts): Evidence[] {
  if (request.method !== 'OPTIONS' || status < 400) return [];
  if (headerValue(request.headers, 'access-control-request-method') === undefined) return [];
  const text =
    'This is a CORS preflight, which browsers send without credentials: the server must answer it without asking for any';
  const pointer = { kind: 'request-header', name: 'Access-Control-Request-Method' } as const;
  const source = 'preflight';
  const none = { cause: 'credentials-missing', strength: 'decisive', against: true, source, text, pointer } as const;
  return [
    { cause: 'server-misconfigured', strength: status === 401 ? 'strong' : 'weak', source, text, pointer },
    { cause: 'not-an-auth-failure', strength: 'strong', source, text, pointer },
    none,
  ];
}
