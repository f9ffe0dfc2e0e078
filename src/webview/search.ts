import type { Segment } from '../panel/protocol.ts';

export interface Match {
  readonly start: number;
  readonly end: number;
}

/** More are not marked: nobody walks through them, and each one costs the page. */
export const mostMatches = 1000;

/** Where a text stands in the segments taken as one text, whatever its letter case. */
export function findMatches(segments: readonly Segment[], query: string): readonly Match[] {
  if (query === '') return [];
  const text = segments.map(segment => segment.text).join('');
  const pattern = new RegExp(query.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi');
  const matches: Match[] = [];
  for (const { index, 0: found } of text.matchAll(pattern)) {
    matches.push({ start: index, end: index + found.length });
    if (matches.length === mostMatches) break;
  }
  return matches;
}

export interface FoundSegment extends Segment {
  readonly found?: 'here' | 'current';
}

/** Cuts the segments where matches begin and end. Both are in order. */
export function markMatches(
  segments: readonly Segment[],
  matches: readonly Match[],
  current: number,
): readonly FoundSegment[] {
  const cut: FoundSegment[] = [];
  let offset = 0;
  let next = 0;
  for (const segment of segments) {
    const end = offset + segment.text.length;
    for (let at = offset; at < end; ) {
      while ((matches[next]?.end ?? end) <= at) next++;
      const match = matches[next];
      const inside = match !== undefined && match.start <= at;
      const to = Math.min(end, inside ? match.end : (match?.start ?? end));
      const found = inside ? { found: next === current ? ('current' as const) : ('here' as const) } : {};
      cut.push({ ...segment, text: segment.text.slice(at - offset, to - offset), ...found });
      at = to;
    }
    offset = end;
  }
  return cut;
}
