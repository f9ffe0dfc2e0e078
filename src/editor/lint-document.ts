import type { TextDocument } from 'vscode';
import { lintText } from '../lint/lint.ts';
import type { LintProblem } from '../lint/rule.ts';
import type { Span } from '../text/span.ts';
import { settings } from './settings.ts';

export const ruleDocumentation = (rule: string) => `https://github.com/why401/why401/blob/main/docs/rules/${rule}.md`;

/** The problems of a document, or of the part of it that is wanted. */
export function lintDocument(document: TextDocument, part?: Span): readonly LintProblem[] {
  return lintText(document.getText(), {
    file: document.fileName,
    languageId: document.languageId,
    rules: settings.rules(),
    ...(part && { from: part.start, to: part.end }),
  });
}
