// Where the secrets stand in a message, so that it can be masked or replaced: values of headers, parts of a URL, fields
// of a body. Wrong only to the safe side: a text that might be a secret is one.
import { parseCredentials } from '../auth/credentials.ts';
import { findVariable, isStringifiedNothing, placeholderKind } from '../auth/placeholders.ts';
import { findScheme } from '../auth/schemes/index.ts';
import type { Span } from '../text/span.ts';
import { isCredentialHeader, isCredentialParameter } from './credential-fields.ts';
import { decodePercent } from './percent.ts';

export interface SecretSpan extends Span {
  /** Of the header, cookie or parameter that holds it. */
  readonly name: string;
}

/** Parameters of credentials that help to see what is wrong and give nothing away (RFC 7616, RFC 9421, SigV4, Hawk). */
const openParameters = new Set(
  `realm nonce uri qop nc cnonce algorithm opaque username userhash credential signedheaders keyid headers created
  expires ts id ext hash app dlg oauth_consumer_key oauth_signature_method oauth_timestamp oauth_nonce oauth_version`.split(
    /\s+/,
  ),
);

export function isOpenParameter(name: string): boolean {
  return openParameters.has(name);
}

export function secretsInHeader(name: string, value: string): readonly SecretSpan[] {
  switch (name.toLowerCase()) {
    case 'authorization':
    case 'proxy-authorization':
      return secretsInCredentials(value, name);
    case 'cookie':
      return pieces(value, 0, value.length, ';').flatMap(({ start, end }) => secretsInCookie(value, start, end));
    case 'set-cookie':
      return secretsInCookie(value, 0, endOf(value, 0, ';'));
    case 'location':
    case 'content-location':
    case 'referer':
    case 'refresh':
      return secretsInUrl(value);
    default:
      if (isChallenge(name)) return [];
      return isCredentialHeader(name) ? spanOf(value, 0, value.length, name) : tokensIn(value, 0, value.length, name);
  }
}

/** A password before the `@`, or the token that stands there alone, and the values of query and fragment parameters with a secret name. */
export function secretsInUrl(url: string): readonly SecretSpan[] {
  const authority = url.indexOf('//') + 2;
  const end = endOf(url, authority, '/?#');
  const at = authority > 1 ? url.lastIndexOf('@', end) : -1;
  const colon = at >= authority ? url.indexOf(':', authority) : -1;
  const from = colon >= 0 && colon < at - 1 ? colon + 1 : authority;
  const to = colon === at - 1 ? colon : at;
  const password = at >= authority ? spanOf(url, from, to, 'password') : [];
  const query = endOf(url, 0, '?#') + 1;
  return [...password, ...pieces(url, query, url.length, '?&#').flatMap(pair => secretsInPair(url, pair))];
}

/** Fields of a form or of JSON with a secret name, and JWTs wherever they stand. */
export function secretsInBody(body: string): readonly SecretSpan[] {
  const first = body.trimStart()[0];
  const structured = first === '{' || first === '[' || first === '<';
  const named = structured
    ? secretsInJson(body)
    : pieces(body, 0, body.length, '&\n').flatMap(pair => secretsInPair(body, pair));
  return merged([...named, ...tokensIn(body)]);
}

/** Where a text repeats what was sent as a secret, as in "Incorrect API key provided: …". */
export function secretsEchoed(text: string, secrets: readonly string[]): readonly SecretSpan[] {
  const spans: SecretSpan[] = [];
  for (const secret of secrets) {
    for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + secret.length))
      spans.push({ start: at, end: at + secret.length, name: 'echo' });
  }
  return spans;
}

