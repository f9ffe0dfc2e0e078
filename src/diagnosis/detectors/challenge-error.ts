import type { CauseId } from '../../causes/catalogue.ts';
import { example, exampleToken } from '../example.ts';
import type { Facts, SeenChallenge } from '../exchange.ts';
import { rejectedCauses } from '../meaning.ts';
import type { Evidence, Strength } from '../model.ts';
import type { Detector } from './detector.ts';

/** The `error` of a challenge: RFC 6750 §3.1, RFC 9449 §7.1, RFC 9470 §3. */
export const challengeError: Detector = {
  id: 'challenge-error',
  speaksFor: ['token-unknown', 'insufficient-scope', 'step-up-required', 'sender-proof-invalid', 'malformed-header'],
  examples: [
    example(
      'insufficient_scope is about scope',
      ['insufficient-scope'],
      `> GET https://api.example.com/
       > Authorization: Bearer abc
       < 403
       < WWW-Authenticate: Bearer error="insufficient_scope", scope="write"`,
    ),
    example(
      'insufficient_user_authentication asks for a stronger sign-in',
      ['step-up-required'],
      `> GET https://api.example.com/
       > Authorization: Bearer ${exampleToken({ acr: '1' })}
       < 401
       < WWW-Authenticate: Bearer error="insufficient_user_authentication", acr_values="mfa"`,
    ),
    example(
      'a challenge without an error says nothing of a token',
      [],
      '> GET https://api.example.com/\n< 401\n< WWW-Authenticate: Bearer',
    ),
  ],
  detect: facts => facts.challenges.flatMap(challenge => readError(challenge, facts)),
};

const meanings: Readonly<Record<string, readonly (readonly [CauseId, Strength])[]>> = {
  insufficient_scope: [['insufficient-scope', 'decisive']],
  insufficient_user_authentication: [['step-up-required', 'decisive']],
  use_dpop_nonce: [['sender-proof-invalid', 'decisive']],
  invalid_dpop_proof: [['sender-proof-invalid', 'decisive']],
  invalid_request: [
    ['malformed-header', 'weak'],
    ['wrong-header-name', 'weak'],
  ],
};

function readError(challenge: SeenChallenge, facts: Facts): Evidence[] {
  const { error, header } = challenge;
  if (error === undefined) return [];
  const text = `The ${header} challenge says error="${error}"`;
  const span = challenge.params.find(({ name }) => name === 'error')?.valueSpan;
  const pointer = { kind: 'response-header', name: header, ...(span ? { span } : {}) } as const;
  const source = 'challenge-error';
  const known = Object.hasOwn(meanings, error)
    ? (meanings[error] ?? [])
    : error === 'invalid_token'
      ? invalidToken(facts)
      : [];
  const found: Evidence[] = known.map(([cause, strength]) => ({ cause, strength, source, text, pointer }));
  // RFC 6750 §3: only a server that saw a token names this error.
  if (error !== 'invalid_token' || !facts.authorization) return found;
  const against = { strength: 'strong', against: true, source, text, pointer } as const;
  return [...found, { cause: 'header-stripped-by-intermediary', ...against }, { cause: 'scheme-mismatch', ...against }];
}

/** RFC 6750 §3.1: "expired, revoked, malformed, or invalid for other reasons". What was sent tells which are possible. */
function invalidToken(facts: Facts): (readonly [CauseId, Strength])[] {
  return rejectedCauses(facts).map(([cause, strength]) => [cause, strength ?? 'weak']);
}
