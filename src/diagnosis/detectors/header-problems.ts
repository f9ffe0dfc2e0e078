import { checkHeader } from '../../auth/check.ts';
import type { HeaderProblem } from '../../auth/model.ts';
import { example } from '../example.ts';
import type { Facts } from '../exchange.ts';
import type { Evidence, Strength } from '../model.ts';
import type { Detector } from './detector.ts';

/** Faults in the syntax of the `Authorization` value, as `auth/check.ts` judges it. */
export const headerProblems: Detector = {
  id: 'header-problems',
  speaksFor: ['malformed-header'],
  examples: [
    example(
      'the scheme is doubled',
      ['malformed-header'],
      '> GET https://api.example.com/\n> Authorization: Bearer Bearer abcdefgh12345678\n< 401',
    ),
    example('a sound header', [], '> GET https://api.example.com/\n> Authorization: Bearer abcdefgh12345678\n< 401'),
  ],
  detect,
};

/** Those are judged by `placeholder`, or are matters of taste. */
/** What no server can read past; a parameter that is wrong may be read all the same. */
const unreadable =
  /^(?:doubled-scheme|scheme-punctuation|missing-scheme-space|tab-after-scheme|empty-credentials|empty-value|quoted-token|stray-delimiter|bytes-literal|url-encoded-token|space-in-token|several-credentials|control-character|non-ascii-character|name-in-value|scheme-typo|basic-[a-z0-9-]{1,40})$/;
const notMalformed = new Set([
  'placeholder-value',
  'unresolved-variable',
  'stringified-nothing',
  'scheme-case',
  'header-name',
  'token68-character',
]);

function detect(facts: Facts): Evidence[] {
  const { authorization, request, status } = facts;
  if (!authorization || status < 400) return [];
  const problems = checkHeader('Authorization', authorization.value).filter(one => !notMalformed.has(one.code));
  const twice = request.headers.filter(({ name }) => name.toLowerCase() === 'authorization').length > 1;
  const found: Evidence[] = problems.flatMap(problem => {
    const strength = strengthOf(problem, facts);
    const pointer = { kind: 'request-header', name: authorization.name, span: problem.span } as const;
    return strength
      ? [{ cause: 'malformed-header', strength, source: 'header-problems', text: problem.message, pointer } as const]
      : [];
  });
  if (!twice) return found;
  const text = 'The request holds two Authorization headers, and only one is allowed (RFC 9110 §5.3)';
  const pointer = { kind: 'request-header', name: authorization.name } as const;
  return [...found, { cause: 'malformed-header', strength: 'strong', source: 'header-problems', text, pointer }];
}

function strengthOf({ code, severity }: HeaderProblem, { challenges, main }: Facts): Strength | undefined {
  // A bare key is right for some services, and wrong for those that send a challenge.
  if (code === 'missing-scheme') return challenges.length > 0 || main?.kind === 'jwt' ? 'strong' : 'weak';
  if (severity === 'error') return unreadable.test(code) ? 'decisive' : 'strong';
  return severity === 'warning' ? 'weak' : undefined;
}