/** All that follows the scheme; of credentials with parameters, those that are a proof or a key. */
function secretsInCredentials(value: string, name: string): readonly SecretSpan[] {
  let at = 0;
  for (;;) {
    const word = /^[\s:=,"']*([A-Za-z][\w-]*)(?=[\s:=,])[\s:=,]*/.exec(value.slice(at, at + 80));
    if (!word || (at > 0 && !findScheme(word[1] ?? ''))) break;
    at += word[0].length;
  }
  const { params } = parseCredentials(value).value ?? { params: [] };
  const closed = params.filter(parameter => !openParameters.has(parameter.name));
  if (params.length > closed.length)
    return closed.flatMap(({ valueSpan, name: parameter }) => unquoted(value, valueSpan, parameter));
  return spanOf(value, at, value.length, name);
}

function unquoted(text: string, { start, end }: Span, name: string): readonly SecretSpan[] {
  const quoted = end - start > 1 && text[start] === '"' && text[end - 1] === '"';
  return quoted ? spanOf(text, start + 1, end - 1, name) : spanOf(text, start, end, name);
}

function secretsInCookie(text: string, start: number, end: number): readonly SecretSpan[] {
  const equals = text.indexOf('=', start);
  const value = equals < 0 || equals >= end ? start : equals + 1;
  return spanOf(text, value, end, text.slice(start, Math.max(start, value - 1)).trim());
}

function secretsInPair(text: string, { start, end }: Span): readonly SecretSpan[] {
  const equals = text.indexOf('=', start);
  if (equals < 0 || equals >= end) return tokensIn(text, start, end);
  const name = text.slice(start, equals).trim();
  return isCredentialParameter(decodePercent(name))
    ? spanOf(text, equals + 1, end, name)
    : tokensIn(text, equals + 1, end, name);
}

/** `code` and `key` are words of many errors in JSON, and no credentials there. */
const plainInJson = new Set(['auth', 'code', 'key', 'pin', 'ticket']);

function isSecretMember(name: string): boolean {
  return isCredentialParameter(name) && !plainInJson.has(name.toLowerCase());
}

function secretsInJson(text: string): readonly SecretSpan[] {
  const spans: SecretSpan[] = [];
  let name: string | undefined;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '"') {
      const end = endOfString(text, i + 1);
      if (name !== undefined && isSecretMember(name)) spans.push(...spanOf(text, i + 1, end, name));
      name = text.slice(i + 1, end);
      i = end;
      while (/\s/.test(text[i + 1] ?? '')) i++;
      if (text[i + 1] === ':') i++;
      else name = undefined;
    } else if (char !== undefined && !/\s/.test(char)) {
      name = undefined;
    }
  }
  return spans;
}

/** JWTs, by their shape alone: two or more dotted parts of which the first is a JSON object. */
function tokensIn(text: string, from = 0, to = text.length, name = 'token'): readonly SecretSpan[] {
  const spans: SecretSpan[] = [];
  for (let at = text.indexOf('eyJ', from); at >= 0 && at < to; at = text.indexOf('eyJ', at + 1)) {
    let end = at;
    while (end < to && /[\w.-]/.test(text[end] ?? '')) end++;
    if (end - at > 20 && text.slice(at, end).includes('.')) spans.push({ start: at, end, name });
    at = end;
  }
  return spans;
}

function spanOf(text: string, start: number, end: number, name: string): readonly SecretSpan[] {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(text[from] ?? '')) from++;
  while (to > from && /\s/.test(text[to - 1] ?? '')) to--;
  return from < to && !isPlaceholder(text.slice(from, to)) ? [{ start: from, end: to, name }] : [];
}

/** A text that stands where a secret should be and is none: seeing it is the point. */
function isPlaceholder(text: string): boolean {
  // In brackets a token would look like one.
  if (tokensIn(text).length > 0) return false;
  const variable = findVariable(text);
  const whole = variable?.start === 0 && variable.end === text.length;
  return whole || isStringifiedNothing(text) || placeholderKind(text) === 'sure';
}

/** In order, each place once. */
export function merged(spans: readonly SecretSpan[]): readonly SecretSpan[] {
  const result: SecretSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1);
    if (!last || span.start >= last.end) result.push(span);
    else if (span.end > last.end) result[result.length - 1] = { ...last, end: span.end };
  }
  return result;
}

function isChallenge(name: string): boolean {
  return /^(?:www|proxy)-authenticat|^authentication-info$|^access-control-/i.test(name);
}

/** What stands between the separators. */
function pieces(text: string, from: number, to: number, separators: string): readonly Span[] {
  const found: Span[] = [];
  for (let start = from; start < to; ) {
    const end = Math.min(endOf(text, start, separators), to);
    found.push({ start, end });
    start = end + 1;
  }
  return found;
}

function endOf(text: string, start: number, stops: string): number {
  let i = Math.max(start, 0);
  while (i < text.length && !stops.includes(text[i] ?? '')) i++;
  return i;
}

function endOfString(text: string, start: number): number {
  let i = start;
  while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return Math.min(i, text.length);
}
