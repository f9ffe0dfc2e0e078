// Why a step of a sign-in failed, in words for the user. The diagnosis reads what a server answered; here stands what it
// cannot see: a browser that came back with an error, an answer that is none of OAuth, no answer at all.
import type { AuthorizationResponseError } from 'oauth4webapi';
import type { CauseId } from '../causes/catalogue.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import type { Diagnosis } from '../diagnosis/model.ts';
import { findStatements } from '../diagnosis/statements.ts';
import { isObject, parseJson } from '../jwt/json.ts';
import { type Exchange, headerValue } from '../request/model.ts';
import { secretsInBody } from '../request/secret-spans.ts';
import { maskSecret } from '../text/mask.ts';

export interface Explanation {
  readonly reason: string;
  readonly cause?: CauseId;
  readonly exchange?: Exchange;
  readonly diagnosis?: Diagnosis;
}

/** What a server answered, or that it did not. `place` is what users call it, such as `token endpoint`. */
export function explainExchange(exchange: Exchange, place: string, earlier: readonly Exchange[] = []): Explanation {
  const { response, failure } = exchange;
  if (!response) return { reason: failure?.message ?? `The ${place} did not answer`, exchange };
  const diagnosis = diagnose(exchange, { earlier });
  const said = readError(exchange);
  const [finding] = diagnosis.findings.filter(({ cause }) => cause !== 'not-an-auth-failure');
  const words = said ? quote(place, said, exchange) : describeAnswer(place, exchange);
  return {
    reason: finding ? `${words}. ${finding.title}` : words,
    ...(finding && { cause: finding.cause }),
    exchange,
    diagnosis,
  };
}

interface SaidError {
  readonly error: string;
  readonly description?: string;
}

/** RFC 6749 §5.2; some answer so with the status 200. */
export function readError({ response }: Exchange): SaidError | undefined {
  const body = parseJson(response?.body?.text ?? '');
  if (!isObject(body) || typeof body.error !== 'string' || body.error === '') return undefined;
  const { error, error_description: description } = body;
  return { error, ...(typeof description === 'string' && description !== '' && { description }) };
}

function quote(place: string, { error, description }: SaidError, exchange: Exchange): string {
  const text = description === undefined ? '' : `: ${short(withoutSecrets(description, exchange))}`;
  return `The ${place} said "${short(error)}"${text}`;
}

/** Servers echo codes and tokens. */
function withoutSecrets(text: string, { request }: Exchange): string {
  const body = request.body?.text ?? '';
  return secretsInBody(body)
    .map(({ start, end }) => body.slice(start, end))
    .filter(secret => secret.length >= 6)
    .reduce((shown, secret) => shown.replaceAll(secret, maskSecret(secret)), text);
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  return line.length > 400 ? `${line.slice(0, 400)}…` : line;
}

/** RFC 6749 §4.1.2.1, OpenID Connect Core §3.1.2.6, RFC 9470 §5, RFC 8707 §2: what to do, which the error leaves open. */
const advice: Readonly<Record<string, string>> = {
  access_denied: 'Whoever was signed in, or a policy of the server, refused the request',
  invalid_scope: 'A scope is unknown to the server or not allowed for this client: check "scope"',
  invalid_target: 'The server does not know this resource: check "resource"',
  unauthorized_client:
    'The client is not registered for the authorization code: allow that grant where it is registered',
  unsupported_response_type:
    'The server does not give authorization codes to this client: allow that grant where it is registered',
  invalid_client: 'The server does not know this client: check the client id',
  invalid_request: 'The server does not take the request as it is',
  server_error: 'The server itself failed: try again later',
  temporarily_unavailable: 'The server is overloaded: try again later',
  login_required: 'Somebody has to sign in, and "prompt" forbids to ask',
  interaction_required: 'Somebody has to do something, and "prompt" forbids to ask',
  consent_required: 'Somebody has to consent first',
  account_selection_required: 'Somebody has to choose an account first',
  unmet_authentication_requirements: 'The sign-in is weaker than what was asked for with "acr_values"',
};

/** The browser came back with an error instead of a code. */
export function explainAuthorizationError(
  { error, error_description: description }: AuthorizationResponseError,
  exchange: Exchange,
): Explanation {
  const words = quote('authorization endpoint', { error, ...(description && { description }) }, exchange);
  const known = Object.hasOwn(advice, error) ? advice[error] : undefined;
  return { ...explainExchange(exchange, 'authorization endpoint'), reason: known ? `${words}. ${known}` : words };
}

/** The authorization endpoint shows a page of its own where it does not dare to redirect (RFC 6749 §4.1.2.1). */
export function explainAuthorizationPage(exchange: Exchange, redirectUri: string): Explanation {
  const explained = explainExchange(exchange, 'authorization endpoint');
  const status = exchange.response?.status ?? 0;
  const words = describeAnswer('authorization endpoint', exchange);
  const next = pageAdvice(explained.cause, status, redirectUri);
  return { ...explained, reason: next ? `${words}. ${next}` : words };
}

function pageAdvice(cause: CauseId | undefined, status: number, redirectUri: string): string | undefined {
  if (cause === 'client-not-allowed') return `Register "${redirectUri}" as a redirect URI of this client`;
  if (cause === 'client-authentication-failed') return 'The server does not know this client: check the client id';
  return status === 404 ? 'Check the address of the endpoint' : undefined;
}

/** The status, and whatever words came with it. */
function describeAnswer(place: string, exchange: Exchange): string {
  const { status = 0, statusText = '', headers = [] } = exchange.response ?? {};
  const location = status >= 300 && status < 400 ? headerValue(headers, 'location') : undefined;
  if (location !== undefined && URL.canParse(location, exchange.request.url)) {
    const { origin, pathname } = new URL(location, exchange.request.url);
    return `The ${place} redirects to "${origin}${pathname}", where no secret is sent: correct its address`;
  }
  const words = short(withoutSecrets(wordsOf(exchange), exchange));
  return words === ''
    ? `The ${place} answered ${status} ${statusText}`.trim()
    : `The ${place} answered ${status}: ${words}`;
}

/** The words of an error page, or of its JSON. */
function wordsOf({ response }: Exchange): string {
  if (!response) return '';
  const statements = findStatements(response, response.body?.text.slice(0, 20_000) ?? '', false);
  const texts = statements.filter(({ pointer }) => pointer.kind === 'response-body').map(({ text }) => text.trim());
  const sentences = texts.filter(text => text.includes(' '));
  const told = sentences.length > 0 ? sentences : texts.slice(0, 2);
  return [...new Set(told)].map(text => text.replace(/[.:]$/, '')).join(': ');
}

/** What oauth4webapi found wrong with an answer, or with the claims of an ID token. */
export function explainMisfit(error: unknown, exchange: Exchange | undefined, place: string): Explanation {
  const detail = error instanceof Error ? error.message : String(error);
  const text = short(detail.replace('"response" body', 'the answer:').replace('"response"', 'the answer'));
  if (!exchange) return { reason: `Nothing could be sent to the ${place}: ${text}` };
  const isToken = /ID Token|JWT|"(?:aud|iss|nonce|exp|nbf|azp)"/.test(detail);
  return {
    reason: isToken ? `The ID token was refused: ${text}` : `The ${place} gave no answer of OAuth: ${text}`,
    exchange,
  };
}
