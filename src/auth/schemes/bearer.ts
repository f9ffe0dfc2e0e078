import type { Challenge, HeaderProblem } from '../model.ts';
import { problem } from '../problems.ts';
import type { ParameterRule, Scheme } from './scheme.ts';

/** RFC 6750 §3, and what later specifications added. */
export const tokenChallengeParameters: readonly ParameterRule[] = [
  { name: 'realm', quoting: 'quoted', meaning: 'the protected area' },
  {
    name: 'scope',
    pattern: /^[!#-[\]-~ ]*$/,
    shape: 'may hold printable ASCII without quotes and backslashes',
    meaning: 'the scopes that the request needs, separated by spaces',
  },
  {
    name: 'error',
    values: [
      'invalid_request',
      'invalid_token',
      'insufficient_scope',
      'insufficient_user_authentication',
      'use_dpop_nonce',
      'invalid_dpop_proof',
      'invalid_authorization_details',
      'insufficient_authorization',
      'interaction_required',
      'insufficient_claims',
    ],
    meaning: 'why the request was refused; absent where it carried no token',
  },
  {
    name: 'error_description',
    pattern: /^[ !#-[\]-~]*$/,
    shape: 'may hold printable ASCII without quotes and backslashes',
    meaning: 'the same for a developer to read',
  },
  { name: 'error_uri', pattern: /^[a-z][a-z0-9+.-]*:/i, shape: 'must be a URI', meaning: 'a page about the error' },
  {
    name: 'resource_metadata',
    pattern: /^https?:\/\//i,
    shape: 'must be a URL',
    meaning: 'where the metadata of the resource are (RFC 9728 §5.1)',
  },
  { name: 'acr_values', meaning: 'the authentication contexts that would do (RFC 9470 §3)' },
  {
    name: 'max_age',
    pattern: /^\d+$/,
    shape: 'must be a number of seconds',
    meaning: 'how old the sign-in may be, in seconds (RFC 9470 §3)',
  },
];

export const bearer: Scheme = {
  name: 'Bearer',
  form: 'token68',
  source: 'RFC 6750',
  summary: 'An access token; whoever holds it may use it',
  challengeParameters: tokenChallengeParameters,
  checkChallenge,
};

/** Container registries name the service and the server that issues tokens for it: the latter is `realm`. */
function checkChallenge({ params, schemeSpan }: Challenge): HeaderProblem[] {
  const has = (wanted: string) => params.some(({ name }) => name === wanted);
  if (!has('service') || has('realm')) return [];
  const message = '"Bearer" names a "service" but no "realm", which would be where to get a token for it';
  return [problem('missing-parameter', schemeSpan, message, [], 'warning')];
}
