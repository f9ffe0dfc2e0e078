import type { Severity } from '../../auth/model.ts';
import type { LintProblem } from '../../lint/rule.ts';
import { rules } from '../../lint/rules/index.ts';
import { LineIndex } from '../../text/line-index.ts';
import type { Edit, Span } from '../../text/span.ts';
import type { LintedFile } from '../linting.ts';
import { documentationOf, homepage, version } from '../product.ts';
import { formatJson } from './json.ts';

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

export function formatSarif(files: readonly LintedFile[]): string {
  return formatJson(sarifOf(files));
}

/** SARIF 2.1.0, as code scanning reads it. */
export function sarifOf(files: readonly LintedFile[]) {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0' as const,
    runs: [
      {
        tool: {
          driver: {
            name: 'why401',
            version,
            semanticVersion: version,
            informationUri: homepage,
            rules: rules.map(({ id, severity, summary, rationale }) => ({
              id,
              shortDescription: { text: summary },
              fullDescription: { text: summary },
              help: { text: rationale, markdown: rationale },
              helpUri: documentationOf('rules', id),
              defaultConfiguration: { level: levels[severity] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits' as const,
        results: files.flatMap(resultsOf),
      },
    ],
  };
}

function resultsOf({ file, text, problems }: LintedFile) {
  const lines = new LineIndex(text);
  const artifactLocation = { uri: uriOf(file) };
  return problems.map(({ rule, severity, message, span, fixes, related = [] }: LintProblem) => ({
    ruleId: rule,
    ruleIndex: rules.findIndex(({ id }) => id === rule),
    level: levels[severity],
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation, region: regionOf(lines, span) } }],
    ...(related.length > 0 && {
      relatedLocations: related.map(place => ({
        message: { text: place.message },
        physicalLocation: { artifactLocation, region: regionOf(lines, place.span) },
      })),
    }),
    fixes: fixes
      .filter(({ edits }) => edits.length > 0)
      .map(({ title, edits }) => ({
        description: { text: title },
        artifactChanges: [{ artifactLocation, replacements: edits.map(edit => replacementOf(lines, edit)) }],
      })),
  }));
}

function replacementOf(lines: LineIndex, { span, text }: Edit) {
  return { deletedRegion: regionOf(lines, span), insertedContent: { text } };
}

function regionOf(lines: LineIndex, span: Span) {
  const start = lines.position(span.start);
  const end = lines.position(span.end);
  return { startLine: start.line + 1, startColumn: start.column + 1, endLine: end.line + 1, endColumn: end.column + 1 };
}

/** A relative path becomes a relative reference, so that it is found in whatever folder the repository is checked out. */
function uriOf(file: string): string {
  const encoded = file.split('/').map(encodeURIComponent).join('/');
  if (file.startsWith('/')) return `file://${encoded}`;
  // The letter of a Windows drive keeps its colon (RFC 8089 appendix E.2).
  return /^[A-Za-z]:\//.test(file) ? `file:///${encoded.replace('%3A', ':')}` : encoded;
}
