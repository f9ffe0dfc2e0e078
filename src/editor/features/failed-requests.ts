import * as vscode from 'vscode';
import { toSeverity } from '../convert.ts';
import { type FailedRequest, failedRequests } from '../failed-requests.ts';
import { openPanel } from '../open-panel.ts';

const files = [{ language: 'http' }, { language: 'markdown' }];

/** A request that failed says so where it is written, with the fixes that the panel offers, until it is sent again or edited. */
export function register(context: vscode.ExtensionContext): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('why401-sent');
  const show = (uri: vscode.Uri) => {
    const document = vscode.workspace.textDocuments.find(one => `${one.uri}` === `${uri}`);
    collection.set(uri, document && failedRequests.of(uri).map(failed => toDiagnostic(document, failed)));
  };
  return vscode.Disposable.from(
    collection,
    failedRequests.onDidChange(show),
    vscode.workspace.onDidChangeTextDocument(event => failedRequests.follow(event)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => failedRequests.forget(uri)),
    vscode.commands.registerCommand('why401.takeFix', async (source: string, fix: string) =>
      (await openPanel(context)).takeFix(source, fix),
    ),
    vscode.languages.registerCodeActionsProvider(
      files,
      { provideCodeActions },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
    vscode.languages.registerHoverProvider(files, { provideHover }),
  );
}

function toDiagnostic(document: vscode.TextDocument, { verdict, cause, lines }: FailedRequest): vscode.Diagnostic {
  const { range } = document.lineAt(lines.first);
  const diagnostic = new vscode.Diagnostic(range, verdict, toSeverity('info'));
  diagnostic.source = 'Why401';
  diagnostic.code = cause;
  return diagnostic;
}

function failedAt({ uri }: vscode.TextDocument, { line }: vscode.Position): FailedRequest | undefined {
  return failedRequests.of(uri).find(({ lines }) => lines.first <= line && line <= lines.last);
}

function commandsFor({ source, fixes }: FailedRequest): readonly vscode.Command[] {
  if (!vscode.workspace.isTrusted) return [];
  return [
    ...fixes.map(({ id, title }) => ({ title, command: 'why401.takeFix', arguments: [source, id] })),
    { title: 'Find Out Why', command: 'why401.findOut' },
  ];
}

function provideCodeActions(
  document: vscode.TextDocument,
  { start }: vscode.Range,
  { diagnostics }: vscode.CodeActionContext,
): vscode.CodeAction[] {
  const failed = failedAt(document, start);
  if (!failed) return [];
  const own = diagnostics.filter(({ source, code }) => source === 'Why401' && code === failed.cause);
  return commandsFor(failed).map(command => {
    const action = new vscode.CodeAction(command.title, vscode.CodeActionKind.QuickFix);
    action.command = command;
    action.diagnostics = own;
    return action;
  });
}

/** Over the headers and the body; over the first line the mark says it. */
function provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
  const failed = failedAt(document, position);
  if (!failed || position.line === failed.lines.first) return undefined;
  const text = new vscode.MarkdownString().appendText(failed.verdict);
  const commands = commandsFor(failed);
  const links = new vscode.MarkdownString();
  links.isTrusted = { enabledCommands: commands.map(({ command }) => command) };
  for (const { title, command, arguments: given = [] } of commands)
    links.appendMarkdown(`[${escaped(title)}](command:${command}?${encodeURIComponent(JSON.stringify(given))})  \n`);
  return new vscode.Hover(commands.length > 0 ? [text, links] : [text]);
}

function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>#|~()!$]/g, '\\$&');
}
