import { parseFields } from '../auth/challenges.ts';
import type { Challenge } from '../auth/model.ts';
import type { DecodedToken } from '../jwt/model.ts';
import { type Exchange, type HttpRequest, type HttpResponse, headerValue, headerValues } from '../request/model.ts';
import type { Span } from '../text/span.ts';
import { type Answerer, findAnswerers } from './answerers.ts';
import { type Clock, readClock } from './clock.ts';
import { holdsError } from './failed-body.ts';
import { findCredentials, isCsrfName, type SentCredential } from './sent.ts';
import { edgesOfBody, findStatements, type Statement } from './statements.ts';
import { findWords, type Word } from './words.ts';

/** A challenge, and the response header that it stood in. */
export interface SeenChallenge extends Challenge {
  readonly header: string;
  readonly error?: string;
  readonly description?: string;
}

export interface SpokenStatement extends Statement {
  readonly words: readonly Word[];
}

/** The facts of an exchange, computed once for all detectors. Facts are seen, never judged. */
export interface Facts {
  readonly exchange: Exchange;
  readonly request: HttpRequest;
  readonly response: HttpResponse;
  readonly status: number;
  readonly url?: URL;
  /** All credentials in the request, `Authorization` first. */
  readonly sent: readonly SentCredential[];
  /** The credentials that the server most likely judged. */
  readonly main?: SentCredential;
  readonly authorization?: SentCredential;
  readonly token?: DecodedToken;
  readonly challenges: readonly SeenChallenge[];
  readonly proxyChallenges: readonly SeenChallenge[];
  readonly statements: readonly SpokenStatement[];
  readonly body: string;
  readonly clock: Clock;
  readonly answerers: readonly Answerer[];
  readonly earlier: readonly Exchange[];
  /** The request was made to sign in or to get a token, so that its own fields are the credentials. */
  readonly purpose: 'token-endpoint' | 'sign-in' | 'resource';
  readonly csrfSent: boolean;
  /** Some word of the answer belongs to authentication, so that "invalid" is not about an e-mail address or a card. */
  readonly aboutAuth: boolean;
  /** The status is an error, or the body of a success holds one, as GraphQL, gRPC and Slack have it. */
  readonly failed: boolean;
  /** The record leaves out headers that carry credentials, so that their absence proves nothing. */
  readonly incomplete: boolean;
}

export function readFacts(exchange: Exchange, response: HttpResponse, earlier: readonly Exchange[]): Facts {
  const { request } = exchange;
  const sent = findCredentials(request);
  const authorization = sent.find(one => one.place === 'header' && one.name.toLowerCase() === 'authorization');
  const { text: body, cut } = edgesOfBody(response.body?.text ?? '');
  const url = parseUrl(request.url);
  const purpose = purposeOf(request, url, sent);
  const main = mainCredential(sent, authorization, purpose);
  const token = main?.token ?? sent.find(one => one.token)?.token;
  const challenges = readChallenges(response, 'WWW-Authenticate');
  const statements = [...challenges.flatMap(fromChallenge), ...findStatements(response, body, cut)];
  const spoken = listen(statements);
  return {
    exchange,
    request,
    response,
    status: response.status,
    ...(url ? { url } : {}),
    sent,
    ...(main ? { main } : {}),
    ...(authorization ? { authorization } : {}),
    ...(token ? { token } : {}),
    challenges,
    proxyChallenges: readChallenges(response, 'Proxy-Authenticate'),
    statements: spoken,
    aboutAuth: spoken.some(
      one =>
        one.words.some(({ text }) => authWord.test(text)) ||
        /access ?(?:error|exception|control)|security ?schemes?/i.test(one.text),
    ),
    body,
    failed: response.status >= 400 || holdsError(body, response),
    clock: readClock(exchange),
    incomplete: exchange.unseen?.some(name => ['authorization', 'cookie', '*'].includes(name)) ?? false,
    answerers: findAnswerers(response),
    earlier,
    purpose,
    csrfSent:
      request.headers.some(header => isCsrfName(header.name)) || (request.body ? isCsrfBody(request.body.text) : false),
  };
}

/** What is read of all statements together, in characters: an answer that says more says it at its beginning. */
const mostText = 20_000;

function listen(statements: readonly Statement[]): SpokenStatement[] {
  let left = mostText;
  return statements.map(one => {
    const text = one.text.slice(0, left);
    left -= text.length;
    return { ...one, words: findWords(withoutUrls(text)) };
  });
}

