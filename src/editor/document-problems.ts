import type { LintProblem } from '../lint/rule.ts';
import { type Span, shiftSpan } from '../text/span.ts';
import type { TextChange } from './document-tokens.ts';

/** Around a change, so much text is checked again; what is further away waits for the check of the whole. */
const around = 4_000;

/** The problems of one document, kept in their places while it is edited, and what has to be checked again. */
export class DocumentProblems {
  #problems: readonly LintProblem[] = [];
  #touched: Span | undefined;

  get problems(): readonly LintProblem[] {
    return this.#problems;
  }

  /** What the changes since the last check touched. */
  get touched(): Span | undefined {
    return this.#touched;
  }

  /** Offsets are in the text before all of the changes. Problems that a change cuts are gone. */
  change(changes: readonly TextChange[]): void {
    for (const change of [...changes].sort((a, b) => b.offset - a.offset)) this.#changeOne(change);
  }

  /** All problems of the document. */
  set(problems: readonly LintProblem[]): void {
    this.#problems = problems;
    this.#touched = undefined;
  }

  /** The problems that touch this part of it. */
  setPart(part: Span, problems: readonly LintProblem[]): void {
    const others = this.#problems.filter(({ span }) => span.end < part.start || span.start > part.end);
    this.#problems = [...others, ...problems].sort((a, b) => a.span.start - b.span.start);
    this.#touched = undefined;
  }

  #changeOne({ offset, removed, inserted }: TextChange): void {
    const end = offset + removed;
    const by = inserted - removed;
    const moved = (span: Span) => (span.start >= end ? shiftSpan(span, by) : span);
    this.#problems = this.#problems
      .filter(({ span }) => span.end <= offset || span.start >= end)
      .map(problem => ({
        ...problem,
        span: moved(problem.span),
        ...(problem.related && { related: problem.related.map(one => ({ ...one, span: moved(one.span) })) }),
      }));
    const before = this.#touched && {
      start: Math.min(this.#touched.start, offset),
      end: endAfter(this.#touched, end, by),
    };
    const from = Math.max(0, offset - around);
    const to = offset + inserted + around;
    this.#touched = before
      ? { start: Math.min(before.start, from), end: Math.max(before.end, to) }
      : { start: from, end: to };
  }
}

function endAfter(touched: Span, end: number, by: number): number {
  return touched.end >= end ? touched.end + by : touched.end;
}
