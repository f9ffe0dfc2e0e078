// What a careful verifier or a later reader would object to in a token that is well-formed as such, by RFC 7515, 7519, 8725
// and 9068. It needs no clock: whether a token has expired is a state, not a problem.

import { findAlgorithm } from './algorithms.ts';
import { correctType, kindOf, mediaType, type PurposeGuess, purposeTitles } from './kind-of.ts';
import type { DecodedToken, JsonObject, TokenProblem } from './model.ts';
import { findUnit, toInstant } from './times.ts';

type Unchecked = Omit<DecodedToken, 'problems'>;

export function checkToken(token: Unchecked): TokenProblem[] {
  const header = [...checkAlgorithm(token), ...checkHeader(token.header)];
  if (!token.payload) return header;
  const purpose = kindOf(token);
  return [
    ...header,
    ...checkTypes(token.payload),
    ...checkTimes(token.payload),
    ...checkRequired(token.payload, purpose),
    ...checkLifetime(token.payload, purpose),
    ...checkPurpose(token.header, token.payload, purpose),
  ];
}

function checkAlgorithm(token: Unchecked): TokenProblem[] {
  const { alg, enc } = token.header;
  if (token.kind === 'jwe' && typeof alg === 'string') return checkEncryption(alg, enc);
  const isEmpty = token.kind === 'jws' && token.compact.endsWith('.');
  const missing = isEmpty ? [error('empty-signature', 'The signature is missing', 'RFC 7515 §5.2')] : [];
  if (alg === undefined) return [error('alg-missing', 'The header names no "alg"', 'RFC 7515 §4.1.1'), ...missing];
  if (typeof alg !== 'string') return [error('alg-not-string', '"alg" is not a string', 'RFC 7515 §4.1.1'), ...missing];
  if (alg.toLowerCase() !== 'none') return isEmpty ? missing : checkSignatureLength(alg, token.signatureBytes);
  const unsecured = error('alg-none', '"alg" is "none": anyone can make or change this token', 'RFC 8725 §3.2');
  if (token.kind === 'unsecured' || isEmpty) return [unsecured, ...missing];
  return [unsecured, error('none-with-signature', '"alg" is "none", but there is a signature', 'RFC 7519 §6')];
}

function checkEncryption(alg: string, enc: unknown): TokenProblem[] {
  if (typeof enc !== 'string') return [error('enc-missing', 'The header names no "enc"', 'RFC 7516 §4.1.2')];
  return alg === 'RSA1_5'
    ? [warning('rsa1-5', '"RSA1_5" can be attacked through error messages; use RSA-OAEP', 'RFC 8725 §3.2')]
    : [];
}

function checkSignatureLength(alg: string, bytes: number | undefined): TokenProblem[] {
  const algorithm = findAlgorithm(alg);
  if (!algorithm || bytes === undefined || algorithm.signatureBytes.includes(bytes)) return [];
  // RSA keys of unusual sizes exist, so only what no sensible key makes is worth a word.
  if (algorithm.keyKind === 'RSA' && bytes > 128) return [];
  const wanted = algorithm.keyKind === 'RSA' ? 'at least 256' : algorithm.signatureBytes.join(' or ');
  const hint = algorithm.keyKind === 'EC' && bytes > (algorithm.signatureBytes[0] ?? 0) ? ' (is it in DER form?)' : '';
  const message = `The signature has ${bytes} bytes, but ${alg} makes ${wanted}${hint}; it cannot be right`;
  return [warning('signature-length', message, algorithm.source)];
}

const registeredParameters = ['alg', 'typ', 'cty', 'kid', 'jku', 'jwk', 'x5u', 'x5c', 'x5t', 'x5t#S256', 'enc', 'zip'];
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k', 'priv'];

