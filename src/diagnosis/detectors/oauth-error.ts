import type { CauseId } from '../../causes/catalogue.ts';
import { example } from '../example.ts';
import type { Facts } from '../exchange.ts';
import type { Evidence, Strength } from '../model.ts';
import type { Detector } from './detector.ts';

/** The `error` of an OAuth answer: RFC 6749 §5.2, RFC 8628 §3.5, RFC 9449 §8, OpenID Connect Core §3.1.2.6. */
export const oauthError: Detector = {
  id: 'oauth-error',
  speaksFor: [
    'grant-invalid',
    'client-authentication-failed',
    'auth-method-disabled',
    'insufficient-scope',
    'step-up-required',
    'sender-proof-invalid',
  ],
  examples: [
    example(
      'invalid_grant',
      ['grant-invalid'],
      '> POST https://id.example.com/token\n> grant_type=authorization_code&code=a\n< 400\n< Content-Type: application/json\n{"error":"invalid_grant"}',
    ),
    example(
      'invalid_client',
      ['client-authentication-failed'],
      '> POST https://id.example.com/token\n> grant_type=client_credentials\n< 401\n< Content-Type: application/json\n{"error":"invalid_client"}',
    ),
    example(
      'invalid_request that names the client',
      ['client-authentication-failed'],
      '> POST https://id.example.com/token\n> grant_type=authorization_code&code=a\n< 400\n< Content-Type: application/json\n{"error":"invalid_request","error_description":"client_id is required"}',
    ),
    example(
      'another word',
      [],
      '> GET https://api.example.com/\n< 404\n< Content-Type: application/json\n{"error":"not_found"}',
    ),
  ],
  detect,
};

const meanings: Readonly<Record<string, readonly (readonly [CauseId, Strength])[]>> = {
  invalid_grant: [['grant-invalid', 'strong']],
  invalid_client: [['client-authentication-failed', 'decisive']],
  unauthorized_client: [
    ['auth-method-disabled', 'strong'],
    ['client-authentication-failed', 'weak'],
  ],
  unsupported_grant_type: [['auth-method-disabled', 'strong']],
  invalid_scope: [['insufficient-scope', 'strong']],
  invalid_target: [['audience-mismatch', 'strong']],
  access_denied: [['permission-denied', 'weak']],
  use_dpop_nonce: [['sender-proof-invalid', 'decisive']],
  invalid_dpop_proof: [['sender-proof-invalid', 'decisive']],
  insufficient_scope: [['insufficient-scope', 'decisive']],
  insufficient_user_authentication: [['step-up-required', 'decisive']],
  interaction_required: [['step-up-required', 'decisive']],
  login_required: [['step-up-required', 'weak']],
  consent_required: [['step-up-required', 'strong']],
  expired_token: [['grant-invalid', 'strong']],
  authorization_pending: [['not-an-auth-failure', 'strong']],
  slow_down: [['not-an-auth-failure', 'strong']],
};

function detect(facts: Facts): Evidence[] {
  return [...readCode(facts), ...readMissingClient(facts)];
}

function readCode({ statements, purpose, sent }: Facts): Evidence[] {
  const found = statements.find(
    ({ name, text }) => (name === 'error' || name === 'code' || name === 'error_code') && text in meanings,
  );
  if (!found || !Object.hasOwn(meanings, found.text)) return [];
  const byPassword = sent.some(one => one.kind === 'password');
  const text = `The answer says "${found.name}": "${found.text}"`;
  return (meanings[found.text] ?? []).map(([cause, strength]) => ({
    // RFC 6749 §5.2: for the password grant, invalid_grant covers a wrong password.
    cause: cause === 'grant-invalid' && byPassword ? 'invalid-credentials' : cause,
    strength: purpose === 'token-endpoint' || strength === 'decisive' ? strength : 'weak',
    source: 'oauth-error',
    text,
    pointer: found.pointer,
  }));
}

/** RFC 6749 §2.3.1: a client may name itself in the header or in the body, and this server reads the other. */
function readMissingClient({ statements, purpose }: Facts): Evidence[] {
  const refused = statements.some(({ name, text }) => name === 'error' && text === 'invalid_request');
  const named = statements.find(({ words }) =>
    words.some(({ text }, at) => text === 'client' && /^(?:id|secret|credentials)$/.test(words[at + 1]?.text ?? '')),
  );
  if (!refused || !named || purpose !== 'token-endpoint') return [];
  const text = 'The answer says "error": "invalid_request", and names what identifies the client';
  return [
    {
      cause: 'client-authentication-failed',
      strength: 'strong',
      source: 'oauth-error',
      text,
      pointer: named.pointer,
    },
  ];
}
