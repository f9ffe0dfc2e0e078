import * as vscode from 'vscode';
import type { FileProblem, ProblemHelp } from '../../request/http-language/problems.ts';
import { toRange, toSeverity, toTextEdit } from '../convert.ts';
import { httpDocuments, isWatched } from '../documents.ts';
import { environments, surroundingsOf } from '../http-environment.ts';
import { isWanted } from '../http-runners.ts';
import { httpLanguage } from '../load-http-language.ts';
import { settings } from '../settings.ts';

/** Milliseconds without a keystroke before a file is checked again. */
const pause = 300;
/** Characters up to which a file is checked. */
const mostText = 1_000_000;

/** Codes of problems that can be mended here. */
const mendable = new Set(['unresolved-variable', 'unknown-profile']);

/** Variables without a value and the like are marked in `.http` files before anything is sent, with what to do. */
export function register(): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('why401-http');
  const timers = new Map<vscode.TextDocument, ReturnType<typeof setTimeout>>();

  async function check(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    const problems = isWanted(settings.languageFeatures()) ? (await problemsOf(document)).problems : [];
    if (document.isClosed || document.version !== version) return;
    collection.set(
      document.uri,
      problems.map(problem => toDiagnostic(document, problem)),
    );
  }

  function checkSoon(document: vscode.TextDocument, delay: number): void {
    if (document.languageId !== 'http' || !isWatched(document)) return;
    clearTimeout(timers.get(document));
    timers.set(
      document,
      setTimeout(() => void check(document), delay),
    );
  }

  function checkAll(): void {
    for (const document of vscode.workspace.textDocuments) checkSoon(document, 0);
  }

  function forget(document: vscode.TextDocument): void {
    clearTimeout(timers.get(document));
    timers.delete(document);
    collection.delete(document.uri);
  }

  checkAll();
  return vscode.Disposable.from(
    collection,
    environments.onDidChange(checkAll),
    vscode.extensions.onDidChange(checkAll),
    vscode.workspace.onDidOpenTextDocument(document => checkSoon(document, 0)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => checkSoon(document, pause)),
    vscode.workspace.onDidSaveTextDocument(checkAll),
    vscode.workspace.onDidCloseTextDocument(forget),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('why401.http')) checkAll();
    }),
    vscode.languages.registerCodeActionsProvider(
      httpDocuments,
      { provideCodeActions },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
    { dispose: () => timers.forEach(clearTimeout) },
  );
}

async function problemsOf(
  document: vscode.TextDocument,
): Promise<{ readonly problems: readonly FileProblem[]; readonly help: (problem: FileProblem) => ProblemHelp }> {
  const text = document.getText();
  const { checkHttpFile, helpFor, parseHttpFile } = await httpLanguage();
  const file = parseHttpFile(text.length > mostText ? '' : text);
  const around = await surroundingsOf(document, file);
  return { problems: checkHttpFile(file, around), help: problem => helpFor(file, problem, around) };
}

function toDiagnostic(
  document: vscode.TextDocument,
  { span, message, severity, code }: FileProblem,
): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(toRange(document, span), message, toSeverity(severity));
  diagnostic.source = 'Why401';
  diagnostic.code = code;
  return diagnostic;
}

async function provideCodeActions(
  document: vscode.TextDocument,
  range: vscode.Range,
  { diagnostics }: vscode.CodeActionContext,
): Promise<vscode.CodeAction[]> {
  if (!diagnostics.some(({ source, code }) => source === 'Why401' && mendable.has(code as string))) return [];
  const { problems, help } = await problemsOf(document);
  const here = problems.filter(({ span }) => toRange(document, span).intersection(range));
  return here.flatMap(problem => {
    const { fixes, environments: solving } = help(problem);
    const own = diagnostics.filter(other => other.range.isEqual(toRange(document, problem.span)));
    const edits = fixes.map(fix => {
      const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
      action.edit = new vscode.WorkspaceEdit();
      action.edit.set(
        document.uri,
        fix.edits.map(edit => toTextEdit(document, edit)),
      );
      action.diagnostics = own;
      return action;
    });
    const choices = solving.map(environment => {
      const title = `Use the environment "${environment}", which defines it`;
      const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      action.command = { title, command: 'why401.chooseEnvironment', arguments: [environment] };
      action.diagnostics = own;
      return action;
    });
    return [...choices, ...edits];
  });
}
