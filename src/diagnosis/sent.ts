import { parseCredentials } from '../auth/credentials.ts';
import type { Credentials } from '../auth/model.ts';
import { decodeBasic } from '../auth/schemes/basic.ts';
import { editDistance } from '../auth/spelling.ts';
import { decodeToken } from '../jwt/decode.ts';
import type { DecodedToken } from '../jwt/model.ts';
import type { Header, HttpRequest } from '../request/model.ts';
import { readFields } from './fields.ts';
import type { Pointer } from './model.ts';

/** What a credential is by its looks, whatever the server makes of it. */
export type CredentialKind =
  | 'jwt'
  | 'opaque-token'
  | 'api-key'
  | 'basic'
  | 'digest'
  | 'negotiate'
  | 'signature'
  | 'session'
  | 'password'
  | 'client'
  | 'grant';

/** One credential of a request. */
export interface SentCredential {
  readonly kind: CredentialKind;
  readonly place: 'header' | 'cookie' | 'query' | 'body' | 'url';
  /** The header, cookie, query or body field that carries it. */
  readonly name: string;
  readonly value: string;
  /** The value of `Authorization`, taken apart. */
  readonly credentials?: Credentials;
  readonly token?: DecodedToken;
  /** Why a value that looks like a JWT could not be decoded. */
  readonly undecodable?: string;
  readonly user?: string;
  readonly password?: string;
  readonly pointer: Pointer;
}

const credentialName =
  /api-?key|access-?key|access-?token|auth-?token|auth-?key|app-?key|private-token|job-token|session-?(?:id|token)|client-?id|secret|-token$|-key$|-session$|-auth$|^token$|^auth$|^key$|^apikey$|x-auth|x-authorization|x-access|jwt/;
const notCredentialName =
  /csrf|xsrf|anti-?forgery|idempotency|sec-websocket|verification-token|continuation|next-token|public-?key|x-forwarded|x-ms-client|signature|surrogate|cache-?key|content/;
const signatureHeaders =
  /^(?:[a-z-]{1,60}-signature(?:-[a-z]{0,8}[0-9]{1,5})?|signature|sign|x-hmac[a-z0-9-]*|[a-z-]+-sign|authorization-signature)$/;

export function isCsrfName(name: string): boolean {
  return /csrf|xsrf|anti-?forgery|requestverificationtoken|authenticity[_-]token|^_token$|^crumb$|jenkins-crumb/i.test(
    name,
  );
}

/** All credentials of a request, `Authorization` first. */
export function findCredentials(request: HttpRequest): SentCredential[] {
  return [
    ...fromHeaders(request.headers),
    ...fromUrl(request.url),
    ...fromCookies(request.headers),
    ...fromBody(request),
  ];
}

function fromHeaders(headers: readonly Header[]): SentCredential[] {
  const found: SentCredential[] = [];
  for (const { name, value } of headers) {
    const lower = name.toLowerCase();
    const pointer: Pointer = { kind: 'request-header', name };
    if (lower === 'authorization') found.unshift(fromAuthorization(name, value));
    else if (lower === 'proxy-authorization' || lower === 'cookie' || value.trim() === '') continue;
    else if (signatureHeaders.test(lower)) found.push({ kind: 'signature', place: 'header', name, value, pointer });
    else if (isCredentialName(lower)) {
      const otherwise = /session/.test(lower) ? 'session' : 'api-key';
      found.push({ ...readToken(value, otherwise), place: 'header', name, value, pointer });
    }
  }
  return found;
}

export function isCredentialName(lower: string): boolean {
  if (notCredentialName.test(lower)) return false;
  return credentialName.test(lower.replace(/[._]/g, '-')) || isNearAuthorization(lower);
}

/** A header that somebody meant as `Authorization`: `Authorisation`, `Autorization`, `Authentication`. */
export function isNearAuthorization(lower: string): boolean {
  if (lower === 'authorization' || lower === 'proxy-authorization') return false;
  return (
    lower === 'authentication' ||
    lower === 'authenticate' ||
    lower === 'authorizations' ||
    (lower.startsWith('aut') && editDistance(lower.slice(0, 24), 'authorization') <= 3)
  );
}

