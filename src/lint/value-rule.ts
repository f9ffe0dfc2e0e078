import type { ProblemCode } from '../auth/problems.ts';
import type { Edit, Fix, Span } from '../text/span.ts';
import type { HeaderProblem, Report } from './rule.ts';
import { type LiteralPiece, type Site, sourceSpan } from './site.ts';

// What rules about values share: the judgement is that of `auth/check.ts`; here it is carried to the source.

/** A rule's check that passes on what the judge said under these codes. */
export function passOn(...codes: readonly ProblemCode[]): (site: Site, report: Report) => void {
  return (site, report) => {
    for (const problem of site.problems)
      if ((codes as readonly string[]).includes(problem.code)) reportProblem(site, problem, report);
  };
}

/** The same, where one header may hold the fault several times: one report whose fix mends all. */
export function passOnTogether(...codes: readonly ProblemCode[]): (site: Site, report: Report) => void {
  return (site, report) => {
    const problems = site.problems.filter(problem => (codes as readonly string[]).includes(problem.code));
    const [first] = problems;
    if (!first) return;
    const edits = problems.flatMap(problem => problem.fixes[0]?.edits ?? []);
    const all = first.fixes[0] && edits.length >= problems.length ? [{ ...first.fixes[0], edits }] : [];
    reportProblem(site, { ...first, fixes: all }, report);
  };
}

export function reportProblem(site: Site, problem: HeaderProblem, report: Report): void {
  const fixes = problem.fixes.flatMap(fix => inSource(site, fix) ?? []);
  const lowered = site.prose && problem.severity === 'error' ? 'warning' : problem.severity;
  const span = sourceSpan(site, problem.span);
  // What a call puts between two values is written nowhere.
  const shown = span.end > span.start ? span : site.valueSpan;
  report({ message: problem.message, span: shown, fixes, severity: lowered });
}

/** A fix of the value as a fix of the source; undefined where it would change what is not written there. */
function inSource(site: Site, fix: Fix): Fix | undefined {
  const edits: Edit[] = [];
  for (const edit of fix.edits) {
    const literal = literalHolding(site, edit.span);
    if (!literal || isImplied(literal) || /[\0\r\n"'`\\$#{}]/.test(edit.text)) return undefined;
    edits.push({ span: emptied(site, literal, edit) ?? sourceSpan(site, edit.span), text: edit.text });
  }
  const changes = edits.some(edit => edit.text !== '' || edit.span.end > edit.span.start);
  return changes ? { ...fix, edits } : undefined;
}

function isImplied({ text, span }: LiteralPiece): boolean {
  return text !== '' && span.end === span.start;
}

/** Where an edit leaves nothing of the last literal: that literal and the operator before it. */
function emptied(site: Site, literal: LiteralPiece, edit: Edit): Span | undefined {
  const before = site.pieces.at(-2);
  if (literal !== site.pieces.at(-1) || edit.text !== '' || !site.joined || !literal.segment || !before)
    return undefined;
  if (edit.span.end - edit.span.start < literal.text.length || before.span.end > literal.segment.start)
    return undefined;
  return { start: before.span.end, end: literal.segment.end };
}

/** The literal that a span of the value lies in. */
function literalHolding(site: Site, span: Span): LiteralPiece | undefined {
  let at = site.implied;
  for (const piece of site.pieces) {
    const length = piece.kind === 'opaque' ? 1 : piece.text.length;
    if (piece.kind === 'literal' && span.start >= at && span.end <= at + length) return piece;
    at += length;
  }
  return undefined;
}

/** The value's first literal, where it begins with text. */
export function firstLiteral(site: Site): LiteralPiece | undefined {
  const [first] = site.pieces;
  return first?.kind === 'literal' ? first : undefined;
}
