import { type NegotiateToken, readNegotiateToken } from '../../auth/schemes/negotiate.ts';
import { example } from '../example.ts';
import type { Facts } from '../exchange.ts';
import type { Evidence } from '../model.ts';
import type { Detector } from './detector.ts';

/** Negotiate and NTLM (RFC 4559, MS-NLMP): a handshake that stopped half way or was refused. */
export const negotiateHandshake: Detector = {
  id: 'negotiate-handshake',
  speaksFor: ['negotiate-failed', 'invalid-credentials'],
  examples: [
    example(
      'the server answers with its next leg',
      ['negotiate-failed'],
      '> GET https://example.com/\n> Authorization: NTLM TlRMTVNTUAABAAAA\n< 401\n< WWW-Authenticate: NTLM TlRMTVNTUAACAAAA',
    ),
    example(
      'the server refuses the answer to its challenge',
      ['negotiate-failed', 'invalid-credentials'],
      '> GET https://example.com/\n> Authorization: NTLM TlRMTVNTUAADAAAA\n< 401\n< WWW-Authenticate: NTLM',
    ),
    example('a first challenge', [], '> GET https://example.com/\n< 401\n< WWW-Authenticate: Negotiate'),
  ],
  detect,
};

function detect({ authorization, challenges, status }: Facts): Evidence[] {
  if (authorization?.kind !== 'negotiate' || status < 400) return [];
  const answer = challenges.find(one => /^(?:negotiate|ntlm|kerberos)$/i.test(one.scheme));
  const scheme = authorization.credentials?.scheme ?? 'Negotiate';
  const sent = readNegotiateToken(authorization.credentials?.rest.trim() ?? '');
  const source = 'negotiate-handshake';
  const pointer = { kind: 'request-header', name: authorization.name } as const;
  const failed: Evidence = {
    cause: 'negotiate-failed',
    strength: status === 401 ? 'decisive' : 'strong',
    source,
    text: `${describeLeg(scheme, sent, answer?.token68 !== undefined)}${describeFallback(scheme, sent)}`,
    pointer,
  };
  if (sent?.kind !== 'ntlm' || sent.message !== 'authenticate' || answer?.token68 !== undefined) return [failed];
  const text = 'NTLM’s last message proves the password, so that a wrong one is refused there';
  return [failed, { cause: 'invalid-credentials', strength: 'strong', source, text, pointer }];
}

function describeLeg(scheme: string, sent: NegotiateToken | undefined, answered: boolean): string {
  if (answered) return `The server answered "${scheme}" with its next leg, and the client did not go on`;
  if (sent?.kind !== 'ntlm') return `The server refused the "${scheme}" token and began again`;
  return sent.message === 'authenticate'
    ? 'The server refused the last message of the NTLM handshake: the password, the domain, or the connection was another'
    : 'The server did not answer the first message of the NTLM handshake with its challenge';
}

/** Negotiate may carry NTLM, which a client falls back to where it has no ticket. */
function describeFallback(scheme: string, sent: NegotiateToken | undefined): string {
  if (sent?.kind !== 'ntlm' || scheme.toLowerCase() !== 'negotiate') return '';
  return '. It was NTLM inside "Negotiate", as sent where no Kerberos ticket for this host was to be had';
}