function fromAuthorization(name: string, value: string): SentCredential {
  const credentials = parseCredentials(value).value;
  const pointer: Pointer = { kind: 'request-header', name };
  const place = 'header' as const;
  if (!credentials) return { kind: 'opaque-token', place, name, value, pointer };
  const scheme = credentials.scheme.toLowerCase();
  const base = { place, name, value, credentials, pointer };
  if (scheme === 'basic') {
    const decoded = decodeBasic(credentials.rest.trim());
    return { ...base, kind: 'basic', ...(decoded ? { user: decoded.user, password: decoded.password } : {}) };
  }
  if (scheme === 'digest') return { ...base, kind: 'digest' };
  if (scheme === 'negotiate' || scheme === 'ntlm' || scheme === 'kerberos') return { ...base, kind: 'negotiate' };
  if (isSignatureScheme(scheme)) return { ...base, kind: 'signature' };
  if (scheme === 'bearer' || scheme === 'dpop' || scheme === 'jwt')
    return { ...base, ...readToken(credentials.rest, 'opaque-token') };
  return { ...base, ...readToken(credentials.rest || value, scheme.includes('oauth') ? 'opaque-token' : 'api-key') };
}

function isSignatureScheme(scheme: string): boolean {
  return /^(?:aws|aws4-.*|goog4-.*|tc3-.*|acs3-.*|oss|sharedkey|sharedkeylite|sharedaccesssignature|hmac|hmac-.*|hawk|mac|oauth|signature)$/.test(
    scheme,
  );
}

/** Whether a value is a JWT, or was meant as one. */
function readToken(text: string, otherwise: CredentialKind): Pick<SentCredential, 'kind' | 'token' | 'undecodable'> {
  const value = text.trim();
  const bare = value.replace(/^(?:bearer|jwt|token) /i, '').trim();
  if (!looksLikeJwt(bare)) return { kind: otherwise };
  const token = decodeToken(bare);
  if (token.kind === 'undecodable') return { kind: 'jwt', undecodable: token.reason };
  // RFC 7519 §7.2: the payload of a JWT is a JSON object.
  const sound = token.kind === 'jwe' || token.payload;
  return { kind: 'jwt', token, ...(sound ? {} : { undecodable: 'its payload is no JSON object' }) };
}

/** `eyJ` is `{"` in base64url; other openings are white space before a quote (RFC 7515 appendix A.1 has a line break). */
function looksLikeJwt(text: string): boolean {
  return /^(?:eyJ|eyA|ewo|ew0)[\w-]{6}/.test(text) && text.length < 100_000;
}

/** `api_token`, `auth_signature`, `user_key`; but no `page_token` and no `sort_key`. */
const queryName =
  /^(?:x-)?(?:api|auth|access|app|ws|user|session|private|service|secret|client|consumer|license|subscription|oauth)[_-]?(?:token|key|secret|signature|password)$/;
const queryNames =
  /^(?:oauth_signature|oauth_consumer_key|accesskeyid|access_token|token|token_auth|auth_token|auth|jwt|api_?key|apikey|api-key|key|app_?key|app_?id|appid|subscription-key|private_token|secret|sig|signature|x-amz-signature|x-amz-security-token|x-goog-signature|session|session_?id|sid|ticket|hapikey|client_secret|password|passwd)$/;

function fromUrl(url: string): SentCredential[] {
  const found: SentCredential[] = [];
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#@]{1,1000})@/i.exec(url);
  if (authority?.[1]) {
    const [user = '', ...rest] = authority[1].split(':');
    found.push({
      kind: 'basic',
      place: 'url',
      name: 'user information',
      value: authority[1],
      user,
      password: rest.join(':'),
      pointer: { kind: 'request-url' },
    });
  }
  const start = url.indexOf('?');
  if (start < 0) return found;
  for (const { name, value, span } of readFields(url.slice(start + 1), start + 1)) {
    const lower = name.toLowerCase();
    // A `code` of this length is a key; those of OAuth come to callbacks only.
    const keyed = lower === 'code' && value.length >= 40 && !/callback|auth|login|sign/i.test(url.slice(0, start));
    // A digest beside the time at which a link ends signs it, as nginx and content networks have it.
    const signsLink = /^(?:md5|hash|hmac)$/.test(lower) && /[?&](?:expires?|exp|e)=\d{10}\b/i.test(url);
    const paired = lower === 'p' && /[?&](?:u|user|username)=/i.test(url);
    if (value === '' || !(keyed || paired || signsLink || queryNames.test(lower) || queryName.test(lower))) continue;
    const signed = signsLink || lower === 'sig' || lower.endsWith('signature');
    const otherwise = signed
      ? 'signature'
      : /^(?:session|sid)/.test(lower)
        ? 'session'
        : paired || lower.startsWith('passw')
          ? 'password'
          : 'api-key';
    found.push({ ...readToken(value, otherwise), place: 'query', name, value, pointer: { kind: 'request-url', span } });
  }
  return found;
}

