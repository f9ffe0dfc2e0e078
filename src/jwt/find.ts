// Finds compact tokens in any text: source, logs, HAR, pasted terminals. It knows how tokens get torn apart (string joins,
// wrapped lines, percent-encoding, base64 once more) and nothing of languages: what it takes for a token has been put
// together, decoded and parsed. It does not judge what it finds. Time is linear in the text.

import { decodeLatin1, decodeUtf8 } from '../text/bytes.ts';
import { findAlgorithm } from './algorithms.ts';
import { decodeBase64, decodeSegment } from './base64url.ts';
import { decodeToken } from './decode.ts';
import { readDisclosures } from './disclosures.ts';
import { isObject, parseJson } from './json.ts';
import type { DecodedToken, FoundToken, JsonObject } from './model.ts';
import { readBase64Run, readLastSegment, readSegment, type Segment } from './walk.ts';

export interface FindOptions {
  /** A token is found if it starts at or after `from` and before `to`; it may reach past `to`. */
  readonly from?: number;
  readonly to?: number;
  readonly limit?: number;
}

/**
 * How a header begins in base64url: `{"` and, pretty-printed, `{` with blanks and line breaks. After `ZX`, the same in
 * base64 once more.
 */
const starts = /ey(?:J|A[giKN])|ew(?:o[giJKN]|0K|ki)|ZX(?:lK|lB|dv|cw|dr)/g;

const maxHeader = 16_384;
const maxPayload = 262_144;

/** Where a start led nowhere, so many further starts are tried in what was read; then it is passed over as a whole. */
const maxRetries = 4;

export function findTokens(text: string, options: FindOptions = {}): FoundToken[] {
  const { from = 0, to = text.length, limit = Number.POSITIVE_INFINITY } = options;
  const found: FoundToken[] = [];
  // Without its rest, the text is searched no further than asked; a start has at most four characters.
  const head = to < text.length ? text.slice(0, to + 3) : text;
  starts.lastIndex = from;
  let readUntil = from;
  let retries = 0;
  for (let match = starts.exec(head); match && match.index < to && found.length < limit; match = starts.exec(head)) {
    const start = match.index;
    if (start >= readUntil) retries = 0;
    else if (++retries > maxRetries) {
      starts.lastIndex = readUntil;
      continue;
    }
    const attempt = match[0].startsWith('Z') ? readWrapped(text, start) : readToken(text, start);
    if (attempt.token) found.push(attempt.token);
    readUntil = Math.max(readUntil, attempt.end);
    starts.lastIndex = attempt.token ? attempt.end : start + 1;
  }
  return found;
}

interface Attempt {
  readonly token?: FoundToken;
  /** How far the text was read. */
  readonly end: number;
}

function readToken(text: string, start: number): Attempt {
  const first = readSegment(text, { start }, start, maxHeader);
  const header = first.endsWithDot ? parseHeader(first.text) : undefined;
  if (!header) return { end: first.next };

  const segments: Segment[] = [first];
  const count = typeof header.enc === 'string' ? 4 : 2;
  while (segments.length < count) {
    const previous = segments.at(-1) ?? first;
    const next = readSegment(text, previous.line, previous.next, maxPayload);
    if (!next.endsWithDot) return { end: next.next };
    segments.push(next);
  }
  const previous = segments.at(-1) ?? first;
  const last =
    header.alg === 'none' && !isRunAt(text, previous.next)
      ? emptySegment(previous)
      : readLastSegment(text, previous.line, previous.next, lastLengths(header));
  segments.push(last);
  return { end: last.next, ...accept(segments, text) };
}

function isRunAt(text: string, at: number): boolean {
  return /[\w-]/.test(text[at] ?? '');
}

function emptySegment({ next, line }: Segment): Segment {
  return { text: '', span: { start: next, end: next }, next, endsWithDot: false, line };
}

/** A JOSE header that names its algorithm. The cheap checks come first: most starts are no headers. */
function parseHeader(segment: string): JsonObject | undefined {
  if (segment.length < 14) return undefined;
  const { bytes } = decodeSegment(segment);
  const json = bytes && decodeUtf8(bytes);
  if (!json?.startsWith('{') || !json.includes('"alg"')) return undefined;
  const header = parseJson(json);
  return isObject(header) && typeof header.alg === 'string' ? header : undefined;
}

/** How many characters the last segment can have: the signature, or the authentication tag of a JWE (RFC 7518 §5). */
function lastLengths(header: JsonObject): number[] {
  const sizes = typeof header.enc === 'string' ? [16, 24, 32] : (findAlgorithm(header.alg)?.signatureBytes ?? []);
  return sizes.map(bytes => Math.ceil((bytes * 4) / 3));
}

function accept(segments: readonly Segment[], text: string): Partial<Attempt> {
  const decoded = decodeToken(segments.map(segment => segment.text).join('.'));
  const start = segments[0]?.span.start ?? 0;
  const end = segments.at(-1)?.span.end ?? start;
  if (decoded.kind === 'undecodable' || !isCredible(decoded, text.slice(end, end + 2))) return {};
  const token = { ...decoded, span: { start, end }, segments: segments.map(segment => segment.span) };
  const beside = decoded.kind === 'jws' ? readDisclosures(text, end) : undefined;
  if (!beside) return { token };
  return { token: { ...token, span: { start, end: beside.end }, disclosures: beside.disclosures }, end: beside.end };
}

/**
 * A token with claims is credible as it stands, unless its signature was left out (`….eyJ….…`, `….eyJ….<signature>`).
 * Without claims (a nested or detached JWS) only a signature of just the right size is believed.
 */
function isCredible(token: DecodedToken, after: string): boolean {
  const segments = token.compact.split('.');
  if (token.kind === 'jwe') return segments.slice(2).every(segment => segment !== '');
  if (segments[2] === '' && (after.startsWith('.') || (token.kind === 'jws' && /^[…<{$[(*]/.test(after)))) return false;
  if (token.payload) return true;
  const sizes = findAlgorithm(token.header.alg)?.signatureBytes ?? [];
  return token.signatureBytes !== undefined && sizes.includes(token.signatureBytes);
}

/** A token that was encoded in base64 as a whole, as in a Kubernetes secret. */
function readWrapped(text: string, start: number): Attempt {
  let end = start;
  for (const acrossGaps of [true, false]) {
    const run = readBase64Run(text, start, acrossGaps);
    end = Math.max(end, run.next);
    const bytes = decodeBase64(run.text);
    const inner = bytes && decodeLatin1(bytes).trim();
    if (!inner || !/^[\w-]+\.[\w-]*\.[\w.=~-]*$/.test(inner)) continue;
    const [compact = ''] = inner.split('~', 1);
    const decoded = decodeToken(compact);
    if (decoded.kind === 'undecodable' || typeof decoded.header.alg !== 'string' || !isCredible(decoded, '')) continue;
    const beside = readDisclosures(inner, compact.length);
    if (!beside && compact !== inner) continue;
    const token = { ...decoded, span: run.span, ...(beside && { disclosures: beside.disclosures }) };
    return { token, end: run.next };
  }
  return { end };
}
