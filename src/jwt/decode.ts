// Takes a compact JWS or JWE apart (RFC 7515 §7.1, RFC 7516 §7.1) and says what is wrong with its structure and its
// claims. It knows nothing of keys, of the clock or of where the token stood; whether a signature holds is verify.ts's.

import { decodeLatin1, decodeUtf8 } from '../text/bytes.ts';
import { type DecodedSegment, decodeSegment } from './base64url.ts';
import { findDuplicateName, isObject, parseJson } from './json.ts';
import type { DecodedToken, JsonObject, TokenProblem, Undecodable } from './model.ts';
import { checkToken } from './problems.ts';

export function decodeToken(text: string): DecodedToken | Undecodable {
  const segments = text.split('.', 6);
  if (text.startsWith('{') && isJsonSerialization(text))
    return undecodable('json-serialization', 'This is the JSON serialization (RFC 7515 §7.2); paste the compact one');
  if (segments.length !== 3 && segments.length !== 5)
    return undecodable('segment-count', `A token has 3 or 5 parts joined by dots; this has ${countDots(text) + 1}`);

  const header = readHeader(segments[0] ?? '');
  if ('kind' in header) return header;
  const problems = [...header.problems];
  const partial =
    segments.length === 5
      ? readEncrypted(text, header.value, segments, problems)
      : readSigned(text, header.value, segments, problems);
  return { ...partial, problems: [...problems, ...checkToken(partial)] };
}

function undecodable(code: string, reason: string): Undecodable {
  return { kind: 'undecodable', code, reason };
}

function countDots(text: string): number {
  let count = 0;
  for (let at = text.indexOf('.'); at !== -1; at = text.indexOf('.', at + 1)) count++;
  return count;
}

function isJsonSerialization(text: string): boolean {
  const value = parseJson(text);
  return isObject(value) && ('signature' in value || 'signatures' in value || 'ciphertext' in value);
}

function readHeader(segment: string): { value: JsonObject; problems: TokenProblem[] } | Undecodable {
  if (segment === '') return undecodable('empty-header', 'The first part, the header, is empty');
  const { bytes, fault } = decodeSegment(segment);
  if (!bytes || fault === 'not-base64url')
    return undecodable('header-not-base64url', 'The first part, the header, is not base64url');
  const text = decodeUtf8(bytes);
  const value = text === undefined ? undefined : parseJson(text);
  if (value === undefined) return undecodable('header-not-json', 'The first part, the header, does not decode to JSON');
  if (!isObject(value)) return undecodable('header-not-object', 'The header decodes to JSON that is no object');
  const problems = segmentProblems('header', { bytes, ...(fault && { fault }) });
  return { value, problems: [...problems, ...duplicateProblems('header', text ?? '', 'RFC 7515 §4')] };
}

type Partial = Omit<DecodedToken, 'problems'>;

/** RFC 7516 §7.1: header, encrypted key, initialization vector, ciphertext, authentication tag. */
function readEncrypted(compact: string, header: JsonObject, segments: string[], problems: TokenProblem[]): Partial {
  const names = ['encrypted-key', 'iv', 'ciphertext', 'tag'];
  for (const [index, name] of names.entries())
    problems.push(...segmentProblems(name, decodeSegment(segments[index + 1] ?? '')));
  return { kind: 'jwe', compact, header };
}

function readSigned(compact: string, header: JsonObject, segments: string[], problems: TokenProblem[]): Partial {
  const payload = readPayload(segments[1] ?? '', problems);
  const signature = decodeSegment(segments[2] ?? '');
  problems.push(...segmentProblems('signature', signature));
  const empty = segments[2] === '';
  return {
    kind: header.alg === 'none' && empty ? 'unsecured' : 'jws',
    compact,
    header,
    ...payload,
    ...(!empty && signature.bytes && { signatureBytes: signature.bytes.length }),
  };
}

/** RFC 7519 §7.2: the payload of a JWT is a JSON object in UTF-8. Whatever else it is gets read as far as it goes. */
function readPayload(segment: string, problems: TokenProblem[]): Pick<DecodedToken, 'payload' | 'payloadText'> {
  if (segment === '') {
    problems.push(problem('empty-payload', 'info', 'The payload is empty: a detached JWS, no JWT', 'RFC 7515 App. F'));
    return {};
  }
  const decoded = decodeSegment(segment);
  problems.push(...segmentProblems('payload', decoded));
  if (!decoded.bytes) return {};
  const utf8 = decodeUtf8(decoded.bytes);
  if (utf8 === undefined)
    problems.push(
      problem('payload-not-utf8', 'error', 'The payload is not UTF-8; read as ISO-8859-1', 'RFC 7519 §7.2'),
    );
  const text = utf8 ?? decodeLatin1(decoded.bytes);
  const value = parseJson(text);
  if (isObject(value)) {
    problems.push(...duplicateProblems('payload', text, 'RFC 7519 §4'));
    return { payload: value };
  }
  if (value !== undefined)
    problems.push(problem('payload-not-object', 'error', 'The payload is JSON, but no object', 'RFC 7519 §7.2'));
  else if (utf8 !== undefined)
    problems.push(problem('payload-not-json', 'warning', 'The payload is not JSON: no JWT', 'RFC 7519 §7.2'));
  return { payloadText: text };
}

/** Readers differ in which of two equal names counts, so that two of them can see different tokens. */
function duplicateProblems(segment: string, json: string, source: string): TokenProblem[] {
  const name = findDuplicateName(json);
  if (name === undefined) return [];
  const message = `The ${segment} has ${JSON.stringify(name.slice(0, 40))} twice; readers differ in which one counts`;
  return [problem('duplicate-name', 'error', message, source)];
}

function segmentProblems(name: string, { bytes, fault }: DecodedSegment): TokenProblem[] {
  if (!fault) return [];
  const label = name.replace('-', ' ');
  if (fault === 'non-canonical-base64url')
    return [problem(`${name}-${fault}`, 'info', `The last character of the ${label} has stray bits`, 'RFC 4648 §3.5')];
  const why = bytes ? 'uses the padding or alphabet of plain base64' : 'is not base64url';
  return [problem(`${name}-${fault}`, 'error', `The ${label} ${why}; strict libraries refuse it`, 'RFC 7515 §2')];
}

function problem(code: string, severity: TokenProblem['severity'], message: string, source: string): TokenProblem {
  return { code, severity, message, source };
}
