import { isScheme } from '../../auth/schemes/index.ts';
import type { CauseId } from '../../causes/catalogue.ts';
import { example, exampleToken } from '../example.ts';
import type { Facts } from '../exchange.ts';
import type { Evidence } from '../model.ts';
import type { Detector } from './detector.ts';

/** A 401 that says nothing is also what good credentials get under a scheme, or in an environment, that is not theirs. */
export const bareRefusal: Detector = {
  id: 'bare-refusal',
  speaksFor: ['scheme-mismatch', 'wrong-header-name', 'wrong-environment', 'credentials-missing'],
  examples: [
    example(
      'a password is refused without a word and without a challenge',
      ['scheme-mismatch', 'wrong-environment'],
      '> GET https://example.com/\n> Authorization: Basic dTpw\n< 401',
    ),
    example(
      'a password is refused where passwords are asked for',
      ['wrong-environment'],
      '> GET https://example.com/\n> Authorization: Basic dTpw\n< 401\n< WWW-Authenticate: Basic realm="a"',
    ),
    example(
      'a key is refused without a word',
      ['wrong-header-name', 'wrong-environment'],
      '> GET https://example.com/\n> X-Api-Key: 4f9a8b7c6d5e\n< 401',
    ),
    example(
      'a cookie is refused without a word',
      ['credentials-missing'],
      '> GET https://example.com/\n> Cookie: seen=abc\n< 401',
    ),
    example(
      'the refusal has a reason',
      [],
      '> GET https://example.com/\n> Authorization: Basic dTpw\n< 401\nThe password is not the one we know',
    ),
    example(
      'a token tells more of itself',
      [],
      `> GET https://example.com/\n> Authorization: Bearer ${exampleToken({ sub: 'a' })}\n< 401`,
    ),
  ],
  detect,
};

const sessionName = /sess|sid|auth|token|login|user|remember|jwt/i;
/** What stock answers are made of. */
const stockWord =
  /^(?:[0-9]{3}|http|error|errors|status|code|unauthori[sz]ed|authentication|authorization|failed|failure|access|denied|not|authori[sz]ed|forbidden|invalid|credentials)$/;

function detect({ status, main, authorization, challenges, statements, purpose }: Facts): Evidence[] {
  if (status !== 401 || !main || main.kind === 'jwt' || purpose !== 'resource') return [];
  const scheme = authorization?.credentials?.scheme ?? '';
  const asked = challenges.some(one => isScheme(one.scheme, scheme));
  if (challenges.length > 0 && !asked) return [];
  if (
    statements.some(one => one.words.some(({ text }) => !stockWord.test(text))) ||
    challenges.some(one => one.error !== undefined)
  )
    return [];
  const say = (cause: CauseId, text: string): Evidence => ({
    cause,
    strength: 'weak',
    source: 'bare-refusal',
    text,
    pointer: main.pointer,
  });
  const elsewhere = say('wrong-environment', 'A bare 401 is what good credentials of another environment get, too');
  if (main.kind === 'session')
    return sessionName.test(main.name)
      ? []
      : [say('credentials-missing', `The cookie "${main.name}" may be none that this server knows its users by`)];
  if (main.kind !== 'basic' && main.kind !== 'opaque-token' && main.kind !== 'api-key') return [];
  if (asked) return [elsewhere];
  return authorization
    ? [
        say('scheme-mismatch', `The 401 names no scheme, so the server may want another one than "${scheme}"`),
        elsewhere,
      ]
    : [say('wrong-header-name', `The 401 names no place, so the server may not read "${main.name}" at all`), elsewhere];
}
