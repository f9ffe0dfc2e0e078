import { headerValue } from '../../request/model.ts';
import { example } from '../example.ts';
import { type Facts, parameter } from '../exchange.ts';
import type { Evidence } from '../model.ts';
import type { Detector } from './detector.ts';

/** 407 comes from a proxy on the way (RFC 9110 §15.5.8), which reads `Proxy-Authorization` only. */
export const proxyChallenge: Detector = {
  id: 'proxy-challenge',
  speaksFor: ['proxy-authentication-required', 'wrong-header-name'],
  examples: [
    example(
      'a proxy asks',
      ['proxy-authentication-required'],
      '> GET http://example.com/\n< 407\n< Proxy-Authenticate: Basic realm="proxy"',
    ),
    example(
      'a proxy answers a wrong password with 401 and its own realm',
      ['proxy-authentication-required'],
      '> GET http://example.com/\n> Proxy-Authorization: Basic YTpi\n< 401\n< WWW-Authenticate: Basic realm="Tinyproxy"',
    ),
    example('an origin server asks', [], '> GET http://example.com/\n< 401\n< WWW-Authenticate: Basic realm="a"'),
  ],
  detect,
};

function detect(facts: Facts): Evidence[] {
  const { status, authorization, request, proxyChallenges } = facts;
  if (status === 401) return fromProxyItself(facts);
  if (status !== 407) return [];
  const offered = proxyChallenges.map(one => one.scheme).join(' or ');
  const source = 'proxy-challenge';
  const pointer = { kind: 'status' } as const;
  const sent = headerValue(request.headers, 'proxy-authorization');
  const text = `407: a proxy on the way wants ${offered || 'credentials'}${sent === undefined ? '' : ' and refused those it got'}${wayOut(proxyChallenges)}`;
  const found: Evidence[] = [{ cause: 'proxy-authentication-required', strength: 'decisive', source, text, pointer }];
  const offersTheSame = proxyChallenges.some(
    one => one.scheme.toLowerCase() === authorization?.credentials?.scheme.toLowerCase(),
  );
  if (authorization && sent === undefined && offersTheSame) {
    const meant = 'The credentials are in "Authorization", but a proxy reads "Proxy-Authorization"';
    found.push({ cause: 'wrong-header-name', strength: 'strong', source, text: meant, pointer: authorization.pointer });
  }
  return found;
}

/** These prove an account of Windows or Kerberos over several legs. */
const handshakes = new Set(['negotiate', 'ntlm', 'kerberos']);

function wayOut(challenges: Facts['proxyChallenges']): string {
  if (challenges.length === 0 || !challenges.every(({ scheme }) => handshakes.has(scheme.toLowerCase()))) return '';
  return ', which is not supported here: run a local proxy that answers it, such as px or cntlm, and name that one as the proxy';
}

/** Some proxies refuse a wrong password with 401 instead of 407; their realm tells whose it is. */
function fromProxyItself({ exchange, request, challenges }: Facts): Evidence[] {
  const challenge = challenges.find(one => /proxy/i.test(parameter(one, 'realm') ?? ''));
  const proxied = exchange.proxy !== undefined || headerValue(request.headers, 'proxy-authorization') !== undefined;
  if (!challenge || !proxied) return [];
  const text = `The challenge is for the realm "${parameter(challenge, 'realm')}": the proxy refuses its own credentials, with 401 instead of 407`;
  const pointer = { kind: 'response-header', name: challenge.header, span: challenge.span } as const;
  return [{ cause: 'proxy-authentication-required', strength: 'decisive', source: 'proxy-challenge', text, pointer }];
}
