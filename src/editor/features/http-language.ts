import * as vscode from 'vscode';
import type { EnvironmentVariable } from '../../request/environments.ts';
import type { HttpFile } from '../../request/http-file.ts';
import type { Completion } from '../../request/http-language/completion.ts';
import { toRange, toTextEdit } from '../convert.ts';
import { httpDocuments } from '../documents.ts';
import { surroundingsOf } from '../http-environment.ts';
import { isWanted } from '../http-runners.ts';
import { httpLanguage } from '../load-http-language.ts';
import { runScheme } from '../run-documents.ts';
import { settings } from '../settings.ts';

type Language = Awaited<ReturnType<typeof httpLanguage>>;

/** Types of tokens that every theme knows. */
const legend = new vscode.SemanticTokensLegend(['comment', 'keyword', 'string', 'property', 'variable', 'macro']);

/** What an editor does for a language, for `.http` files: completion, hover, definition, outline, folding, rename, colours. */
export function register(): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(
      httpDocuments,
      { provideCompletionItems },
      ...['{', '.', '$', '@', ' '],
    ),
    vscode.languages.registerHoverProvider(httpDocuments, { provideHover }),
    vscode.languages.registerDefinitionProvider(httpDocuments, { provideDefinition }),
    vscode.languages.registerDocumentSymbolProvider(httpDocuments, { provideDocumentSymbols }),
    vscode.languages.registerFoldingRangeProvider(httpDocuments, { provideFoldingRanges }),
    vscode.languages.registerDocumentSemanticTokensProvider(
      [...httpDocuments, { scheme: runScheme }],
      { provideDocumentSemanticTokens },
      legend,
    ),
    vscode.languages.registerRenameProvider(httpDocuments, { prepareRename, provideRenameEdits }),
  );
}

/** Undefined where another extension does the same. */
async function open(
  document: vscode.TextDocument,
): Promise<{ readonly language: Language; readonly file: HttpFile } | undefined> {
  return isWanted(settings.languageFeatures()) ? parse(document) : undefined;
}

async function parse(document: vscode.TextDocument): Promise<{ readonly language: Language; readonly file: HttpFile }> {
  const language = await httpLanguage();
  return { language, file: language.parseHttpFile(document.getText()) };
}

const completionKinds: Readonly<Record<Completion['kind'], vscode.CompletionItemKind>> = {
  variable: vscode.CompletionItemKind.Variable,
  system: vscode.CompletionItemKind.Function,
  request: vscode.CompletionItemKind.Reference,
  header: vscode.CompletionItemKind.Field,
  value: vscode.CompletionItemKind.Value,
  method: vscode.CompletionItemKind.Keyword,
  setting: vscode.CompletionItemKind.Property,
};

async function provideCompletionItems(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.CompletionItem[]> {
  const opened = await open(document);
  if (!opened) return [];
  const around = await surroundingsOf(document, opened.file);
  const found = opened.language.completionsAt(opened.file, document.offsetAt(position), around);
  return found.map(({ kind, label, insert, detail, goesOn, span }) => {
    const item = new vscode.CompletionItem(label, completionKinds[kind]);
    item.range = toRange(document, span);
    if (insert !== undefined) item.insertText = insert;
    if (detail !== undefined) item.detail = detail;
    if (goesOn) item.command = { title: 'Go on', command: 'editor.action.triggerSuggest' };
    return item;
  });
}

async function provideHover(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.Hover | undefined> {
  const opened = await open(document);
  if (!opened) return undefined;
  const around = await surroundingsOf(document, opened.file);
  const found = opened.language.describeAt(opened.file, document.offsetAt(position), around);
  if (!found) return undefined;
  // Values are somebody else's text: as code and as text, they are shown as they are.
  const text = new vscode.MarkdownString();
  if (found.value !== undefined) text.appendCodeblock(found.value === '' ? '(empty)' : found.value, 'text');
  if (found.isMasked) text.appendText('The secret is masked.').appendMarkdown('\n\n');
  for (const note of found.notes) text.appendText(`${note}.`).appendMarkdown('\n\n');
  return new vscode.Hover(text, toRange(document, found.span));
}

async function provideDefinition(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Location[]> {
  const opened = await open(document);
  const offset = document.offsetAt(position);
  const use = opened?.language.nameAt(opened.file, offset);
  if (!opened || !use) return [];
  const { definitionsOf } = opened.language;
  const own = definitionsOf(opened.file, use, offset);
  if (own.length > 0) return own.map(span => new vscode.Location(document.uri, toRange(document, span)));
  const around = await surroundingsOf(document, opened.file);
  const imported = around.imports.map(({ uri, file }) => ({ uri, spans: definitionsOf(file, use, 0) }));
  const variable = use.kind === 'variable' ? around.known.variables.get(use.name) : undefined;
  const places = [...imported, ...(variable ? placeOf(variable) : [])].filter(({ spans }) => spans.length > 0);
  const locations = await Promise.all(
    places.map(async ({ uri, spans }) => {
      const other = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
      return spans.map(span => new vscode.Location(other.uri, toRange(other, span)));
    }),
  );
  return locations.flat();
}

function placeOf({ source, span }: EnvironmentVariable) {
  return source.uri === undefined ? [] : [{ uri: source.uri, spans: [span] }];
}

async function provideDocumentSymbols(document: vscode.TextDocument): Promise<vscode.DocumentSymbol[]> {
  const opened = await open(document);
  return (opened?.language.outlineOf(opened.file) ?? []).map(
    ({ kind, name, detail, span, selection }) =>
      new vscode.DocumentSymbol(
        name,
        detail,
        kind === 'request' ? vscode.SymbolKind.Event : vscode.SymbolKind.Variable,
        toRange(document, span),
        toRange(document, selection),
      ),
  );
}

async function provideFoldingRanges(document: vscode.TextDocument): Promise<vscode.FoldingRange[]> {
  const opened = await open(document);
  return (opened?.language.foldingOf(opened.file) ?? []).map(
    ({ first, last, kind }) =>
      new vscode.FoldingRange(
        first,
        last,
        kind === 'comment' ? vscode.FoldingRangeKind.Comment : vscode.FoldingRangeKind.Region,
      ),
  );
}

async function provideDocumentSemanticTokens(document: vscode.TextDocument): Promise<vscode.SemanticTokens> {
  const builder = new vscode.SemanticTokensBuilder(legend);
  const opened = await open(document);
  for (const { line, column, length, kind } of opened?.language.highlightsOf(opened.file) ?? [])
    builder.push(line, column, length, legend.tokenTypes.indexOf(kind), 0);
  return builder.build();
}

/** Neither REST Client nor httpYac renames, so this is there beside them too. */
async function prepareRename(document: vscode.TextDocument, position: vscode.Position) {
  if (settings.languageFeatures() === 'off') throw new Error('Renaming is switched off');
  const { language, file } = await parse(document);
  const target = language.renameable(file, document.offsetAt(position));
  if (typeof target === 'string') throw new Error(target);
  return { range: toRange(document, target.span), placeholder: target.name };
}

async function provideRenameEdits(
  document: vscode.TextDocument,
  position: vscode.Position,
  newName: string,
): Promise<vscode.WorkspaceEdit> {
  const { language, file } = await parse(document);
  const renamed = language.rename(file, document.offsetAt(position), newName);
  if (renamed.kind === 'refused') throw new Error(renamed.reason);
  const edit = new vscode.WorkspaceEdit();
  edit.set(
    document.uri,
    renamed.edits.map(change => toTextEdit(document, change)),
  );
  return edit;
}
