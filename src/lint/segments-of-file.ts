import { longestInterpolation } from './interpolation-end.ts';
import type { LanguageId } from './languages.ts';
import { firstEndingAfter, type Segment, scanSegments } from './scan.ts';

// The strings and comments of a whole file, kept for the file that was read last: an edit leaves what stands before it
// as it was, and what follows too, as soon as the scanner meets a segment that it knew.

interface Remembered {
  readonly file: string;
  readonly language: LanguageId;
  readonly text: string;
  /** Nobody else keeps them: an edit changes the list and the places of what follows it. */
  readonly segments: Segment[];
  /** The first opening that nothing closes: what follows depends on all the text after it. */
  readonly unclosed: number;
}

let last: Remembered | undefined;

export function segmentsOfFile(file: string, text: string, language: LanguageId): readonly Segment[] {
  last = rescanned(last?.file === file && last.language === language ? last : fresh(file, language), text);
  return last.segments;
}

function fresh(file: string, language: LanguageId): Remembered {
  return { file, language, text: '', segments: [], unclosed: Number.POSITIVE_INFINITY };
}

/** Takes in an edit that nothing is to be read for, so that the next has only its own to make good. */
export function noteEdit(file: string, text: string): void {
  if (last?.file === file) segmentsOfFile(file, text, last.language);
}

/** What an opening or a closing may depend on beyond itself. */
const margin = 8;

function rescanned(earlier: Remembered, text: string): Remembered {
  const { text: before, language, segments } = earlier;
  if (before === text) return earlier;
  const shortest = Math.min(before.length, text.length);
  const same = commonStart(before, text, shortest);
  const tail = commonEnd(before, text, shortest - same);
  const moved = text.length - before.length;
  // Interpolations and regular expressions are looked for so far ahead.
  const from = Math.min(same - longestInterpolation - margin, earlier.unclosed);
  const kept = firstEndingAfter(segments, from);
  const last = segments.slice(Math.max(0, kept - 1), kept);
  let resumed = firstEndingAfter(segments, before.length - tail);
  let unclosed = Number.POSITIVE_INFINITY;
  let met = false;
  const found = scanSegments(text, language, 0, text.length, {
    before: last,
    enough({ start, end, kind }) {
      if (unclosed < start || earlier.unclosed < before.length || start < text.length - tail + margin) return false;
      while ((segments[resumed]?.start ?? before.length) < start - moved) resumed++;
      const known = segments[resumed];
      met = known?.start === start - moved && known.end === end - moved && known.kind === kind;
      return met;
    },
    onUnclosed: at => {
      unclosed = Math.min(unclosed, at);
    },
  });
  if (segments.length === 0) return { ...earlier, text, segments: found, unclosed };
  if (last.length > 0) found.shift();
  replaceAt(segments, kept, met ? resumed + 1 - kept : segments.length - kept, found);
  if (moved !== 0) for (let at = kept + found.length; at < segments.length; at++) shift(segments[at], moved);
  return { ...earlier, text, unclosed };
}

/** Characters that are compared at once. */
const block = 1 << 14;

/** How many characters, up to `most`, two texts begin with alike. */
function commonStart(a: string, b: string, most: number): number {
  let at = 0;
  while (at + block <= most && a.slice(at, at + block) === b.slice(at, at + block)) at += block;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

/** How many characters, up to `most`, two texts end with alike. */
function commonEnd(a: string, b: string, most: number): number {
  const same = (length: number) =>
    a.slice(a.length - length - block, a.length - length) === b.slice(b.length - length - block, b.length - length);
  let length = 0;
  while (length + block <= most && same(length)) length += block;
  while (length < most && a.charCodeAt(a.length - length - 1) === b.charCodeAt(b.length - length - 1)) length++;
  return length;
}

/** Like `splice`, but for any number of new ones. */
function replaceAt(segments: Segment[], at: number, count: number, found: readonly Segment[]): void {
  if (found.length < block) {
    segments.splice(at, count, ...found);
    return;
  }
  const rest = segments.splice(at).slice(count);
  for (const segment of found) segments.push(segment);
  for (const segment of rest) segments.push(segment);
}

/** Tens of thousands of new objects for each letter typed would cost more than all the rest. */
function shift(segment: { -readonly [Key in keyof Segment]: Segment[Key] } | undefined, by: number): void {
  if (!segment) return;
  segment.start += by;
  segment.end += by;
  segment.innerStart += by;
  segment.innerEnd += by;
}
