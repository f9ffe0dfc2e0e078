import { findScheme, isScheme } from '../../auth/schemes/index.ts';
import { example } from '../example.ts';
import type { Facts, SpokenStatement } from '../exchange.ts';
import type { Evidence, Pointer } from '../model.ts';
import type { Detector } from './detector.ts';

/** The challenges list other schemes than the one that was sent. */
export const schemeNotOffered: Detector = {
  id: 'scheme-not-offered',
  speaksFor: ['scheme-mismatch', 'sender-proof-invalid', 'wrong-header-name', 'credentials-missing'],
  examples: [
    example(
      'Bearer where the server asks for Basic',
      ['scheme-mismatch'],
      '> GET https://api.example.com/\n> Authorization: Bearer abc\n< 401\n< WWW-Authenticate: Basic realm="a"',
    ),
    example(
      'Bearer where the server asks for DPoP',
      ['sender-proof-invalid'],
      '> GET https://api.example.com/\n> Authorization: Bearer abc\n< 401\n< WWW-Authenticate: DPoP algs="ES256"',
    ),
    example(
      'a challenge under another status asks for credentials all the same',
      ['scheme-mismatch'],
      '> GET https://api.example.com/\n> Authorization: Basic dTpw\n< 400\n< WWW-Authenticate: Bearer realm="a"',
    ),
    example(
      'the scheme is among those offered',
      [],
      '> GET https://api.example.com/\n> Authorization: bearer abc\n< 401\n< WWW-Authenticate: Basic realm="a", Bearer',
    ),
    example(
      'the challenge names a header of its own',
      ['wrong-header-name'],
      '> GET https://api.example.com/\n> Authorization: Bearer abc\n< 401\n< WWW-Authenticate: X-API-Key realm="a"',
    ),
    example(
      'the server does not know the kind of token that the scheme names',
      ['scheme-mismatch'],
      '> GET https://api.example.com/\n> Authorization: Token abc\n< 401\n< WWW-Authenticate: bearer error="unsupported_token_type"',
    ),
  ],
  detect,
};

function detect({ authorization, main, challenges: all, status, statements }: Facts): Evidence[] {
  // Some servers put a sentence into the field, which offers nothing.
  const challenges = all.filter(one => findScheme(one.scheme) || one.params.length > 0 || /^[A-Z]/.test(one.scheme));
  if (status < 400 || status >= 500 || status === 407 || challenges.length === 0 || namesError(challenges)) return [];
  const offered = [...new Set(challenges.map(one => one.scheme))];
  // Many APIs that read keys and tokens of their own offer Basic to whoever comes, because browsers know it.
  const onlyBasic = offered.every(one => isScheme(one, 'basic'));
  const first = challenges[0];
  const pointer = {
    kind: 'response-header',
    name: first?.header ?? 'WWW-Authenticate',
    ...(first ? { span: first.schemeSpan } : {}),
  } as const;
  const source = 'scheme-not-offered';
  if (!authorization) {
    if (!main || main.place === 'body' || !offered.every(isRegistered)) return [];
    if (main.kind === 'session') return [cookiesOnly(main.name, offered, pointer)];
    if (onlyBasic && !/^(?:x-)?(?:api-?key|auth-token|token|authorization)$/i.test(main.name)) return [];
    const text = `Credentials were sent as "${main.name}", but the server asks for ${offered.join(' or ')} in Authorization`;
    return [{ cause: 'wrong-header-name', strength: onlyBasic ? 'weak' : 'strong', source, text, pointer }];
  }
  const scheme = authorization.credentials?.scheme ?? '';
  // A bare key is no scheme.
  if (scheme === '' || (authorization.credentials?.rest.trim() === '' && !findScheme(scheme))) return [];
  if (offered.some(one => isScheme(nameOf(one), nameOf(scheme)))) return [];
  // NTLM is a leg of Negotiate, and xBasic keeps browsers from asking for a password.
  if (offered.some(one => /^(?:x-?)?basic$/i.test(one)) && isScheme(scheme, 'basic')) return [];
  const text = `The request used "${scheme}", but the server offers ${offered.join(', ')}`;
  const dpop = isScheme(scheme, 'bearer') && offered.every(one => isScheme(one, 'dpop'));
  const own = authorization.kind === 'api-key';
  const bearerForOwn =
    offered.every(one => isScheme(one, 'bearer') || isScheme(one, 'basic')) &&
    own &&
    (onlyBasic || !isScheme(scheme, 'token'));
  if (onlyBasic && own && !findScheme(scheme)) return [];
  if (onlyBasic && statements.some(judgesToken)) return [];
  // Digest takes a password, too.
  if (isScheme(scheme, 'basic') && !offered.some(one => isScheme(one, 'digest')) && statements.some(judgesPassword))
    return [];
  // A scheme with the name of a header is where the key belongs.
  const header = offered.find(one => /^x-[a-z-]*(?:key|token|auth)$/i.test(one));
  if (header) {
    const place = `The credentials were sent in Authorization, but the server asks for the header "${header}"`;
    return [{ cause: 'wrong-header-name', strength: 'strong', source, text: place, pointer }];
  }
  if (dpop) return [{ cause: 'sender-proof-invalid', strength: 'decisive', source, text, pointer }];
  if (challenges.some(one => one.error === 'unsupported_token_type'))
    return [{ cause: 'scheme-mismatch', strength: 'decisive', source, text, pointer }];
  return [{ cause: 'scheme-mismatch', strength: bearerForOwn ? 'weak' : 'strong', source, text, pointer }];
}

/** A browser sends its cookies to whatever they are for, and they need not be of a session. */
function cookiesOnly(name: string, offered: readonly string[], pointer: Pointer): Evidence {
  const text = `Only the cookie "${name}" came with it, and the server asks for ${offered.join(' or ')} in Authorization`;
  return { cause: 'credentials-missing', strength: 'weak', source: 'scheme-not-offered', text, pointer };
}

/** "The token has an invalid number of segments": it was seen, whatever is offered to browsers. */
function judgesToken({ words }: SpokenStatement): boolean {
  const has = (pattern: RegExp) => words.some(({ text }) => pattern.test(text));
  return has(/^(?:tokens?|jwt)$/) && !has(/^(?:no|not|missing|required|require|without|basic|password|expected)$/);
}

/** "Invalid username/password", said to a password. */
function judgesPassword({ words }: SpokenStatement): boolean {
  const has = (pattern: RegExp) => words.some(({ text }) => pattern.test(text));
  return has(/^user(?:name)?$/) && has(/^passwords?$/) && has(/^(?:invalid|incorrect|wrong|mismatch)$/);
}

/** Before RFC 6750, drafts called Bearer "OAuth" and "OAuth2". */
function nameOf(scheme: string): string {
  return /^oauth2?$/i.test(scheme) ? 'bearer' : scheme;
}

/** `ApiKey`, `Key` and their like are challenges for a header of another name. */
function isRegistered(scheme: string): boolean {
  return /^(?:basic|bearer|digest|dpop|negotiate|ntlm)$/i.test(scheme);
}

/** Errors that do not say that a token was read: Authlib has the second for a scheme that it was not told of. */
const ofAnyRequest: ReadonlySet<string> = new Set(['invalid_request', 'unsupported_token_type']);

/** A server that names an error saw the credentials. DPoP is an exception: its challenge answers Bearer tokens as well. */
function namesError(challenges: Facts['challenges']): boolean {
  return challenges.some(
    ({ scheme, error }) => error !== undefined && !ofAnyRequest.has(error) && !isScheme(scheme, 'dpop'),
  );
}