/** A URL is no sentence. Blanks keep the places of the other words. */
function withoutUrls(text: string): string {
  return text.replace(/https?:\/\/[^\s"'<>)]{1,500}/g, url => ' '.repeat(url.length));
}

const authWord =
  /^(?:tokens?|jwt|bearer|credentials?|auth[a-z0-9]*|unauth[a-z]*|apikey|keys?|sessions?|csrf|xsrf|oauth[a-z0-9]*|scopes?|permissions?|forbidden|denied|grant|mfa|dpop|kid|jwks|timestamp|clock|skewed|expired|login|logged|account|headers?|accesskeyid|crumb|forgery|antiforgery|ssl|certificate|aadsts[0-9]*|idx[0-9]*|openid|ldap|signature|segments|environment)$/;

function isCsrfBody(text: string): boolean {
  return /(?:^|&|")(?:_csrf|_token|csrf_?token|csrfmiddlewaretoken|authenticity_token|__RequestVerificationToken)["=]/i.test(
    text.slice(0, 8000),
  );
}

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

function readChallenges(response: HttpResponse, name: string): SeenChallenge[] {
  const names = [name.toLowerCase(), `x-${name.toLowerCase()}`, `x-amzn-remapped-${name.toLowerCase()}`];
  return names.flatMap(one => {
    const header = response.headers.find(({ name: other }) => other.toLowerCase() === one)?.name ?? name;
    return parseFields(headerValues(response.headers, one)).flatMap(field =>
      field.value.map(value => seenChallenge(value, header)),
    );
  });
}

function seenChallenge(challenge: Challenge, header: string): SeenChallenge {
  const error = parameter(challenge, 'error');
  const description = parameter(challenge, 'error_description');
  return {
    ...challenge,
    header,
    ...(error === undefined ? {} : { error }),
    ...(description === undefined ? {} : { description }),
  };
}

/** What a challenge says in words: `error`, `error_description`, and what servers add to them. */
function fromChallenge(challenge: SeenChallenge): Statement[] {
  return challenge.params
    .filter(({ name }) => /error|problem|reason|message|description|detail/.test(name) && name !== 'error_uri')
    .map(({ name, value, valueSpan, quoted }) => ({
      name,
      text: value,
      code: !value.includes(' '),
      pointer: { kind: 'response-header', name: challenge.header, span: quoted ? withoutQuotes(valueSpan) : valueSpan },
    }));
}

function withoutQuotes({ start, end }: Span): Span {
  return { start: start + 1, end: end - 1 };
}

export function parameter(challenge: Challenge, name: string): string | undefined {
  return challenge.params.find(one => one.name === name)?.value;
}

const tokenPath =
  /\/(?:oauth2?|openid-connect|connect|o|protocol|v\d(?:\.\d)?|as|auth)?\/?(?:access_?)?token(?:\.oauth2)?\/?$|\/oauth\/access_token$|\/token\/refresh\/?$|\/refresh(?:_?token|session)?\/?$/i;
const signInPath =
  /\/(?:log-?in|sign-?in|sessions?|auth(?:enticate)?|authorize|logon|createsession|auth-with-password)\/?$|login|signin|authenticate/i;

const signUpPath = /user|account|register|sign-?up|member|profile|customer/i;

function purposeOf(request: HttpRequest, url: URL | undefined, sent: readonly SentCredential[]): Facts['purpose'] {
  const path = url?.pathname ?? request.url;
  const form = sent.filter(one => one.place === 'body').map(one => one.kind);
  const body = request.body?.text.slice(0, 4000) ?? '';
  if (/grant_type["=]/.test(body) || form.includes('grant')) return 'token-endpoint';
  if (request.method !== 'GET' && tokenPath.test(path) && !form.includes('password')) return 'token-endpoint';
  if (sent.some(one => one.place === 'query' && one.kind === 'password')) return 'sign-in';
  if (form.includes('password')) return signUpPath.test(path) && !signInPath.test(path) ? 'resource' : 'sign-in';
  return request.method === 'POST' && signInPath.test(path) ? 'sign-in' : 'resource';
}

function mainCredential(
  sent: readonly SentCredential[],
  authorization: SentCredential | undefined,
  purpose: Facts['purpose'],
): SentCredential | undefined {
  const inBody = sent.find(one => one.place === 'body' && !(authorization && one.kind === 'session'));
  if (purpose === 'sign-in' && inBody) return inBody;
  if (purpose === 'token-endpoint')
    return sent.find(one => one.kind === 'grant' || one.kind === 'password') ?? authorization ?? inBody;
  const places = ['header', 'url', 'query', 'cookie', 'body'] as const;
  return authorization ?? places.flatMap(place => sent.filter(one => one.place === place))[0];
}

/** A 500 whose words are of the token that was sent: the check of it threw, and nothing turned that into a 401. */
export function failsOnToken({ status, main, statements }: Facts): boolean {
  return status === 500 && main?.kind === 'jwt' && statements.some(({ words }) => namesToken(words));
}

/** "Unexpected token < in JSON" is of a parser. */
function namesToken(words: readonly Word[]): boolean {
  const has = (...wanted: readonly string[]) => words.some(({ text }) => wanted.includes(text));
  return has('jwt') || (has('token') && !has('unexpected', 'json', 'syntaxerror', 'syntax'));
}

/** The host as a reader would name the server. */
export function serverName(facts: Facts): string {
  return facts.url?.host ?? headerValue(facts.request.headers, 'host') ?? 'the server';
}

export function originOf(url: string): string {
  try {
    return new URL(url).origin;
  } catch {
    return url.slice(0, 100);
  }
}
