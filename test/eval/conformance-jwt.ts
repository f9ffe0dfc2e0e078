// Holds the decoder against the token cases of a set of published test suites. The set holds structure only: what the
// segments decode to, and which of its issues a token has.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { decodeToken } from '../../src/jwt/decode.ts';
import type { DecodedToken, Undecodable } from '../../src/jwt/model.ts';

interface Structure {
  readonly ok: boolean;
  readonly kind: string;
  readonly header?: unknown;
  readonly payload?: unknown;
  readonly payloadText?: string;
  readonly signatureBytes?: number;
}

interface Case {
  readonly id: string;
  readonly input: string;
  readonly expected: Structure & { readonly issues: readonly string[] };
}

/** Agreement on structure. Where the structure agrees and a problem was not reported, that is listed too. */
export function evaluateJwt(directory: string) {
  const cases: Case[] = JSON.parse(readFileSync(join(directory, 'jwt.json'), 'utf8'));
  const structure = cases.flatMap(one => listDeviation(one, compareStructure));
  const issues = cases.flatMap(one => listDeviation(one, compareIssues));
  return {
    file: 'jwt.json, structure',
    total: cases.length,
    matched: cases.length - structure.length,
    deviations: [...structure, ...issues],
  };
}

function listDeviation(one: Case, compare: (one: Case) => string | undefined): string[] {
  const what = compare(one);
  return what ? [`${one.id}: ${what}`] : [];
}

function compareStructure({ input, expected }: Case): string | undefined {
  const found = structureOf(decodeToken(input));
  const off = structureNames.filter(name => !isDeepStrictEqual(found[name], expected[name]));
  if (off.length === 0) return undefined;
  return off.map(name => `${name}: ${JSON.stringify(found[name])}, not ${JSON.stringify(expected[name])}`).join('; ');
}

const structureNames = ['ok', 'kind', 'header', 'payload', 'payloadText', 'signatureBytes'] as const;

/**
 * For a segment that is not base64url or not UTF-8 the set has nothing, while the decoder reads on and reports it; of a
 * payload that is JSON but no object, the set has the value and the decoder the text.
 */
function structureOf(actual: DecodedToken | Undecodable): Structure {
  if (actual.kind === 'undecodable')
    return { ok: false, kind: actual.code === 'json-serialization' ? actual.code : 'invalid' };
  const reported = (code: string) => actual.problems.some(problem => problem.code === code);
  const hasPayload = !reported('payload-not-base64url') && !reported('payload-not-utf8');
  const hasSignature = actual.signatureBytes !== undefined && !reported('signature-not-base64url');
  const { payload, payloadText } = actual;
  const isJson = reported('payload-not-object');
  return {
    ok: !reported('payload-not-base64url') && !reported('signature-not-base64url'),
    kind: actual.kind,
    header: actual.header,
    ...(hasPayload && payload && { payload }),
    ...(hasPayload && payloadText !== undefined && (isJson ? { payload: JSON.parse(payloadText) } : { payloadText })),
    ...(hasSignature && { signatureBytes: actual.signatureBytes }),
  };
}

/** What the set calls by another name. */
const renamed: Readonly<Record<string, string>> = { 'exp-in-milliseconds': 'exp-looks-like-milliseconds' };
/** Issues of the set that are no fault (RFC 7519 §2 allows fractions), or that come second where a header is unreadable. */
const ignored = ['exp-fractional', 'header-non-canonical-base64url'];

function compareIssues({ input, expected }: Case): string | undefined {
  const actual = decodeToken(input);
  const codes =
    actual.kind === 'undecodable' ? [actual.code] : actual.problems.map(({ code }) => renamed[code] ?? code);
  const missing = expected.issues.filter(issue => !ignored.includes(issue) && !codes.includes(issue));
  return missing.length === 0 ? undefined : `not reported: ${missing.join(', ')}; reported: ${codes.join(', ')}`;
}