function checkHeader(header: JsonObject): TokenProblem[] {
  const problems: TokenProblem[] = [];
  const { crit, typ, jwk, b64, zip, enc } = header;
  if (crit !== undefined) problems.push(...checkCritical(crit, header));
  if (typ !== undefined && typeof typ !== 'string')
    problems.push(error('typ-not-string', '"typ" is not a string', 'RFC 7515 §4.1.9'));
  const meant = correctType(typ);
  if (meant)
    problems.push(warning('typ-misspelt', `"typ" is ${quote(String(typ))}; write "${meant}"`, 'RFC 8725 §3.11'));
  if (b64 === false) problems.push(error('b64-false', '"b64" is false, which a JWT must not use', 'RFC 7797 §7'));
  if (zip !== undefined && enc === undefined)
    problems.push(warning('zip-without-encryption', '"zip" means nothing in a signed token', 'RFC 7516 §4.1.3'));
  if (typeof jwk === 'object' && jwk !== null && privateMembers.some(name => name in jwk))
    problems.push(error('private-key-in-header', 'The "jwk" in the header holds a private key', 'RFC 7515 §4.1.3'));
  for (const name of ['jku', 'x5u']) {
    if (typeof header[name] === 'string' && !/^https:\/\//i.test(header[name]))
      problems.push(error(`${name}-not-https`, `"${name}" is no https address`, 'RFC 7515 §4.1.2'));
  }
  if (typeof header.kid === 'string' && /\.\.[/\\]|['"\0]/.test(header.kid))
    problems.push(warning('kid-suspicious', '"kid" looks like an attempt to inject something', 'RFC 8725 §3.10'));
  return problems;
}

function checkCritical(crit: unknown, header: JsonObject): TokenProblem[] {
  const source = 'RFC 7515 §4.1.11';
  if (!Array.isArray(crit) || crit.length === 0 || !crit.every(name => typeof name === 'string'))
    return [error('crit-invalid', '"crit" must be a list of parameter names that is not empty', source)];
  const absent = crit.find(name => !Object.hasOwn(header, name));
  if (absent !== undefined)
    return [error('crit-absent', `"crit" names ${quote(absent)}, which the header does not have`, source)];
  const registered = crit.find(name => registeredParameters.includes(name));
  return registered === undefined ? [] : [error('crit-registered', `"crit" must not name "${registered}"`, source)];
}

function checkTypes(payload: JsonObject): TokenProblem[] {
  const problems: TokenProblem[] = [];
  for (const [name, section] of [
    ['iss', '4.1.1'],
    ['sub', '4.1.2'],
    ['jti', '4.1.7'],
  ] as const) {
    if (payload[name] !== undefined && typeof payload[name] !== 'string')
      problems.push(error(`${name}-not-string`, `"${name}" is not a string`, `RFC 7519 §${section}`));
  }
  const { aud } = payload;
  const isAudience = typeof aud === 'string' || (Array.isArray(aud) && aud.every(entry => typeof entry === 'string'));
  if (aud !== undefined && !isAudience)
    problems.push(error('aud-type', '"aud" is neither a string nor a list of strings', 'RFC 7519 §4.1.3'));
  return problems;
}

function checkTimes(payload: JsonObject): TokenProblem[] {
  const problems: TokenProblem[] = [];
  for (const [name, section] of [
    ['exp', '4.1.4'],
    ['nbf', '4.1.5'],
    ['iat', '4.1.6'],
  ] as const) {
    const value = payload[name];
    if (value === undefined) continue;
    if (typeof value !== 'number') {
      const hint = toInstant(value) === undefined ? '' : ': write it without quotes';
      problems.push(error(`${name}-not-number`, `"${name}" is not a number${hint}`, `RFC 7519 §${section}`));
    } else problems.push(...checkUnit(name, value));
  }
  const { exp, nbf, iat } = payload;
  if (typeof exp === 'number' && typeof iat === 'number' && exp <= iat)
    problems.push(warning('exp-before-iat', 'It expires before it was issued ("exp" ≤ "iat")', 'RFC 7519 §4.1.4'));
  else if (typeof exp === 'number' && typeof nbf === 'number' && exp <= nbf)
    problems.push(warning('exp-before-nbf', 'It expires before it becomes valid ("exp" ≤ "nbf")', 'RFC 7519 §4.1.5'));
  return problems;
}

/** RFC 7519 §2: NumericDate counts seconds. */
function checkUnit(name: string, value: number): TokenProblem[] {
  const unit = findUnit(value);
  if (unit) {
    const message = `"${name}" seems to be in ${unit.kind}; it counts seconds, so divide by ${unit.perSecond}`;
    return [error(`${name}-in-${unit.kind}`, message, 'RFC 7519 §2')];
  }
  return value > 253_402_300_799
    ? [
        warning(
          `${name}-beyond-year-9999`,
          `"${name}" is beyond the year 9999, which many libraries refuse`,
          'RFC 7519 §2',
        ),
      ]
    : [];
}

/** What tokens of a kind must carry. */
const required: Partial<Record<PurposeGuess['kind'], readonly [claims: readonly string[], source: string]>> = {
  access: [['iss', 'exp', 'aud', 'sub', 'client_id', 'iat', 'jti'], 'RFC 9068 §2.2'],
  id: [['iss', 'sub', 'aud', 'exp', 'iat'], 'OpenID Connect Core §2'],
  logout: [['iss', 'aud', 'iat', 'jti', 'events'], 'OpenID Connect Back-Channel Logout §2.4'],
  'dpop-proof': [['jti', 'htm', 'htu', 'iat'], 'RFC 9449 §4.2'],
  'client-assertion': [['iss', 'sub', 'aud', 'exp'], 'RFC 7523 §3'],
  vapid: [['aud', 'exp'], 'RFC 8292 §2'],
};

/**
 * RFC 9068 binds only tokens that say `at+jwt`; other access tokens, and tokens of no known kind, are only told what a
 * verifier will miss.
 */
function checkRequired(payload: JsonObject, purpose: PurposeGuess | undefined): TokenProblem[] {
  const rule = purpose && required[purpose.kind];
  const binds = rule && purpose.certain && (purpose.kind !== 'access' || purpose.because.includes('at+jwt'));
  if (rule && binds) {
    const missing = rule[0].filter(name => payload[name] === undefined);
    if (missing.length === 0) return [];
    const names = missing.map(name => `"${name}"`).join(', ');
    const message = `Required of ${withArticle(purposeTitles[purpose.kind])}, but missing: ${names}`;
    return [warning('claims-missing', message, rule[1])];
  }
  if (purpose && !['access', 'id', 'client-assertion', 'vapid'].includes(purpose.kind)) return [];
  const problems: TokenProblem[] = [];
  if (payload.exp === undefined)
    problems.push(info('exp-missing', 'There is no "exp": it never expires by itself', 'RFC 7519 §4.1.4'));
  if (payload.aud === undefined)
    problems.push(
      info('aud-missing', 'There is no "aud": any service that trusts the issuer may accept it', 'RFC 8725 §3.9'),
    );
  return problems;
}

const hour = 3600;

/** How long tokens of a kind should live at most, in seconds. */
const lifetimes: Partial<Record<PurposeGuess['kind'], readonly [seconds: number, words: string, source: string]>> = {
  access: [24 * hour, 'an hour or less is advised', 'RFC 6750 §5.3'],
  vapid: [24 * hour, 'at most 24 hours are allowed', 'RFC 8292 §2'],
  logout: [hour, 'two minutes are advised', 'OpenID Connect Back-Channel Logout §2.4'],
  'client-assertion': [24 * hour, 'it is used once, so minutes are enough', 'RFC 7523 §3'],
};

function checkLifetime(payload: JsonObject, purpose: PurposeGuess | undefined): TokenProblem[] {
  const rule = purpose && lifetimes[purpose.kind];
  const { exp, iat, nbf } = payload;
  const from = typeof iat === 'number' ? iat : nbf;
  if (!rule || typeof exp !== 'number' || typeof from !== 'number' || findUnit(exp) || exp - from <= rule[0]) return [];
  const hours = Math.round((exp - from) / hour);
  const length = hours >= 48 ? `${Math.round(hours / 24)} days` : `${hours} hours`;
  const message = `${length} are long for ${withArticle(purposeTitles[purpose.kind])}: ${rule[1]}`;
  return [info('lifetime-long', message, rule[2])];
}

function checkPurpose(header: JsonObject, payload: JsonObject, purpose: PurposeGuess | undefined): TokenProblem[] {
  if (purpose?.kind === 'dpop-proof') return checkProof(header);
  if (purpose?.kind === 'logout' && payload.nonce !== undefined)
    return [error('logout-nonce', 'A logout token must not carry "nonce"', 'OpenID Connect Back-Channel Logout §2.4')];
  const type = mediaType(header.typ);
  if (type === 'at+jwt' && ['at_hash', 'c_hash'].some(name => name in payload))
    return [warning('typ-mismatch', '"typ" says access token, but it carries claims of an ID token', 'RFC 8725 §3.12')];
  return [];
}

function checkProof(header: JsonObject): TokenProblem[] {
  const problems: TokenProblem[] = [];
  if (mediaType(header.typ) !== 'dpop+jwt')
    problems.push(error('dpop-typ', 'A DPoP proof must say "typ": "dpop+jwt"', 'RFC 9449 §4.2'));
  if (header.jwk === undefined)
    problems.push(error('dpop-jwk-missing', 'A DPoP proof must carry its public key as "jwk"', 'RFC 9449 §4.2'));
  const algorithm = findAlgorithm(header.alg);
  if (algorithm?.keyKind === 'secret')
    problems.push(
      error('dpop-alg', 'A DPoP proof must be signed with a private key, not with a shared secret', 'RFC 9449 §4.2'),
    );
  return problems;
}

function withArticle(title: string): string {
  return `${/^[aeiou]/i.test(title) ? 'an' : 'a'} ${title}`;
}

/** The value is whoever made the token's: kept short, and control characters escaped. */
function quote(value: string): string {
  return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
}

function error(code: string, message: string, source: string): TokenProblem {
  return { code, severity: 'error', message, source };
}

function warning(code: string, message: string, source: string): TokenProblem {
  return { code, severity: 'warning', message, source };
}

function info(code: string, message: string, source: string): TokenProblem {
  return { code, severity: 'info', message, source };
}
