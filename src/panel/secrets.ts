// Where the secrets stand in a message, so that what is shown can be masked: values of headers, parts of a URL, fields
// of a body. Wrong only to the safe side: a text that might be a secret is one.
import { parseCredentials } from '../auth/credentials.ts';
import { findVariable, isStringifiedNothing, placeholderKind } from '../auth/placeholders.ts';
import { findScheme } from '../auth/schemes/index.ts';
import { isCredentialHeader, isCredentialParameter } from '../request/credential-fields.ts';
import type { Span } from '../text/span.ts';

/** Parameters of credentials that help to see what is wrong and give nothing away (RFC 7616, RFC 9421, SigV4, Hawk). */
const openParameters = new Set(
  `realm nonce uri qop nc cnonce algorithm opaque username userhash credential signedheaders keyid headers created
  expires ts id ext hash app dlg oauth_consumer_key oauth_signature_method oauth_timestamp oauth_nonce oauth_version`.split(
    /\s+/,
  ),
);

export function secretsInHeader(name: string, value: string): readonly Span[] {
  switch (name.toLowerCase()) {
    case 'authorization':
    case 'proxy-authorization':
      return secretsInCredentials(value);
    case 'cookie':
      return value.split(';').reduce<{ spans: Span[]; at: number }>(
        ({ spans, at }, pair) => {
          const equals = pair.indexOf('=');
          return { spans: [...spans, ...spanOf(value, at + equals + 1, at + pair.length)], at: at + pair.length + 1 };
        },
        { spans: [], at: 0 },
      ).spans;
    case 'set-cookie': {
      const end = value.indexOf(';');
      return spanOf(value, value.indexOf('=') + 1, end < 0 ? value.length : end);
    }
    case 'location':
    case 'referer':
      return secretsInUrl(value);
    default:
      if (isChallenge(name)) return [];
      return isCredentialHeader(name) ? spanOf(value, 0, value.length) : tokensIn(value);
  }
}

/** A password before the `@`, and the values of query and fragment parameters with a secret name. */
export function secretsInUrl(url: string): readonly Span[] {
  const spans: Span[] = [];
  const authority = url.indexOf('//') + 2;
  const end = endOf(url, authority, '/?#');
  const at = authority > 1 ? url.lastIndexOf('@', end) : -1;
  if (at >= authority) {
    const colon = url.indexOf(':', authority);
    if (colon >= 0 && colon < at) spans.push(...spanOf(url, colon + 1, at));
  }
  for (let start = endOf(url, 0, '?#') + 1; start < url.length; ) {
    const stop = endOf(url, start, '&#');
    spans.push(...secretsInPair(url, start, stop));
    start = stop + 1;
  }
  return spans;
}

/** Fields of a form or of JSON with a secret name, and JWTs wherever they stand. */
export function secretsInBody(body: string): readonly Span[] {
  const first = body.trimStart()[0];
  if (first === '{' || first === '[' || first === '<') return merged([...secretsInJson(body), ...tokensIn(body)]);
  const spans: Span[] = [];
  for (let start = 0; start < body.length; ) {
    const stop = endOf(body, start, '&\n');
    spans.push(...secretsInPair(body, start, stop));
    start = stop + 1;
  }
  return merged([...spans, ...tokensIn(body)]);
}

function secretsInCredentials(value: string): readonly Span[] {
  let at = 0;
  for (;;) {
    const word = /^[\s:=,"']*([A-Za-z][\w-]*)(?=[\s:=,])[\s:=,]*/.exec(value.slice(at, at + 80));
    if (!word || (at > 0 && !findScheme(word[1] ?? ''))) break;
    at += word[0].length;
  }
  const { params } = parseCredentials(value).value ?? { params: [] };
  const closed = params.filter(({ name }) => !openParameters.has(name));
  if (params.length > closed.length)
    return closed.flatMap(({ valueSpan }) => spanOf(value, valueSpan.start, valueSpan.end));
  return spanOf(value, at, value.length);
}

function secretsInPair(text: string, start: number, end: number): readonly Span[] {
  const equals = text.indexOf('=', start);
  if (equals < 0 || equals >= end) return tokensIn(text, start, end);
  const named = isCredentialParameter(decode(text.slice(start, equals)).trim());
  return named ? spanOf(text, equals + 1, end) : tokensIn(text, equals + 1, end);
}

function secretsInJson(text: string): readonly Span[] {
  const spans: Span[] = [];
  let name: string | undefined;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '"') {
      const end = endOfString(text, i + 1);
      if (name !== undefined && isCredentialParameter(name)) spans.push(...spanOf(text, i + 1, end));
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
function tokensIn(text: string, from = 0, to = text.length): readonly Span[] {
  const spans: Span[] = [];
  for (let at = text.indexOf('eyJ', from); at >= 0 && at < to; at = text.indexOf('eyJ', at + 1)) {
    let end = at;
    while (end < to && /[\w.-]/.test(text[end] ?? '')) end++;
    if (end - at > 20 && text.slice(at, end).includes('.')) spans.push({ start: at, end });
    at = end;
  }
  return spans;
}

function spanOf(text: string, start: number, end: number): readonly Span[] {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(text[from] ?? '')) from++;
  while (to > from && /\s/.test(text[to - 1] ?? '')) to--;
  return from < to && !isPlaceholder(text.slice(from, to)) ? [{ start: from, end: to }] : [];
}

/** A text that stands where a secret should be and is none: seeing it is the point. */
function isPlaceholder(text: string): boolean {
  const variable = findVariable(text);
  const whole = variable?.start === 0 && variable.end === text.length;
  return whole || isStringifiedNothing(text) || placeholderKind(text) === 'sure';
}

function merged(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1);
    if (!last || span.start >= last.end) result.push(span);
    else if (span.end > last.end) result[result.length - 1] = { start: last.start, end: span.end };
  }
  return result;
}

function isChallenge(name: string): boolean {
  return /^(?:www|proxy)-authenticat|^authentication-info$|^access-control-/i.test(name);
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

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
