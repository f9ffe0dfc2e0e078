// The client's answer to a Digest challenge (RFC 7616). The hash functions are an argument: MD5 and SHA-512/256 are in
// Node's crypto and in no browser's.

import { parseFields } from '../auth/challenges.ts';
import type { Challenge } from '../auth/model.ts';
import { parameterValue } from '../auth/parameters.ts';
import { isScheme } from '../auth/schemes/index.ts';
import { bytesOfBody } from './body-pieces.ts';
import { type HttpRequest, type HttpResponse, headerValues } from './model.ts';
import { requestTarget } from './wire.ts';

export type HashName = 'md5' | 'sha256' | 'sha512-256';
/** Hexadecimal; of a text, as UTF-8. */
export type Hash = (name: HashName, content: string | Uint8Array) => string;

export interface DigestLogin {
  readonly user: string;
  readonly password: string;
}

/** Strongest first. */
const algorithms: readonly { readonly name: string; readonly hash: HashName }[] = [
  { name: 'sha-512-256', hash: 'sha512-256' },
  { name: 'sha-256', hash: 'sha256' },
  { name: 'md5', hash: 'md5' },
];

/** The Digest challenge with the strongest algorithm, of those that can be answered. */
export function chooseDigestChallenge(response: HttpResponse, header = 'WWW-Authenticate'): Challenge | undefined {
  const challenges = parseFields(headerValues(response.headers, header)).flatMap(({ value }) => value);
  const digests = challenges.filter(
    challenge => isScheme(challenge.scheme, 'Digest') && chooseQop(challenge) !== 'unknown',
  );
  for (const { name } of algorithms) {
    const found = digests.find(challenge => baseAlgorithm(challenge) === name);
    if (found) return found;
  }
  return undefined;
}

/** RFC 7616 §3.3: name and password may well be right, only the nonce is too old. */
export function isStale(challenge: Challenge): boolean {
  return parameter(challenge, 'stale')?.toLowerCase() === 'true';
}

/** The value of the Authorization header. `cnonce` is a fresh random text. */
export function answerDigest(
  challenge: Challenge,
  login: DigestLogin,
  request: HttpRequest,
  cnonce: string,
  hash: Hash,
  uri = requestTarget(request.url),
): string {
  const algorithm = parameter(challenge, 'algorithm');
  const name = algorithms.find(known => known.name === baseAlgorithm(challenge))?.hash ?? 'md5';
  const h = (content: string | Uint8Array) => hash(name, content);
  const realm = parameter(challenge, 'realm') ?? '';
  const nonce = parameter(challenge, 'nonce') ?? '';
  const opaque = parameter(challenge, 'opaque');
  const qop = chooseQop(challenge);
  const nc = '00000001';

  // RFC 7616 §3.4.2 and §3.4.3
  const secret = h(`${login.user}:${realm}:${login.password}`);
  const a1 = /-sess$/i.test(algorithm ?? '') ? h(`${secret}:${nonce}:${cnonce}`) : secret;
  const a2 = h(
    qop === 'auth-int' ? `${request.method}:${uri}:${h(bytesOfBody(request.body))}` : `${request.method}:${uri}`,
  );
  // Without qop, §3.4.1 falls back to the formula of RFC 2069.
  const answer = qop === undefined ? h(`${a1}:${nonce}:${a2}`) : h(`${a1}:${nonce}:${nc}:${cnonce}:${qop}:${a2}`);
  const sendsCnonce = qop !== undefined || /-sess$/i.test(algorithm ?? '');

  return `Digest ${[
    ...nameParameters(challenge, login.user, realm, h),
    `realm=${quote(realm)}`,
    `nonce=${quote(nonce)}`,
    `uri=${quote(uri)}`,
    ...(algorithm === undefined ? [] : [`algorithm=${algorithm}`]),
    ...(qop === undefined ? [] : [`qop=${qop}`, `nc=${nc}`]),
    ...(sendsCnonce ? [`cnonce=${quote(cnonce)}`] : []),
    `response=${quote(answer)}`,
    ...(opaque === undefined ? [] : [`opaque=${quote(opaque)}`]),
  ].join(', ')}`;
}

/** §3.4.4 hashes the name; §3.4 has `username*` (RFC 8187) for a name that a quoted string cannot hold. */
function nameParameters(challenge: Challenge, user: string, realm: string, h: (text: string) => string): string[] {
  if (parameter(challenge, 'userhash')?.toLowerCase() === 'true')
    return [`username=${quote(h(`${user}:${realm}`))}`, 'userhash=true'];
  if (/^[\x20-\x7e]*$/.test(user)) return [`username=${quote(user)}`];
  const encoded = encodeURIComponent(user.replace(/\p{Cs}/gu, '\uFFFD')).replace(
    /['()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return [`username*=UTF-8''${encoded}`];
}

/** `auth` where it is offered: `auth-int` hashes the whole body and few servers check it. */
function chooseQop(challenge: Challenge): 'auth' | 'auth-int' | 'unknown' | undefined {
  const offered = parameter(challenge, 'qop');
  if (offered === undefined || offered.trim() === '') return undefined;
  const words = offered
    .toLowerCase()
    .split(',')
    .map(word => word.trim());
  return words.includes('auth') ? 'auth' : words.includes('auth-int') ? 'auth-int' : 'unknown';
}

function baseAlgorithm(challenge: Challenge): string {
  return (parameter(challenge, 'algorithm') ?? 'MD5').toLowerCase().replace(/-sess$/, '');
}

function parameter(challenge: Challenge, name: string): string | undefined {
  return parameterValue(challenge.params, name);
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
