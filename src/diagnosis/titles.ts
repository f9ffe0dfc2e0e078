import type { CauseId } from '../causes/catalogue.ts';
import { headerValue } from '../request/model.ts';
import { describeDuration, numericDate } from './clock.ts';
import { type Facts, originOf, parameter, serverName } from './exchange.ts';

/** A cause in a user's words, with the names and numbers of the exchange; the catalogue's title where there are none. */
export function titleOf(cause: CauseId, facts: Facts): string | undefined {
  return titles[cause]?.(facts);
}

const titles: Partial<Record<CauseId, (facts: Facts) => string | undefined>> = {
  'credentials-missing': ({ challenges, sent, incomplete }) => {
    if (incomplete && sent.length === 0) return 'The record shows no credentials, and leaves headers out';
    const offered = schemesOf(challenges);
    if (sent.length > 0) return 'The server saw no credentials of the kind it asks for';
    return offered ? `No credentials were sent, and the server asks for ${offered}` : 'No credentials were sent';
  },
  'wrong-header-name': ({ main }) =>
    main && `The server does not read credentials from ${placeOf(main.place, main.name)}`,
  'header-dropped-on-redirect': ({ exchange, request }) => {
    const first = exchange.hops[0]?.request.url;
    return first && `The credentials were dropped on the redirect from ${originOf(first)} to ${originOf(request.url)}`;
  },
  'header-stripped-by-intermediary': ({ answerers }) => {
    const who = answerers.find(one => one.role === 'proxy')?.title;
    return `"Authorization" was sent, but the application never saw it${who ? `: ${who} is on the way` : ''}`;
  },
  'placeholder-credentials': ({ main }) =>
    main && `${capital(placeOf(main.place, main.name))} holds a placeholder instead of credentials`,
  'scheme-mismatch': ({ authorization, challenges }) => {
    const offered = schemesOf(challenges);
    const scheme = authorization?.credentials?.scheme;
    return offered && scheme ? `You sent ${scheme}, but the server wants ${offered}` : undefined;
  },
  'token-expired': ({ token, clock }) => {
    const exp = numericDate(token?.payload?.exp);
    const sent = clock.now ?? clock.client;
    return exp !== undefined && sent !== undefined && exp < sent
      ? `The token expired ${describeDuration(sent - exp)} before you sent it`
      : undefined;
  },
  'token-not-yet-valid': ({ token, clock }) => {
    const start = Math.max(numericDate(token?.payload?.nbf) ?? 0, numericDate(token?.payload?.iat) ?? 0);
    return clock.now !== undefined && start > clock.now
      ? `The token becomes valid ${describeDuration(start - clock.now)} after you sent it`
      : undefined;
  },
  'clock-skew': ({ clock }) => {
    if (clock.skew === undefined || Math.abs(clock.skew) <= clock.error) return undefined;
    return `The server's clock is ${describeDuration(clock.skew)} ${clock.skew > 0 ? 'ahead of' : 'behind'} yours`;
  },
  'token-malformed': ({ main }) =>
    main?.undecodable === undefined ? undefined : `The token cannot be decoded: ${main.undecodable}`,
  'signing-key-unknown': ({ token }) =>
    named(token?.header.kid, kid => `The server does not know the key "${kid}" that signed the token`),
  'algorithm-not-allowed': ({ token }) =>
    named(token?.header.alg, alg => `The server does not accept tokens signed with "${alg}"`),
  'issuer-mismatch': ({ token }) =>
    named(token?.payload?.iss, iss => `The token was issued by "${iss}", which this server does not trust`),
  'audience-mismatch': facts => {
    const audience = facts.token?.payload?.aud;
    return named(
      Array.isArray(audience) ? audience.join('", "') : audience,
      aud => `The token is for "${aud}", not for ${serverName(facts)}`,
    );
  },
  'insufficient-scope': ({ challenges }) => {
    const scope = challenges.map(one => parameter(one, 'scope')).find(one => one);
    return scope && `The server asks for the scope "${scope}"`;
  },
  'step-up-required': ({ challenges }) => {
    const level = challenges.map(one => parameter(one, 'acr_values')).find(one => one);
    const age = challenges.map(one => parameter(one, 'max_age')).find(one => one);
    if (level) return `The server wants a stronger sign-in: "${level}"`;
    return age && `The server wants a sign-in that is at most ${describeDuration(Number(age) * 1000)} old`;
  },
  'sender-proof-invalid': ({ response }) =>
    headerValue(response.headers, 'dpop-nonce') === undefined
      ? undefined
      : 'The server wants a DPoP proof that holds its nonce',
  'invalid-credentials': ({ main }) =>
    main?.kind === 'basic' && main.user
      ? `User name or password is wrong (user "${main.user.slice(0, 60)}")`
      : undefined,
  'session-expired': ({ main }) =>
    main?.kind === 'session' ? `The session in "${main.name}" is over or unknown to the server` : undefined,
  'digest-mismatch': ({ challenges }) =>
    challenges.some(one => parameter(one, 'stale')?.toLowerCase() === 'true')
      ? 'The Digest nonce is stale; the password may be right'
      : undefined,
  'proxy-authentication-required': ({ exchange }) =>
    `The proxy${exchange.proxy ? ` ${exchange.proxy}` : ' on the way'} wants credentials of its own`,
  'permission-denied': facts =>
    facts.main && ['jwt', 'opaque-token', 'basic', 'session'].includes(facts.main.kind)
      ? `${serverName(facts)} knows who you are, and does not let you do this`
      : undefined,
  'not-an-auth-failure': ({ status }) => otherTrouble(status),
};

function otherTrouble(status: number): string {
  if (status === 429) return 'This is a rate limit (429), no matter of authentication';
  if (status === 404) return 'Nothing was found at this URL (404); authentication is not the reason';
  if (status >= 500) return `The server itself failed (${status}); your credentials are not the reason`;
  return `The request failed with ${status} for another reason than authentication`;
}

function schemesOf(challenges: Facts['challenges']): string {
  return [...new Set(challenges.map(one => one.scheme))].join(' or ');
}

function placeOf(place: string, name: string): string {
  const nouns: Readonly<Record<string, string>> = {
    header: 'the header',
    query: 'the query parameter',
    cookie: 'the cookie',
    body: 'the field',
  };
  return `${nouns[place] ?? 'the'} "${name}"`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function named(value: unknown, title: (text: string) => string): string | undefined {
  return typeof value === 'string' && value !== '' ? title(value.slice(0, 120)) : undefined;
}
