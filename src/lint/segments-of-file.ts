import { longestInterpolation } from './interpolation-end.ts';
import type { LanguageId } from './languages.ts';
import { firstEndingAfter, type Segment, scanSegments } from './scan.ts';

// The strings and comments of a whole file, kept for the file that was read last: an edit leaves what stands before it
// as it was, and what follows too, as soon as the scanner meets a segment that it knew.

interface Remembered {
  readonly file: string;
  readonly language: LanguageId;
  readonly text: string;
  readonly segments: readonly Segment[];
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
  const same = longest(shortest, length => before.slice(0, length) === text.slice(0, length));
  const tail = longest(
    shortest - same,
    length => before.slice(before.length - length) === text.slice(text.length - length),
  );
  const moved = text.length - before.length;
  // Interpolations and regular expressions are looked for so far ahead.
  const from = Math.min(same - longestInterpolation - margin, earlier.unclosed);
  const kept = segments.slice(0, firstEndingAfter(segments, from));
  let resumed = firstEndingAfter(segments, before.length - tail);
  let unclosed = Number.POSITIVE_INFINITY;
  let met = false;
  const found = scanSegments(text, language, 0, text.length, {
    before: kept,
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
  const rest = met ? segments.slice(resumed + 1) : [];
  const all = found.concat(moved === 0 ? rest : rest.map(segment => shifted(segment, moved)));
  return { ...earlier, text, segments: all, unclosed };
}

/** The longest length up to `most` for which `holds`, where it holds for every shorter one. */
function longest(most: number, holds: (length: number) => boolean): number {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function shifted(segment: Segment, by: number): Segment {
  return {
    ...segment,
    start: segment.start + by,
    end: segment.end + by,
    innerStart: segment.innerStart + by,
    innerEnd: segment.innerEnd + by,
  };
}
