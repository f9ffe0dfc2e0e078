import { maskSecret } from '../text/mask.ts';
import type { Span } from '../text/span.ts';
import type { Segment } from './protocol.ts';

/**
 * Cuts a text into segments: secrets masked, and what evidence points at marked. A mark that touches a secret marks all
 * of it, because a part of a masked text means nothing. Secrets do not overlap.
 */
export function toSegments(text: string, secrets: readonly Span[], marks: readonly Span[] = []): readonly Segment[] {
  const touches = (span: Span) => marks.some(mark => mark.start < span.end && span.start < mark.end);
  const segments: Segment[] = [];
  let at = 0;
  for (const secret of [...secrets].sort((a, b) => a.start - b.start)) {
    segments.push(...plain(text, at, secret.start, marks));
    const shown = maskSecret(text.slice(secret.start, secret.end));
    segments.push({ text: shown, secret: true, ...(touches(secret) && { marked: true }) });
    at = secret.end;
  }
  return [...segments, ...plain(text, at, text.length, marks)];
}

/** The same as one text. */
export function maskText(text: string, secrets: readonly Span[]): string {
  return toSegments(text, secrets)
    .map(segment => segment.text)
    .join('');
}

function plain(text: string, start: number, end: number, marks: readonly Span[]): readonly Segment[] {
  const cuts = new Set([start, end]);
  for (const mark of marks) for (const cut of [mark.start, mark.end]) if (cut > start && cut < end) cuts.add(cut);
  const ordered = [...cuts].sort((a, b) => a - b);
  return ordered.slice(1).flatMap((to, i) => {
    const from = ordered[i] ?? start;
    const marked = marks.some(mark => mark.start <= from && to <= mark.end && mark.start < mark.end);
    return from < to ? [{ text: text.slice(from, to), ...(marked && { marked: true as const }) }] : [];
  });
}
