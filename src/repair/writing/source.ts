import type { HttpRequest } from '../../request/model.ts';
import type { Edit, Span } from '../../text/span.ts';
import { firstThatReads, headerChanges, type Plan, type Reads, type Replacement } from './plan.ts';

/** A call in code or a curl command, in which a value stands once and as it is. Nothing is added to code or taken out of it. */
export function planSource(
  text: string,
  span: Span,
  before: HttpRequest,
  after: HttpRequest,
  reads: Reads,
): Plan | undefined {
  const changes: (Replacement | undefined)[] = headerChanges(before, after).map(({ from, to }) =>
    from === undefined || to === undefined ? undefined : { from, to },
  );
  if (before.url !== after.url) changes.push({ from: before.url, to: after.url });
  const [old = '', fresh = ''] = [before.body?.text, after.body?.text];
  if (old !== fresh) changes.push({ from: old, to: fresh });
  const edits = changes.map(change => change && replacementIn(text, span, change));
  if (!edits.every(edit => edit !== undefined)) return undefined;
  return firstThatReads([{ edits, elsewhere: [] }], after, reads);
}

function replacementIn(text: string, span: Span, { from, to }: Replacement): Edit | undefined {
  // What a string of code would read in another way.
  if (from === '' || /["'`\\$\n\r]/.test(to)) return undefined;
  const within = text.slice(span.start, span.end);
  const at = within.indexOf(from);
  if (at < 0 || within.includes(from, at + 1)) return undefined;
  return { span: { start: span.start + at, end: span.start + at + from.length }, text: to };
}
