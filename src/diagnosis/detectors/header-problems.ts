import { checkHeader } from '../../auth/check.ts';
import type { Facts } from '../exchange.ts';
import type { Evidence } from '../model.ts';
import type { Detector } from './detector.ts';
import { example } from './example.ts';

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
const notMalformed = new Set([
  'placeholder-value',
  'unresolved-variable',
  'stringified-nothing',
  'scheme-case',
  'header-name',
  'token68-character',
]);

function detect({ authorization, request, status }: Facts): Evidence[] {
  if (!authorization || status < 400) return [];
  const problems = checkHeader('Authorization', authorization.value).filter(one => !notMalformed.has(one.code));
  const twice = request.headers.filter(({ name }) => name.toLowerCase() === 'authorization').length > 1;
  const found: Evidence[] = problems.flatMap(problem => {
    const strength = problem.severity === 'error' ? 'decisive' : problem.severity === 'warning' ? 'strong' : undefined;
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
