import { LineIndex } from '../../text/line-index.ts';
import type { LintedFile } from '../linting.ts';

const commands = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' } as const;

/** Workflow commands: GitHub Actions shows each one at its line of the pull request. */
export function formatGithub(files: readonly LintedFile[]): string {
  return files
    .flatMap(({ file, text, problems }) => {
      const lines = new LineIndex(text);
      return problems.map(({ rule, severity, message, span }) => {
        const start = lines.position(span.start);
        const end = lines.position(span.end);
        const properties = {
          file,
          line: start.line + 1,
          endLine: end.line + 1,
          // GitHub reads columns only where both ends are on one line.
          ...(start.line === end.line && { col: start.column + 1, endColumn: end.column + 1 }),
          title: rule,
        };
        const pairs = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
        return `::${commands[severity]} ${pairs.join(',')}::${escapeData(message)}\n`;
      });
    })
    .join('');
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
