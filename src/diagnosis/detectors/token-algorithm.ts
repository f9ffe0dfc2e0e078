import { example, exampleToken } from '../example.ts';
import type { Facts } from '../exchange.ts';
import type { Evidence } from '../model.ts';
import type { Detector } from './detector.ts';

/** `alg` none is refused wherever tokens are checked (RFC 8725 §3.2). */
export const tokenAlgorithm: Detector = {
  id: 'token-algorithm',
  speaksFor: ['algorithm-not-allowed'],
  examples: [
    example(
      'alg none',
      ['algorithm-not-allowed'],
      `> GET https://api.example.com/\n> Authorization: Bearer ${exampleToken({ sub: 'a' }, { alg: 'none' })}\n< 401`,
    ),
    example(
      'alg RS256',
      [],
      `> GET https://api.example.com/\n> Authorization: Bearer ${exampleToken({ sub: 'a' })}\n< 401`,
    ),
  ],
  detect,
};

function detect({ main, status }: Facts): Evidence[] {
  const algorithm = main?.token?.header.alg;
  if (typeof algorithm !== 'string' || algorithm.toLowerCase() !== 'none' || status < 400) return [];
  const text = `The token's header says "alg": "${algorithm}", which no server should accept`;
  return [
    {
      cause: 'algorithm-not-allowed',
      strength: 'strong',
      source: 'token-algorithm',
      text,
      pointer: { kind: 'token-header', name: 'alg' },
    },
  ];
}
