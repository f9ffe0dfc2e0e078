import * as vscode from 'vscode';
import type { LintProblem } from '../../lint/rule.ts';
import { fromRange, toRange, toSeverity } from '../convert.ts';
import { isWatched } from '../documents.ts';
import { lintDocument, ruleDocumentation } from '../lint-document.ts';
import { settings } from '../settings.ts';

/** Milliseconds without a keystroke before a document is checked again. */
const pause = 300;
/** Characters up to which a document is checked whole; beyond, what is seen and what changes. */
const mostText = 1_000_000;
const margin = 200;

/** Problems of Authorization headers in what is open, as diagnostics with a link to the rule. */
export function register(): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('why401');
  const timers = new Map<vscode.TextDocument, ReturnType<typeof setTimeout>>();

  async function check(document: vscode.TextDocument): Promise<void> {
    forgetTimer(document);
    if (!isWatched(document) || document.isClosed) return;
    if (!settings.lint()) {
      collection.delete(document.uri);
      return;
    }
    const { version } = document;
    const problems = await Promise.all(partsOf(document).map(part => lintDocument(document, part)));
    if (document.version !== version || document.isClosed) return;
    collection.set(
      document.uri,
      problems.flat().map(problem => toDiagnostic(document, problem)),
    );
  }

  function checkSoon(document: vscode.TextDocument, delay = pause): void {
    forgetTimer(document);
    if (isWatched(document))
      timers.set(
        document,
        setTimeout(() => check(document), delay),
      );
  }

  function checkVisible(): void {
    for (const { document } of vscode.window.visibleTextEditors) checkSoon(document, 0);
  }

  function forgetTimer(document: vscode.TextDocument): void {
    clearTimeout(timers.get(document));
    timers.delete(document);
  }

  checkVisible();
  return vscode.Disposable.from(
    collection,
    vscode.workspace.onDidOpenTextDocument(document => checkSoon(document, 0)),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) checkSoon(document);
    }),
    vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor: { document } }) => {
      if (document.lineCount > 1000 && partsOf(document)[0]) checkSoon(document);
    }),
    vscode.workspace.onDidCloseTextDocument(document => {
      forgetTimer(document);
      collection.delete(document.uri);
    }),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('why401'))
        for (const document of vscode.workspace.textDocuments) checkSoon(document, 0);
    }),
    {
      dispose() {
        for (const timer of timers.values()) clearTimeout(timer);
      },
    },
  );
}

/** The whole document, as one part without an end; of a big one, what can be seen. */
function partsOf(document: vscode.TextDocument): readonly ({ start: number; end: number } | undefined)[] {
  const length = document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
  if (length <= mostText) return [undefined];
  return vscode.window.visibleTextEditors
    .filter(editor => editor.document === document)
    .map(({ visibleRanges }) => {
      const first = Math.max(0, (visibleRanges[0]?.start.line ?? 0) - margin);
      const last = (visibleRanges.at(-1)?.end.line ?? 0) + margin;
      return fromRange(document, new vscode.Range(first, 0, last, 0));
    });
}

function toDiagnostic(document: vscode.TextDocument, problem: LintProblem): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    toRange(document, problem.span),
    problem.message,
    toSeverity(problem.severity),
  );
  diagnostic.source = 'Why401';
  diagnostic.code = { value: problem.rule, target: vscode.Uri.parse(ruleDocumentation(problem.rule)) };
  if (problem.related)
    diagnostic.relatedInformation = problem.related.map(
      ({ span, message }) =>
        new vscode.DiagnosticRelatedInformation(new vscode.Location(document.uri, toRange(document, span)), message),
    );
  return diagnostic;
}