const notSessionCookie =
  /^(?:_ga|_gid|_gcl|_fbp|__cf_bm|cf_clearance|__cflb|_gh_|optimizely|ajs_|_hj|intercom-|amplitude|mp_|lang|locale|theme|consent|cookieconsent|awsalb|awselb|route|bigip|visitor|i18n|tz|timezone|_dd_|ak_bmsc|bm_)/i;

function fromCookies(headers: readonly Header[]): SentCredential[] {
  const found: SentCredential[] = [];
  for (const header of headers) {
    if (header.name.toLowerCase() !== 'cookie') continue;
    for (const pair of header.value.split(';').slice(0, 100)) {
      const equals = pair.indexOf('=');
      const name = (equals < 0 ? pair : pair.slice(0, equals)).trim();
      const value = equals < 0 ? '' : pair.slice(equals + 1).trim();
      if (value === '' || notSessionCookie.test(name) || isCsrfName(name)) continue;
      const read = readToken(value, 'session');
      // Frameworks sign cookies of their own, which look much like a token.
      const token = read.undecodable === undefined ? read : ({ kind: 'session' } as const);
      found.push({ ...token, place: 'cookie', name, value, pointer: { kind: 'request-header', name: header.name } });
    }
  }
  return found;
}

/** RFC 7662 §2.1 and RFC 7009 §2.1: the `token` there is what is asked about, and no credential of the caller. */
const tokenQuestion = /introspect|\/revoke|\/revocation|tokeninfo/i;

function fromBody(request: HttpRequest): SentCredential[] {
  const text = request.body?.text.slice(0, 65_536) ?? '';
  const aboutTokens = tokenQuestion.test(request.url.split(/[?#]/, 1)[0] ?? '');
  const found: SentCredential[] = [];
  for (const { name, value, span } of readFields(text, 0)) {
    const lower = name.toLowerCase();
    const kind = bodyKind(lower);
    if (!kind || value === '' || (aboutTokens && kind === 'opaque-token')) continue;
    found.push({ kind, place: 'body', name, value, pointer: { kind: 'request-body', span } });
  }
  return found;
}

function bodyKind(name: string): CredentialKind | undefined {
  if (
    /^(?:pass|otp|passcode|(?:[a-z]{1,20}_?)?(?:password|passwd|pwd))$/.test(name) &&
    !/^(?:new|confirm|repeat)/.test(name)
  )
    return 'password';
  if (/^(?:client_?secret|client_assertion)$/.test(name)) return 'client';
  if (/^(?:refresh_?token|code|assertion|device_code|subject_token|code_verifier|refreshjwt|refresh)$/.test(name))
    return 'grant';
  if (/^(?:api_?key|apikey|access_?key|secret|app_?secret)$/.test(name)) return 'api-key';
  if (/^(?:sid|session_?(?:id|token))$/.test(name)) return 'session';
  if (/^(?:token|access_?token|id_?token|auth_?token|jwt)$/.test(name)) return 'opaque-token';
  return undefined;
}

/** A value with a prefix as makers of keys give them, such as `sk_live_…` or `glpat-…`, rather than an issued token. */
export function couldBeKey(value: string): boolean {
  const bare = value.replace(/^(?:bearer|token|basic) /i, '').trim();
  return (
    /^(?:ATATT|AIza|[a-z]{2,8}[-_](?:live|test|prod|proj|api|key|ant|or|sec|pub)[-_]|(?:gh[pousr]|glpat|npm|pypi|xox[abpr]|dckr_pat|hf|sk|pk|rk|pat|figd|lin_api|shpat|shpss|sq0|dop_v1|doo_v1|nfp|ntn|dapi|hvs|SG)[-_.])[A-Za-z0-9]/.test(
      bare,
    ) && bare.length < 300
  );
}
