import type { CauseId } from '../../causes/catalogue.ts';
import { headerValue } from '../../request/model.ts';
import { example } from '../example.ts';
import type { Facts } from '../exchange.ts';
import { readFields } from '../fields.ts';
import type { Evidence, Strength } from '../model.ts';
import type { Detector } from './detector.ts';

/**
 * The answer of an authorization endpoint, to which a browser was sent: an `error` that it takes back to the client (RFC 6749
 * §4.1.2.1, OpenID Connect Core §3.1.2.6), or a page where the server does not dare to redirect.
 */
export const authorizationResponse: Detector = {
  id: 'authorization-response',
  speaksFor: [
    'permission-denied',
    'insufficient-scope',
    'audience-mismatch',
    'auth-method-disabled',
    'client-authentication-failed',
    'client-not-allowed',
    'step-up-required',
    'server-misconfigured',
  ],
  readsSuccess: true,
  examples: [
    example(
      'somebody refused',
      ['permission-denied'],
      '> GET https://id.example.com/authorize?response_type=code&client_id=a\n< 302\n< Location: http://127.0.0.1:8080/cb?error=access_denied&state=s',
    ),
    example(
      'a scope that is not allowed',
      ['insufficient-scope'],
      '> GET https://id.example.com/authorize?response_type=code&client_id=a\n< 303\n< Location: https://app.example.com/cb?error=invalid_scope',
    ),
    example(
      'a redirect URI that is not registered',
      ['client-not-allowed'],
      '> GET https://id.example.com/authorize?response_type=code&client_id=a&redirect_uri=x\n< 400\n< Content-Type: text/html\n<html><h1>Sorry</h1><p>Invalid parameter: redirect_uri</p></html>',
    ),
    example(
      'a client that nobody knows',
      ['client-authentication-failed'],
      '> GET https://id.example.com/authorize?response_type=code&client_id=a\n< 400\n< Content-Type: application/json\n{"error":"invalid_client"}',
    ),
    example(
      'a code',
      [],
      '> GET https://id.example.com/authorize?response_type=code&client_id=a\n< 302\n< Location: http://127.0.0.1:8080/cb?code=c&state=s',
    ),
    example(
      'an error that is not of an authorization endpoint',
      [],
      '> GET https://app.example.com/orders\n< 302\n< Location: /orders?error=access_denied',
    ),
  ],
  detect,
};

const meanings: Readonly<Record<string, readonly [CauseId, Strength]>> = {
  access_denied: ['permission-denied', 'decisive'],
  invalid_scope: ['insufficient-scope', 'decisive'],
  invalid_target: ['audience-mismatch', 'decisive'],
  unauthorized_client: ['auth-method-disabled', 'decisive'],
  unsupported_response_type: ['auth-method-disabled', 'decisive'],
  invalid_client: ['client-authentication-failed', 'decisive'],
  redirect_uri_mismatch: ['client-not-allowed', 'decisive'],
  invalid_redirect_uri: ['client-not-allowed', 'decisive'],
  login_required: ['step-up-required', 'decisive'],
  interaction_required: ['step-up-required', 'decisive'],
  consent_required: ['step-up-required', 'decisive'],
  account_selection_required: ['step-up-required', 'decisive'],
  unmet_authentication_requirements: ['step-up-required', 'decisive'],
  server_error: ['server-misconfigured', 'strong'],
};

function detect(facts: Facts): Evidence[] {
  const { url, status } = facts;
  const asks = ['response_type', 'request_uri', 'request'].some(name => url?.searchParams.has(name));
  if (!asks || !url?.searchParams.has('client_id')) return [];
  if (status >= 400) return fromPage(facts);
  return status >= 300 ? fromRedirect(facts) : [];
}

function fromRedirect({ response }: Facts): Evidence[] {
  const location = headerValue(response.headers, 'location') ?? '';
  const fields = readFields(location.slice(location.search(/[?#]/) + 1).replace('#', '&'), 0);
  const error = fields.find(({ name }) => name === 'error')?.value ?? '';
  const description = fields.find(({ name }) => name === 'error_description')?.value;
  const [cause, strength] = Object.hasOwn(meanings, error) ? (meanings[error] ?? []) : [];
  if (!cause || !strength) return [];
  const words = description === undefined ? '' : `: ${description.slice(0, 200)}`;
  return [
    {
      cause,
      strength,
      source: 'authorization-response',
      text: `The authorization endpoint sends the browser back with "error": "${error}"${words}`,
      pointer: { kind: 'response-header', name: 'Location' },
    },
  ];
}

/** Which of the two it cannot trust is named on the page: the redirect URI, or the client. */
const pageTells: readonly (readonly [RegExp, CauseId, string])[] = [
  [
    /redirect[ _-]?ur[il]|reply[ _-]?ur[il]|callback[ _-]?ur[il]/i,
    'client-not-allowed',
    'The page of the authorization endpoint speaks of the redirect URI',
  ],
  [
    /invalid_client|client[ _-]?id\b|(?:unknown|invalid|no such) client|client (?:was )?(?:not|does not|is invalid|unknown)/i,
    'client-authentication-failed',
    'The page of the authorization endpoint does not know the client',
  ],
];

function fromPage({ statements }: Facts): Evidence[] {
  for (const [words, cause, said] of pageTells) {
    const statement = statements.find(({ text }) => words.test(text));
    if (!statement) continue;
    const text = `${said}: "${statement.text.slice(0, 200)}"`;
    return [{ cause, strength: 'decisive', source: 'authorization-response', text, pointer: statement.pointer }];
  }
  return [];
}
