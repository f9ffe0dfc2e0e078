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
  for (const match of text.slice(from, to).matchAll(hit)) {
    const at = from + match.index;
    const segment = segments[firstEndingAfter(segments, at)];
    if (segment && segment.start <= at && segment.kind !== 'string' && segment.kind !== 'heredoc') continue;
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
  for (const match of source.text.slice(from, to).matchAll(/(?:^|\s)(?:-H|--header)[ =]["'][A-Z]/gim)) {
    const at = from + match.index + 1;
    const segment = source.segments[firstEndingAfter(source.segments, at)];
    if ((segment && segment.start <= at) || at < (found.at(-1)?.end ?? 0)) continue;
    found.push({ start: Math.max(from, lineStart(source.text, at)), end: lineEnd(source.text, at, to) });
  }
  return found;
}
