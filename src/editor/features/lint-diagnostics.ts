import * as vscode from 'vscode';
import type { Span } from '../../text/span.ts';
import { fromRange, lengthOf } from '../convert.ts';
import { DocumentProblems } from '../document-problems.ts';
import { isWatched } from '../documents.ts';
import { lintDocument, toDiagnostic } from '../lint-document.ts';
import { settings } from '../settings.ts';

/** Milliseconds without a keystroke before what was touched is checked again, and before the whole document is. */
const pause = 250;
const longPause = 2_000;
/** Characters up to which a document is checked whole while it is edited; a longer one is when it is saved. */
const quickText = 200_000;
/** Characters up to which a document is checked whole at all; beyond, what is seen and what changes. */
const mostText = 1_000_000;
const margin = 200;

interface Watched {
  readonly found: DocumentProblems;
  /** Of the next checks. */
  readonly timers: Map<'touched' | 'whole', ReturnType<typeof setTimeout>>;
}

/** Problems of Authorization headers in what is open, as diagnostics with a link to the rule. */
export function register(context: vscode.ExtensionContext): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('why401');
  const documents = new Map<vscode.TextDocument, Watched>();
  const told = new Set<string>();

  function watched(document: vscode.TextDocument): Watched {
    let entry = documents.get(document);
    if (!entry) {
      entry = { found: new DocumentProblems(), timers: new Map() };
      documents.set(document, entry);
    }
    return entry;
  }

  async function check(document: vscode.TextDocument, what: 'touched' | 'whole'): Promise<void> {
    const { found } = watched(document);
    if (!settings.lint(document.uri)) {
      found.set([]);
      collection.delete(document.uri);
      return;
    }
    const { version } = document;
    const parts = what === 'touched' && found.touched ? [found.touched] : partsOf(document);
    const problems = await Promise.all(parts.map(async part => [part, await lintDocument(document, part)] as const));
    if (document.version !== version || document.isClosed) return;
    for (const [part, inPart] of problems) part ? found.setPart(part, inPart) : found.set(inPart);
    collection.set(
      document.uri,
      found.problems.map(problem => toDiagnostic(document.uri, problem, offset => document.positionAt(offset))),
    );
  }

  function checkSoon(document: vscode.TextDocument, what: 'touched' | 'whole', delay: number): void {
    if (!isWatched(document) || document.isClosed) return;
    const { timers } = watched(document);
    clearTimeout(timers.get(what));
    timers.set(
      what,
      setTimeout(() => void check(document, what), delay),
    );
  }

  function checkAll(): void {
    for (const document of vscode.workspace.textDocuments) checkSoon(document, 'whole', 0);
  }

  /** A name in `why401.rules` that is no rule's would be without effect and without a word. */
  function checkSettings(): void {
    const known = new Set(ruleIds(context));
    const unknown = Object.keys(settings.rules(vscode.Uri.file('/'))).filter(id => !known.has(id) && !told.has(id));
    if (unknown.length === 0) return;
    for (const id of unknown) told.add(id);
    const names = unknown.map(id => `"${id}"`).join(', ');
    void vscode.window.showWarningMessage(
      `"why401.rules" names ${names}, which is no rule: see the list of rules in its description.`,
    );
  }

  function forget(document: vscode.TextDocument): void {
    for (const timer of documents.get(document)?.timers.values() ?? []) clearTimeout(timer);
    documents.delete(document);
    collection.delete(document.uri);
  }

  checkAll();
  checkSettings();
  return vscode.Disposable.from(
    collection,
    vscode.workspace.onDidOpenTextDocument(document => checkSoon(document, 'whole', 0)),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length === 0 || !isWatched(document)) return;
      watched(document).found.change(
        contentChanges.map(change => ({
          offset: change.rangeOffset,
          removed: change.rangeLength,
          inserted: change.text.length,
        })),
      );
      checkSoon(document, 'touched', pause);
      if (lengthOf(document) <= quickText) checkSoon(document, 'whole', longPause);
    }),
    vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor: { document } }) => {
      if (document.lineCount > 1000 && partsOf(document)[0]) checkSoon(document, 'whole', pause);
    }),
    vscode.workspace.onDidSaveTextDocument(document => checkSoon(document, 'whole', 0)),
    vscode.workspace.onDidCloseTextDocument(forget),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (!event.affectsConfiguration('why401')) return;
      checkAll();
      checkSettings();
    }),
    {
      dispose() {
        for (const document of [...documents.keys()]) forget(document);
      },
    },
  );
}

function ruleIds(context: vscode.ExtensionContext): readonly string[] {
  const { configuration } = context.extension.packageJSON.contributes;
  return Object.keys(configuration.properties['why401.rules'].properties);
}

/** The whole document, as one part without an end; of a big one, what can be seen. */
function partsOf(document: vscode.TextDocument): readonly (Span | undefined)[] {
  if (lengthOf(document) <= mostText) return [undefined];
  return vscode.window.visibleTextEditors
    .filter(editor => editor.document === document)
    .map(({ visibleRanges }) => {
      const first = Math.max(0, (visibleRanges[0]?.start.line ?? 0) - margin);
      const last = (visibleRanges.at(-1)?.end.line ?? 0) + margin;
      return fromRange(document, new vscode.Range(first, 0, last, 0));
    });
}
