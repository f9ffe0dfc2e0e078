import { example } from '../example.ts';
import type { Facts } from '../exchange.ts';
import type { Evidence } from '../model.ts';
import type { Detector } from './detector.ts';

/** A value that begins like a JWT but cannot be decoded: cut, re-encoded, or with a part too few. */
export const tokenShape: Detector = {
  id: 'token-shape',
  speaksFor: ['token-malformed'],
  examples: [
    example(
      'a token without its signature part',
      ['token-malformed'],
      '> GET https://api.example.com/\n> Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0\n< 401',
    ),
    example('an opaque token', [], '> GET https://api.example.com/\n> Authorization: Bearer 7d1f2c\n< 401'),
  ],
  detect,
};

function detect({ sent, status }: Facts): Evidence[] {
  if (status < 400) return [];
  return sent
    .filter(one => one.place !== 'cookie' && one.undecodable !== undefined)
    .map(one => ({
      cause: 'token-malformed',
      strength: 'strong',
      source: 'token-shape',
      text: `The token in "${one.name}" cannot be decoded: ${one.undecodable}`,
      pointer: one.pointer,
    }));
}
