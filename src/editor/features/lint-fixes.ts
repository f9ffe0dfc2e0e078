import * as vscode from 'vscode';
import type { LintProblem } from '../../lint/rule.ts';
import type { Fix } from '../../text/span.ts';
import { fromRange, lengthOf, toRange, toTextEdit } from '../convert.ts';
import { isWatched } from '../documents.ts';
import { lintDocument } from '../lint-document.ts';
import { settings } from '../settings.ts';

const fixAll = vscode.CodeActionKind.SourceFixAll.append('why401');
/** Characters up to which a whole document is checked to offer a fix for all of it. */
const mostText = 1_000_000;

/** Quick fixes of lint problems, one for all of a rule, and `source.fixAll.why401` with the safe ones. */
export function register(): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    '*',
    { provideCodeActions },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixAll] },
  );
}

async function provideCodeActions(
  document: vscode.TextDocument,
  range: vscode.Range,
  { only, diagnostics }: vscode.CodeActionContext,
): Promise<vscode.CodeAction[]> {
  if (!isWatched(document) || !settings.lint(document.uri)) return [];
  const actions: vscode.CodeAction[] = [];
  if (diagnostics.some(({ source }) => source === 'Why401') && (!only || only.contains(vscode.CodeActionKind.QuickFix)))
    actions.push(...(await quickFixes(document, range, diagnostics)));
  if (only?.contains(fixAll)) {
    const edit = safeEdit(document, await wholeProblems(document));
    if (edit) actions.push(action('Fix all Why401 problems that are safe to fix', fixAll, edit));
  }
  return actions;
}

async function quickFixes(
  document: vscode.TextDocument,
  range: vscode.Range,
  diagnostics: readonly vscode.Diagnostic[],
): Promise<vscode.CodeAction[]> {
  const problems = (await lintDocument(document, fromRange(document, range))).filter(({ fixes }) => fixes.length > 0);
  const actions = problems.flatMap(problem =>
    problem.fixes.map(fix => {
      const quickFix = action(
        fix.safe ? fix.title : `${fix.title} (unsafe)`,
        vscode.CodeActionKind.QuickFix,
        toEdit(document, [fix]),
      );
      quickFix.diagnostics = diagnostics.filter(diagnostic => isOf(document, diagnostic, problem));
      return quickFix;
    }),
  );
  const safe = problems.flatMap(({ fixes }) => fixes).findIndex(fix => fix.safe);
  const preferred = actions[safe];
  if (preferred) preferred.isPreferred = true;
  for (const rule of new Set(problems.map(problem => problem.rule))) {
    const same = (await wholeProblems(document)).filter(problem => problem.rule === rule);
    const edit = same.length > 1 ? safeEdit(document, same) : undefined;
    if (edit) actions.push(action(`Fix all problems of ${rule} in this file`, vscode.CodeActionKind.QuickFix, edit));
  }
  return actions;
}

async function wholeProblems(document: vscode.TextDocument): Promise<readonly LintProblem[]> {
  return lengthOf(document) > mostText ? [] : lintDocument(document);
}

/** The first fix of each problem where it is safe; undefined where none is. */
function safeEdit(document: vscode.TextDocument, problems: readonly LintProblem[]): vscode.WorkspaceEdit | undefined {
  const fixes = problems.flatMap(problem => (problem.fixes[0]?.safe ? [problem.fixes[0]] : []));
  return fixes.length > 0 ? toEdit(document, withoutOverlaps(fixes)) : undefined;
}

/** VS Code refuses overlapping edits; what is left out is fixed in the next round. */
function withoutOverlaps(fixes: readonly Fix[]): readonly Fix[] {
  let end = -1;
  return fixes.filter(fix => {
    const starts = fix.edits.map(({ span }) => span.start);
    if (Math.min(...starts) <= end) return false;
    end = Math.max(...fix.edits.map(({ span }) => span.end));
    return true;
  });
}

function toEdit(document: vscode.TextDocument, fixes: readonly Fix[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  edit.set(
    document.uri,
    fixes.flatMap(fix => fix.edits.map(change => toTextEdit(document, change))),
  );
  return edit;
}

function action(title: string, kind: vscode.CodeActionKind, edit: vscode.WorkspaceEdit): vscode.CodeAction {
  const result = new vscode.CodeAction(title, kind);
  result.edit = edit;
  return result;
}

function isOf(document: vscode.TextDocument, diagnostic: vscode.Diagnostic, problem: LintProblem): boolean {
  const { code } = diagnostic;
  return (
    typeof code === 'object' && code.value === problem.rule && diagnostic.range.isEqual(toRange(document, problem.span))
  );
}
