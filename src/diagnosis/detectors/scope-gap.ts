import { example, exampleToken } from '../example.ts';
import { type Facts, parameter } from '../exchange.ts';
import type { Evidence } from '../model.ts';
import type { Detector } from './detector.ts';

/** The scopes that a challenge asks for, against those in the token. */
export const scopeGap: Detector = {
  id: 'scope-gap',
  speaksFor: ['insufficient-scope'],
  examples: [
    example(
      'the token lacks the scope asked for',
      ['insufficient-scope'],
      `> GET https://api.example.com/\n> Authorization: Bearer ${exampleToken({ scope: 'read' })}\n< 403\n< WWW-Authenticate: Bearer scope="write"`,
    ),
    example(
      'the token has it',
      [],
      `> GET https://api.example.com/\n> Authorization: Bearer ${exampleToken({ scope: 'read write' })}\n< 403\n< WWW-Authenticate: Bearer scope="write"`,
    ),
  ],
  detect,
};

function detect({ challenges, token, status }: Facts): Evidence[] {
  const granted = token?.payload && (token.payload.scope ?? token.payload.scp ?? token.payload.scopes);
  if (granted === undefined || (status !== 403 && status !== 401)) return [];
  const has = new Set(Array.isArray(granted) ? granted : String(granted).split(' '));
  return challenges.flatMap((challenge): Evidence[] => {
    const wanted = (parameter(challenge, 'scope') ?? '').split(' ').filter(scope => scope !== '');
    const lacking = wanted.filter(scope => !has.has(scope));
    if (lacking.length === 0) return [];
    const text = `The challenge asks for the scope "${lacking.join(' ')}", which the token does not have`;
    const strength = status === 403 ? 'strong' : 'weak';
    return [
      {
        cause: 'insufficient-scope',
        strength,
        source: 'scope-gap',
        text,
        pointer: { kind: 'response-header', name: challenge.header, span: challenge.span },
      },
    ];
  });
}
