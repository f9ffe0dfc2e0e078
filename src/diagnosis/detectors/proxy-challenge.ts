import { headerValue } from '../../request/model.ts';
import { example } from '../example.ts';
import type { Facts } from '../exchange.ts';
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
    example('an origin server asks', [], '> GET http://example.com/\n< 401\n< WWW-Authenticate: Basic realm="a"'),
  ],
  detect,
};

function detect({ status, authorization, request, proxyChallenges }: Facts): Evidence[] {
  if (status !== 407) return [];
  const offered = proxyChallenges.map(one => one.scheme).join(' or ');
  const source = 'proxy-challenge';
  const pointer = { kind: 'status' } as const;
  const sent = headerValue(request.headers, 'proxy-authorization');
  const text = `407: a proxy on the way wants ${offered || 'credentials'}${sent === undefined ? '' : ' and refused those it got'}`;
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
