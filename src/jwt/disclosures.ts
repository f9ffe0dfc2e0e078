// The claims that stand beside a token and not in it: SD-JWT (RFC 9901). Whether the token vouches for them (its `_sd` holds
// their digests) takes cryptography, and is not looked at here.
import { decodeUtf8 } from '../text/bytes.ts';
import { decodeSegment } from './base64url.ts';
import { findGap, isTokenCode } from './gaps.ts';
import { parseJson } from './json.ts';
import type { Disclosure } from './model.ts';

export interface Disclosures {
  readonly disclosures: readonly Disclosure[];
  /** Past the last `~` that belongs to them. What follows may be a key binding, which is a token of its own. */
  readonly end: number;
}

const maxLength = 65_536;
const maxPieces = 500;

/**
 * RFC 9901 §4: `<JWT>~<Disclosure>~…~<Disclosure>~`. Read from the first `~`; undefined where no disclosure follows it. The
 * last `~` may be missing in what was cut off there.
 */
export function readDisclosures(text: string, start: number): Disclosures | undefined {
  const disclosures: Disclosure[] = [];
  let end = start;
  while (text[end] === '~') {
    const run = readRun(text, end + 1);
    const disclosure = parseDisclosure(run.text);
    if (!disclosure) break;
    disclosures.push(disclosure);
    end = run.end;
  }
  if (disclosures.length === 0) return undefined;
  return { disclosures, end: text[end] === '~' ? end + 1 : end };
}

/** §4.2.1 and §4.2.2: `[salt, name, value]`, or `[salt, value]` for an element of an array, in base64url. */
export function parseDisclosure(text: string): Disclosure | undefined {
  const { bytes, fault } = decodeSegment(text);
  const json = bytes && fault !== 'not-base64url' ? decodeUtf8(bytes) : undefined;
  const parts = json?.startsWith('[') ? parseJson(json) : undefined;
  if (!Array.isArray(parts) || typeof parts[0] !== 'string') return undefined;
  if (parts.length === 2) return { value: parts[1] };
  return parts.length === 3 && typeof parts[1] === 'string' ? { name: parts[1], value: parts[2] } : undefined;
}

/** To the next `~`, over gaps; without one in reach, what stands here together. */
function readRun(text: string, start: number): { readonly text: string; readonly end: number } {
  let value = '';
  let at = start;
  let first: { readonly text: string; readonly end: number } | undefined;
  for (let pieces = 0; pieces < maxPieces && value.length < maxLength; pieces++) {
    let end = at;
    while (end - at < maxLength && isTokenCode(text.charCodeAt(end))) end++;
    value += text.slice(at, end);
    first ??= { text: value, end };
    if (text[end] === '~') return { text: value, end };
    const gap = findGap(text, end);
    if (!gap || text[gap.end] === '.') break;
    at = gap.end;
  }
  return first ?? { text: '', end: start };
}
