import { example } from '../example.ts';
import type { Facts } from '../exchange.ts';
import type { Evidence } from '../model.ts';
import type { Detector } from './detector.ts';

/** Negotiate and NTLM (RFC 4559): a handshake that stopped half way or was refused. */
export const negotiateHandshake: Detector = {
  id: 'negotiate-handshake',
  speaksFor: ['negotiate-failed'],
  examples: [
    example(
      'the server answers with its next leg',
      ['negotiate-failed'],
      '> GET https://example.com/\n> Authorization: NTLM TlRMTVNTUAABAAAA\n< 401\n< WWW-Authenticate: NTLM TlRMTVNTUAACAAAA',
    ),
    example('a first challenge', [], '> GET https://example.com/\n< 401\n< WWW-Authenticate: Negotiate'),
  ],
  detect,
};

function detect({ authorization, challenges, status }: Facts): Evidence[] {
  if (authorization?.kind !== 'negotiate' || status < 400) return [];
  const answer = challenges.find(one => /^(?:negotiate|ntlm|kerberos)$/i.test(one.scheme));
  const scheme = authorization.credentials?.scheme ?? 'Negotiate';
  const text = answer?.token68
    ? `The server answered "${scheme}" with its next leg, and the client did not go on`
    : `The server refused the "${scheme}" token and began again`;
  const pointer = { kind: 'request-header', name: authorization.name } as const;
  return [
    {
      cause: 'negotiate-failed',
      strength: status === 401 ? 'decisive' : 'strong',
      source: 'negotiate-handshake',
      text,
      pointer,
    },
  ];
}
