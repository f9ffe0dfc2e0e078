import { type LintOptions, lintText } from '../lint/lint.ts';
import type { LintProblem } from '../lint/rule.ts';
import { applyEdits, type Edit } from '../text/span.ts';

export interface LintedFile {
  readonly file: string;
  readonly text: string;
  readonly problems: readonly LintProblem[];
}

/** Which fixes may be applied without being asked for one by one. */
export type Fixing = 'none' | 'safe' | 'unsafe';

/** A fix may bring another problem to light, but not for ever. */
const mostPasses = 10;

/** Lints a text, after mending what may be mended. */
export function lintAndFix(text: string, options: LintOptions, fixing: Fixing): Omit<LintedFile, 'file'> {
  let current = text;
  let problems = lintText(current, options);
  for (let pass = 0; pass < mostPasses; pass++) {
    const edits = fixing === 'none' ? [] : editsOf(problems, fixing);
    if (edits.length === 0) break;
    current = applyEdits(current, edits);
    problems = lintText(current, options);
  }
  return { text: current, problems };
}

/** The edits of one fix go together: where one of them overlaps what is taken already, the whole fix waits. */
function editsOf(problems: readonly LintProblem[], fixing: Fixing): Edit[] {
  const taken: Edit[] = [];
  for (const { fixes } of problems) {
    const fix = fixes.find(({ safe }) => safe) ?? (fixing === 'unsafe' ? fixes[0] : undefined);
    if (fix && !fix.edits.some(edit => taken.some(other => overlaps(edit, other)))) taken.push(...fix.edits);
  }
  return taken;
}

/** Two insertions at one place overlap as well: their order would be a guess. */
function overlaps({ span: a }: Edit, { span: b }: Edit): boolean {
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}
