import { findKin, type GivenTokens } from '../diagnosis/earlier.ts';
import { decodeBase64 } from '../jwt/base64url.ts';
import { decodeToken } from '../jwt/decode.ts';
import { isObject, parseJson } from '../jwt/json.ts';
import { limitsFor } from '../oauth/limited-fetch.ts';
import { readNewTokens } from '../oauth/refresh.ts';
import { type Exchange, type HttpRequest, headerValue } from '../request/model.ts';
import { originOf } from '../text/origin.ts';
import { challengesOf, credentialsOf } from './challenges.ts';
import { type Repair, type RepairInput, type RepairStep, withHeader, writtenRequest } from './repair.ts';

/**
 * A token with what this API asks for: its scope (RFC 6750 §3), its name as the resource (RFC 8707, RFC 9728), a stronger or
 * newer sign-in (RFC 9470). Where the request for the old token is known, it is made anew with that; a stronger sign-in takes
 * the user, who is told what to ask for.
 */
export const requestToken: Repair = {
  id: 'request-token',
  applies: (_finding, exchange) => credentialsOf(writtenRequest(exchange)) !== undefined,
  repair(input) {
    const { exchange, answers } = input;
    if (answers) return obtain(input, { scope: answers.scope ?? '', resource: answers.resource ?? '' });
    const url = metadataUrl(exchange);
    if (url === undefined) return propose(input, undefined);
    return {
      kind: 'first',
      request: { method: 'GET', url, headers: [{ name: 'Accept', value: 'application/json' }] },
      options: limitsFor(url),
      next: async ({ response }) => {
        const metadata = response?.status === 200 ? parseJson(response.body?.text ?? '') : undefined;
        const resource = isObject(metadata) ? metadata.resource : undefined;
        return propose(input, typeof resource === 'string' ? resource : undefined);
      },
    };
  },
};

/** RFC 9728 §5.1. Only the API itself is asked: whoever wrote the challenge chose the address. */
function metadataUrl(exchange: Exchange): string | undefined {
  const url = parameterOf(exchange, 'resource_metadata');
  return url !== undefined && originOf(url) === originOf(exchange.request.url) ? url : undefined;
}

function propose(input: RepairInput, resource: string | undefined): RepairStep {
  const { exchange, finding } = input;
  const scope = wantedScope(exchange);
  const stronger = strongerSignIn(exchange);
  const given = givenBefore(input);
  if (given && stronger.length === 0)
    return {
      kind: 'ask',
      text: `A new token is requested at "${given.request.url.split('?', 1)[0]}", as the old one was, with this`,
      questions: [
        { name: 'scope', label: 'Scope', secret: false, value: scope, optional: true },
        { name: 'resource', label: 'Resource', secret: false, value: resource ?? '', optional: true, help: 'RFC 8707' },
      ],
    };
  // Which name an API has is its own affair; mostly it is its address.
  const audience = resource ?? (finding.cause === 'audience-mismatch' ? originOf(exchange.request.url) : undefined);
  const lines = [
    ...(scope === '' ? [] : [`scope=${scope}`]),
    ...(audience === undefined ? [] : [`resource=${audience}`]),
    ...stronger,
  ];
  if (lines.length === 0)
    return {
      kind: 'instructions',
      text: 'The server does not say which scope or resource it wants: see its documentation',
    };
  const aside =
    audience === undefined
      ? ''
      : ' Auth0 calls the resource "audience"; Entra ID takes it as the scope "<resource>/.default".';
  return {
    kind: 'instructions',
    text: `Sign in anew and ask for this; "Why401: Sign In…" takes it as scope and as what else the server wants.${aside}`,
    lines: lines.join('\n'),
  };
}

/** What the old token had, and what the server names (RFC 6750 §3), GitHub in a header of its own. */
function wantedScope(exchange: Exchange): string {
  const accepted = headerValue(exchange.response?.headers ?? [], 'X-Accepted-OAuth-Scopes')?.split(',')[0];
  const named = parameterOf(exchange, 'scope') ?? accepted ?? '';
  const token = decodeToken(credentialsOf(writtenRequest(exchange))?.token68 ?? '');
  const { scope, scp } = (token.kind === 'undecodable' ? undefined : token.payload) ?? {};
  const had = [scope, scp].flat().filter(one => typeof one === 'string');
  return named === '' ? '' : [...new Set([...had, named].join(' ').split(/\s+/))].filter(Boolean).join(' ');
}

/** RFC 9470 §3, and the claims of OpenID Connect Core §5.5 as Entra ID sends them. */
function strongerSignIn(exchange: Exchange): string[] {
  const level = parameterOf(exchange, 'acr_values');
  const age = parameterOf(exchange, 'max_age');
  const claims = new TextDecoder().decode(decodeBase64(parameterOf(exchange, 'claims') ?? ''));
  return [
    ...(level === undefined ? [] : [`acr_values=${level}`]),
    ...(age === undefined ? [] : [`max_age=${age}`]),
    ...(isObject(parseJson(claims)) ? [`claims=${claims}`] : []),
  ];
}

function parameterOf(exchange: Exchange, name: string): string | undefined {
  const params = challengesOf(exchange).challenges.flatMap(challenge => challenge.params);
  return params.find(param => param.name === name)?.value || undefined;
}

/** The request for the old token, where it can be made a second time: a code is good once, and a password is not repeated. */
function givenBefore({ exchange, earlier = [] }: RepairInput): GivenTokens | undefined {
  const given = findKin(earlier, credentialsOf(writtenRequest(exchange))?.rest.trim() ?? '');
  if (!given || formOf(given.request).has('client_assertion')) return undefined;
  return given.refreshToken !== undefined || formOf(given.request).get('grant_type') === 'client_credentials'
    ? given
    : undefined;
}

function obtain(input: RepairInput, wanted: { readonly scope: string; readonly resource: string }): RepairStep {
  const given = givenBefore(input);
  if (!given)
    return { kind: 'instructions', text: 'The request for the old token is not known any more: send it again' };
  const old = formOf(given.request);
  const form = new URLSearchParams(given.refreshToken === undefined ? old : clientIn(old));
  if (given.refreshToken !== undefined) {
    form.set('grant_type', 'refresh_token');
    form.set('refresh_token', given.refreshToken);
  }
  for (const [name, value] of Object.entries(wanted)) if (value.trim() !== '') form.set(name, value.trim());
  const { url } = given.request;
  return {
    kind: 'first',
    request: { ...writtenRequest({ id: '', request: given.request, hops: [] }), body: { text: form.toString() } },
    next: async outcome => continueWith(writtenRequest(input.exchange), outcome, url),
  };
}

function continueWith(request: HttpRequest, outcome: Exchange, url: string): RepairStep {
  const tokens = readNewTokens(outcome, url);
  if (tokens.kind === 'failed')
    return {
      kind: 'instructions',
      text: `No new token: ${tokens.message}. What was not granted at the sign-in takes a new one`,
    };
  const scheme = credentialsOf(request)?.scheme || 'Bearer';
  return { kind: 'request', request: withHeader(request, 'Authorization', `${scheme} ${tokens.accessToken}`) };
}

function formOf({ body }: HttpRequest): URLSearchParams {
  return new URLSearchParams(body?.text ?? '');
}

function clientIn(form: URLSearchParams): [string, string][] {
  return ['client_id', 'client_secret'].flatMap((name): [string, string][] => {
    const value = form.get(name);
    return value === null ? [] : [[name, value]];
  });
}
