import { kindOf } from '../../jwt/kind-of.ts';
import { example, exampleToken } from '../example.ts';
import type { Facts } from '../exchange.ts';
import type { Evidence } from '../model.ts';
import type { Detector } from './detector.ts';

/** An ID token, a refresh token or a proof, sent where an API expects an access token. */
export const tokenKind: Detector = {
  id: 'token-kind',
  speaksFor: ['wrong-token-type'],
  examples: [
    example(
      'a refresh token sent to an API',
      ['wrong-token-type'],
      `> GET https://api.example.com/\n> Authorization: Bearer ${exampleToken({ typ: 'Refresh', sub: 'a' })}\n< 401`,
    ),
    example(
      'an access token',
      [],
      `> GET https://api.example.com/\n> Authorization: Bearer ${exampleToken({ scope: 'a' }, { alg: 'RS256', typ: 'at+jwt' })}\n< 401`,
    ),
  ],
  detect,
};

const notForApis: Readonly<Record<string, string>> = {
  id: 'an ID token',
  refresh: 'a refresh token',
  'dpop-proof': 'a DPoP proof',
  logout: 'a logout token',
  'client-assertion': 'a client assertion',
};

function detect({ main, status, purpose }: Facts): Evidence[] {
  if (
    !main?.token?.payload ||
    purpose !== 'resource' ||
    (status !== 401 && status !== 403 && status !== 400 && status !== 422)
  )
    return [];
  const guess = kindOf(main.token);
  const what = guess && notForApis[guess.kind];
  if (!guess || !what) return [];
  const strength = guess.certain || guess.kind !== 'id' || guess.because.includes('_hash') ? 'strong' : 'weak';
  const text = `The token looks like ${what}: ${guess.because}`;
  return [{ cause: 'wrong-token-type', strength, source: 'token-kind', text, pointer: main.pointer }];
}
