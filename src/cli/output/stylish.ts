import type { LintProblem } from '../../lint/rule.ts';
import { LineIndex } from '../../text/line-index.ts';
import type { LintedFile } from '../linting.ts';
import { excerptOf, noSecrets } from './excerpt.ts';
import type { SecretiveLook } from './look.ts';
import { secretsInText } from './masking.ts';
import { count, type Paint, painter, plain } from './paint.ts';

const colors = { error: 'red', warning: 'yellow', info: 'blue', hint: 'dim' } as const;

/** What `lint` prints for a person: each problem with its line, carets under the span, and what to do. */
export function formatStylish(files: readonly LintedFile[], look: SecretiveLook): string {
  const paint = painter(look.color);
  const problems = files.flatMap(file => {
    const lines = new LineIndex(file.text);
    return file.problems.map(problem => formatProblem(file, lines, problem, look, paint));
  });
  return `${[...problems, summary(files, paint)].join('\n\n')}\n`;
}

function formatProblem(
  { file, text }: LintedFile,
  lines: LineIndex,
  problem: LintProblem,
  look: SecretiveLook,
  paint: Paint,
): string {
  const { line, column } = lines.position(problem.span.start);
  const { rule, severity, message, fixes } = problem;
  const fix = fixes[0];
  return [
    `${paint('bold', `${file}:${line + 1}:${column + 1}`)}  ${paint(colors[severity], severity)}  ${plain(message)}  ${paint('dim', rule)}`,
    ...shownExcerpt(text, lines, problem, look, paint),
    ...(fix
      ? [
          `  ${paint('cyan', 'fix:')} ${plain(fix.title)}${fix.safe ? '' : paint('dim', '  (needs a look: --fix=unsafe)')}`,
        ]
      : []),
  ].join('\n');
}

function shownExcerpt(
  text: string,
  lines: LineIndex,
  problem: LintProblem,
  look: SecretiveLook,
  paint: Paint,
): string[] {
  const number = String(lines.position(problem.span.start).line + 1);
  const secretsIn = look.showSecrets ? noSecrets : secretsInText;
  const excerpt = excerptOf(text, problem.span, Math.max(40, look.width - number.length - 6), secretsIn);
  const gutter = ' '.repeat(number.length);
  return [
    `  ${paint('dim', `${number} |`)} ${excerpt.line}`,
    `  ${paint('dim', `${gutter} |`)} ${paint(colors[problem.severity], excerpt.carets)}`,
  ];
}

function summary(files: readonly LintedFile[], paint: Paint): string {
  const problems = files.flatMap(({ problems }) => problems);
  const read = count(files.length, 'file');
  if (problems.length === 0) return paint('green', `No problems in ${read}`);
  const bySeverity = (['error', 'warning', 'info', 'hint'] as const)
    .map(severity => [severity, problems.filter(problem => problem.severity === severity).length] as const)
    .filter(([, number]) => number > 0)
    .map(([severity, number]) => (severity === 'info' ? `${number} info` : count(number, severity)));
  const safe = problems.filter(({ fixes }) => fixes.some(fix => fix.safe)).length;
  const hint = safe > 0 ? paint('dim', `; --fix mends ${safe} of them`) : '';
  return `${bySeverity.join(', ')} in ${read}${hint}`;
}
