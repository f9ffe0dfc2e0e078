import type { TextDocument } from 'vscode';
import type { LintProblem } from '../lint/rule.ts';
import type { Span } from '../text/span.ts';
import { settings } from './settings.ts';

export const ruleDocumentation = (rule: string) => `https://github.com/why401/why401/blob/main/docs/rules/${rule}.md`;

/** The problems of a document, or of the part of it that is wanted. The rules are a bundle that is loaded at first use. */
export async function lintDocument(document: TextDocument, part?: Span): Promise<readonly LintProblem[]> {
  const { lintText } = await import('../lint/lint.ts');
  return lintText(document.getText(), {
    file: document.fileName,
    languageId: document.languageId,
    rules: settings.rules(),
    ...(part && { from: part.start, to: part.end }),
  });
}
