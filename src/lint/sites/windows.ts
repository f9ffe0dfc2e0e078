import { firstEndingAfter, lineEnd, lineStart } from '../scan.ts';
import type { Source } from '../site.ts';

// Where to look: the stretches of a text around the words that every header has.

const windowBefore = 1500;
const windowAfter = 2500;

/** What a file must hold for a site to be in it; the same words say where to look. */
export const hit = /authori|bearer|basic/gi;

export interface Window {
  readonly from: number;
  to: number;
  /** Where the words stand that were looked for, in order. */
  readonly hits: number[];
}

/** The stretches around hits in code and strings, merged; comments and regular expressions count for nothing. */
export function windowsOf(source: Source, from: number, to: number): Window[] {
  const { text, segments } = source;
  const windows: Window[] = [];
  const pattern = new RegExp(hit.source, 'gi');
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match && match.index < to; match = pattern.exec(text)) {
    const at = match.index;
    const segment = segments[firstEndingAfter(segments, at)];
    if (segment && segment.start <= at && segment.kind !== 'string' && segment.kind !== 'heredoc') {
      pattern.lastIndex = Math.max(pattern.lastIndex, Math.min(segment.end, to));
      continue;
    }
    // Whole lines, but no more of a minified one than its share.
    const start = Math.max(from, lineStart(text, Math.max(from, at - windowBefore)), at - 2 * windowBefore);
    const end = Math.min(to, lineEnd(text, Math.min(to, at + windowAfter), to), at + 2 * windowAfter);
    const last = windows.at(-1);
    if (last && start <= last.to) {
      last.to = Math.max(last.to, end);
      last.hits.push(at);
    } else windows.push({ from: start, to: end, hits: [at] });
  }
  return windows;
}

/** `-H "…"` outside of any string, in a language that is no shell: a line of a command in a sample or fragment. */
export function commandLines(source: Source, from: number, to: number): { start: number; end: number }[] {
  if (/^(?:shell|batch|powershell)$/.test(source.language)) return [];
  const found: { start: number; end: number }[] = [];
  const pattern = /(?:^|\s)(?:-H|--header)[ =]["'][A-Z]/gim;
  pattern.lastIndex = from;
  for (let match = pattern.exec(source.text); match && match.index < to; match = pattern.exec(source.text)) {
    const segment = source.segments[firstEndingAfter(source.segments, match.index + 1)];
    if (segment && segment.start <= match.index + 1) continue;
    const start = Math.max(from, lineStart(source.text, match.index + 1));
    const end = lineEnd(source.text, match.index + 1, to);
    found.push({ start, end });
    pattern.lastIndex = Math.max(pattern.lastIndex, end);
  }
  return found;
}
