import { DiagnosticSeverity, Range, TextEdit as Replacement, type TextDocument, type TextEdit } from 'vscode';
import type { Severity } from '../auth/model.ts';
import type { Edit, Span } from '../text/span.ts';

export function toRange(document: TextDocument, span: Span): Range {
  return new Range(document.positionAt(span.start), document.positionAt(span.end));
}

export function fromRange(document: TextDocument, range: Range): Span {
  return { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
}

/** Characters in the document, without making its text. */
export function lengthOf(document: TextDocument): number {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
}

export function toTextEdit(document: TextDocument, edit: Edit): TextEdit {
  return Replacement.replace(toRange(document, edit.span), edit.text);
}

export function toSeverity(severity: Severity): DiagnosticSeverity {
  switch (severity) {
    case 'error':
      return DiagnosticSeverity.Error;
    case 'warning':
      return DiagnosticSeverity.Warning;
    case 'info':
      return DiagnosticSeverity.Information;
    case 'hint':
      return DiagnosticSeverity.Hint;
  }
}
