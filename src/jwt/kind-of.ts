import type { DecodedToken, JsonObject } from './model.ts';

export type TokenPurpose =
  | 'access'
  | 'id'
  | 'refresh'
  | 'dpop-proof'
  | 'client-assertion'
  | 'grant-assertion'
  | 'logout'
  | 'security-event'
  | 'introspection'
  | 'request-object'
  | 'userinfo'
  | 'credential'
  | 'key-binding'
  | 'entity-statement'
  | 'vapid'
  | 'api-key';

export interface PurposeGuess {
  readonly kind: TokenPurpose;
  /** How we know: one clause, such as `the header says "typ": "at+jwt"`. */
  readonly because: string;
  /** Whether the token says it of itself, or only looks like it. */
  readonly certain: boolean;
}

export const purposeTitles: Readonly<Record<TokenPurpose, string>> = {
  access: 'access token',
  id: 'ID token',
  refresh: 'refresh token',
  'dpop-proof': 'DPoP proof',
  'client-assertion': 'client assertion',
  'grant-assertion': 'assertion that is exchanged for an access token',
  logout: 'logout token',
  'security-event': 'security event token',
  introspection: 'introspection response',
  'request-object': 'authorization request object',
  userinfo: 'UserInfo response',
  credential: 'verifiable credential',
  'key-binding': 'key binding proof',
  'entity-statement': 'federation entity statement',
  vapid: 'Web Push (VAPID) token',
  'api-key': 'API key in the form of a JWT',
};

/** Values of the header's `typ`, without `application/` and in lower case (RFC 8725 §3.11). */
const types: Readonly<Record<string, TokenPurpose>> = {
  'at+jwt': 'access',
  'dpop+jwt': 'dpop-proof',
  'logout+jwt': 'logout',
  'secevent+jwt': 'security-event',
  'token-introspection+jwt': 'introspection',
  'oauth-authz-req+jwt': 'request-object',
  'client-authentication+jwt': 'client-assertion',
  'kb+jwt': 'key-binding',
  'vc+sd-jwt': 'credential',
  'dc+sd-jwt': 'credential',
  'vc+jwt': 'credential',
  'entity-statement+jwt': 'entity-statement',
  'refresh+jwt': 'refresh',
  'rt+jwt': 'refresh',
};

/** Claims in which issuers name the kind of token, the most specific first. */
const selfDescriptions = ['token_use', 'token_type', 'tokenType', 'type', 'typ', 'use'];

/** The words they use for it, without a `token` at the end. */
const words: Readonly<Record<string, TokenPurpose>> = {
  access: 'access',
  bearer: 'access',
  id: 'id',
  refresh: 'refresh',
  offline: 'refresh',
  logout: 'logout',
};

const eventOfLogout = 'http://schemas.openid.net/event/backchannel-logout';

/** What a token seems to be for. It is a guess from what tokens of a kind carry, and says from what. */
export function kindOf(token: Pick<DecodedToken, 'header' | 'payload'>): PurposeGuess | undefined {
  const type = mediaType(token.header.typ);
  const byType = Object.hasOwn(types, type) ? types[type] : undefined;
  if (byType) return certain(byType, `the header says "typ": "${type}"`);
  const { payload } = token;
  if (!payload) return undefined;
  return describedBy(payload) ?? resembles(token.header, payload);
}

/** RFC 7515 §4.1.9: `application/` may be left out, and media types ignore case. */
export function mediaType(typ: unknown): string {
  return typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : '';
}

/** The media type that was probably meant, where `typ` is one of them but for its punctuation: `at-jwt`, `at jwt`. */
export function correctType(typ: unknown): string | undefined {
  const letters = (text: string) => text.replace(/[^a-z]/g, '');
  const type = mediaType(typ);
  return Object.hasOwn(types, type) ? undefined : Object.keys(types).find(name => letters(name) === letters(type));
}

function describedBy(payload: JsonObject): PurposeGuess | undefined {
  for (const claim of selfDescriptions) {
    const value = payload[claim];
    if (typeof value !== 'string') continue;
    const word = value.toLowerCase().replace(/[_ -]?token$/, '');
    const kind = Object.hasOwn(words, word) ? words[word] : undefined;
    if (kind) return certain(kind, `its claim "${claim}" says "${value}"`);
  }
  return undefined;
}

/** From the most telling claims to the least. */
function resembles(header: JsonObject, payload: JsonObject): PurposeGuess | undefined {
  const has = (name: string) => Object.hasOwn(payload, name);
  const { events, aud, iss, sub } = payload;
  if (typeof events === 'object' && events !== null)
    return eventOfLogout in events
      ? certain('logout', 'it carries the back-channel logout event')
      : guess('security-event', 'it carries "events"');
  if (has('htm') && has('htu')) return guess('dpop-proof', 'it carries "htm" and "htu"');
  if (has('sd_hash')) return guess('key-binding', 'it carries "sd_hash"');
  if (has('vct') || has('vc')) return guess('credential', `it carries "${has('vct') ? 'vct' : 'vc'}"`);
  if (has('at_hash') || has('c_hash')) return guess('id', `it carries "${has('at_hash') ? 'at_hash' : 'c_hash'}"`);
  if (has('response_type') && has('redirect_uri')) return guess('request-object', 'it carries a "redirect_uri"');
  if (payload.role === 'anon' || payload.role === 'service_role')
    return guess('api-key', `its role is "${payload.role}", as in a Supabase key`);
  if (typeof aud === 'string' && /^https:\/\/.+\/token$/.test(aud) && typeof iss === 'string')
    return iss === sub
      ? guess('client-assertion', 'its audience is a token endpoint, and "iss" and "sub" are equal')
      : guess('grant-assertion', 'its audience is a token endpoint');
  const access = ['scope', 'scp', 'permissions', 'authorization_details', 'appid', 'azpacr'].find(has);
  if (access) return guess('access', `it carries "${access}"`);
  if (has('client_id') && !has('nonce')) return guess('access', 'it carries "client_id"');
  if (has('nonce') || has('auth_time'))
    return guess('id', `it carries "${has('nonce') ? 'nonce' : 'auth_time'}" and no scope`);
  if (typeof sub === 'string' && /^(?:mailto:|https:)/.test(sub) && header.alg === 'ES256' && isOrigin(aud))
    return guess('vapid', 'its subject is a contact and its audience an origin');
  if (typeof iss === 'string' && iss === sub && has('jti'))
    return guess('client-assertion', '"iss" and "sub" are equal');
  const person = ['email_verified', 'preferred_username'].find(has);
  if (person && typeof aud === 'string') return guess('id', `it carries "${person}" and no scope`);
  return undefined;
}

function isOrigin(value: unknown): boolean {
  return typeof value === 'string' && /^https:\/\/[^/]+\/?$/.test(value);
}

function certain(kind: TokenPurpose, because: string): PurposeGuess {
  return { kind, because, certain: true };
}

function guess(kind: TokenPurpose, because: string): PurposeGuess {
  return { kind, because, certain: false };
}
