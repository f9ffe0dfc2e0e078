import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticTag,
  Location,
  type Position,
  Range,
  type TextDocument,
  Uri,
} from 'vscode';
import type { LintProblem } from '../lint/rule.ts';
import type { Span } from '../text/span.ts';
import { toSeverity } from './convert.ts';
import { isWanted } from './http-runners.ts';
import { settings } from './settings.ts';

const ruleDocumentation = (rule: string) => `https://github.com/why401/why401/blob/main/docs/rules/${rule}.md`;

/** The problems of a document, or of the part of it that is wanted. */
export async function lintDocument(document: TextDocument, part?: Span): Promise<readonly LintProblem[]> {
  const { languageId } = document;
  const problems = await lintFile(document.uri, document.getText(), { languageId, part });
  // The check of `.http` files knows the environment, and says it better.
  const isSaid = languageId === 'http' && isWanted(settings.languageFeatures());
  return isSaid ? problems.filter(({ rule }) => rule !== 'undefined-variable') : problems;
}

/** The rules are a bundle that is loaded at first use. */
export async function lintFile(
  uri: Uri,
  text: string,
  { languageId, part }: { readonly languageId?: string; readonly part?: Span | undefined } = {},
): Promise<readonly LintProblem[]> {
  const { lintText } = await import('../lint/lint.ts');
  return lintText(text, {
    file: uri.path,
    ...(languageId !== undefined && { languageId }),
    rules: settings.rules(uri),
    now: Date.now(),
    ...(part && { from: part.start, to: part.end }),
  });
}

/** What can be taken away without a change in meaning is faded as well. */
const unnecessary = new Set(['extra-scheme-space']);

export function toDiagnostic(uri: Uri, problem: LintProblem, positionAt: (offset: number) => Position): Diagnostic {
  const rangeOf = ({ start, end }: Span) => new Range(positionAt(start), positionAt(end));
  const diagnostic = new Diagnostic(rangeOf(problem.span), problem.message, toSeverity(problem.severity));
  diagnostic.source = 'Why401';
  diagnostic.code = { value: problem.rule, target: Uri.parse(ruleDocumentation(problem.rule)) };
  if (unnecessary.has(problem.rule)) diagnostic.tags = [DiagnosticTag.Unnecessary];
  if (problem.related)
    diagnostic.relatedInformation = problem.related.map(
      ({ span, message }) => new DiagnosticRelatedInformation(new Location(uri, rangeOf(span)), message),
    );
  return diagnostic;
}
