import * as vscode from 'vscode';
import { fromRange, lengthOf } from '../convert.ts';
import { DocumentTokens, slicesOf, type TextSource } from '../document-tokens.ts';
import { isWatched } from '../documents.ts';
import { isBeingEdited } from '../replace-text.ts';
import { settings } from '../settings.ts';
import { type NotedToken, type NoteStyle, type Notes, nextNoteChange, noteKinds, notesOf } from '../token-notes.ts';

/** Lines beyond the visible ones that are decorated and searched first, so that a short scroll shows nothing late. */
const margin = 200;
/** Documents longer than this are searched where they are seen, and nowhere else. */
const mostText = 5_000_000;
/** Columns that most windows show. Where a line ends beyond, its words stand before the token instead. */
const widest = 120;
/** Milliseconds of searching before the editor gets its turn. */
const turn = 8;

/**
 * Words after the line of each token: how long it lives or since when it is dead. One timer for the window; it ticks when
 * a text on screen changes, from what was found before. Nothing runs while the window is not focused.
 */
export function register(): vscode.Disposable {
  const decorations = new TokenDecorations();
  return vscode.Disposable.from(
    decorations,
    vscode.window.onDidChangeVisibleTextEditors(() => decorations.refresh()),
    vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => decorations.look(textEditor)),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => decorations.moved(textEditor)),
    vscode.window.onDidChangeWindowState(() => decorations.refresh()),
    vscode.workspace.onDidChangeTextDocument(event => decorations.changed(event)),
    vscode.workspace.onDidCloseTextDocument(document => decorations.forget(document)),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('why401.tokens')) decorations.refresh();
    }),
  );
}

export class TokenDecorations {
  readonly #types = new Map(
    noteKinds.map(kind => [
      kind,
      vscode.window.createTextEditorDecorationType({
        after: { color: new vscode.ThemeColor(`why401.token.${kind}`), fontStyle: 'italic', margin: '0 0 0 1.5em' },
        rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
      }),
    ]),
  );
  readonly #found = new Map<vscode.TextDocument, DocumentTokens>();
  readonly #drawn = new WeakMap<vscode.TextEditor, string>();
  /** The line that is being typed in; its words come back when the cursor leaves. */
  #typing: { readonly document: vscode.TextDocument; readonly line: number } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.refresh();
  }

  refresh(): void {
    for (const editor of vscode.window.visibleTextEditors) this.look(editor);
  }

  /** Searches what is not known yet, what is seen first. */
  look(editor: vscode.TextEditor): void {
    const { document } = editor;
    if (!vscode.window.state.focused || !isWatched(document)) return;
    if (settings.decorations() !== 'off') {
      const source = sourceOf(document);
      const known = this.#found.get(document);
      if (!known) this.#searchAll(document, source, seen(editor, margin));
      else if (source.length > mostText) {
        const { start, end } = seen(editor, margin);
        known.search(source, start, end);
      }
    }
    this.#draw(editor);
  }

  changed(event: vscode.TextDocumentChangeEvent): void {
    const { document, contentChanges } = event;
    const known = this.#found.get(document);
    if (!known || contentChanges.length === 0) return;
    const active = vscode.window.activeTextEditor;
    if (document === active?.document)
      this.#typing = isTyping(event) ? { document, line: active.selection.active.line } : undefined;
    if (!vscode.window.state.focused) {
      this.#found.delete(document);
      return;
    }
    known.change(
      sourceOf(document),
      contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
        offset: rangeOffset,
        removed: rangeLength,
        inserted: text.length,
      })),
    );
    for (const editor of editorsOf(document)) this.#draw(editor);
  }

  moved(editor: vscode.TextEditor): void {
    const line = editor.selection.active.line;
    const left = this.#typing?.document === editor.document && this.#typing.line !== line;
    if (left) this.#typing = undefined;
    if (left || settings.decorations() === 'currentLine') this.#draw(editor);
  }

  forget(document: vscode.TextDocument): void {
    this.#found.delete(document);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const type of this.#types.values()) type.dispose();
  }

  /** In slices, so that a big file never holds up the editor; given up when the document moves on. */
  async #searchAll(
    document: vscode.TextDocument,
    source: TextSource,
    first: { start: number; end: number },
  ): Promise<void> {
    const tokens = new DocumentTokens();
    this.#found.set(document, tokens);
    const [visible, ...rest] = slicesOf(source.length, first);
    if (visible) tokens.search(source, visible.start, visible.end);
    if (source.length > mostText) return;
    const { version } = document;
    let until = performance.now() + turn;
    for (const { start, end } of rest) {
      if (performance.now() > until) {
        await new Promise(resolve => setImmediate(resolve));
        until = performance.now() + turn;
      }
      if (document.version !== version || this.#found.get(document) !== tokens) {
        // A token in a part that was not reached is found when that part is looked at.
        if (this.#found.get(document) === tokens) this.#found.delete(document);
        break;
      }
      tokens.search(source, start, end);
    }
    for (const editor of editorsOf(document)) this.look(editor);
  }

  #draw(editor: vscode.TextEditor): void {
    const notes = this.#notesFor(editor, Date.now());
    const drawn = JSON.stringify(notes);
    if (this.#drawn.get(editor) !== drawn) {
      this.#drawn.set(editor, drawn);
      for (const [kind, type] of this.#types) {
        const options = notes
          .filter(note => note.kind === kind)
          .map(({ line, column, text }) => {
            const atEnd = column === editor.document.lineAt(line).range.end.character;
            // Within a line the words have a fixed width, so that nothing moves when they tick.
            const fixed = { margin: '0 1ch 0 0', width: `${Math.max(text.length, 20)}ch` };
            const after = { contentText: text, ...(!atEnd && fixed) };
            return { range: new vscode.Range(line, column, line, column), renderOptions: { after } };
          });
        editor.setDecorations(type, options);
      }
    }
    this.#schedule();
  }

  #notesFor(editor: vscode.TextEditor, now: number): Notes {
    const where = settings.decorations();
    const { document } = editor;
    if (where === 'off') return [];
    const span = seen(editor, margin);
    const tokens = (this.#found.get(document)?.tokens ?? []).filter(
      token => token.span.end >= span.start && token.span.start <= span.end,
    );
    const wraps = vscode.workspace.getConfiguration('editor', document).get('wordWrap') !== 'off';
    const lined = tokens.map((token): NotedToken => {
      const start = document.positionAt(token.span.start);
      const { end } = document.lineAt(document.positionAt(token.span.end).line).range;
      const atEnd = wraps || end.character <= widest || start.line !== end.line || start.character > widest;
      return { token, line: end.line, column: atEnd ? end.character : start.character };
    });
    const cursor = editor.selection.active.line;
    const hidden = this.#typing?.document === document ? this.#typing.line : undefined;
    return notesOf(
      lined.filter(({ line }) => line !== hidden && (where !== 'currentLine' || line === cursor)),
      now,
      styleOf(),
    );
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (!vscode.window.state.focused || settings.decorations() === 'off') return;
    const now = Date.now();
    const style = styleOf();
    let next = Number.POSITIVE_INFINITY;
    for (const editor of vscode.window.visibleTextEditors) {
      const span = seen(editor, 0);
      for (const token of this.#found.get(editor.document)?.tokens ?? [])
        if (token.span.end >= span.start && token.span.start <= span.end)
          next = Math.min(next, nextNoteChange(token, now, style) ?? next);
    }
    // setTimeout counts in 32 bits: what changes in a month needs no timer today.
    if (next - now < 2 ** 31) this.#timer = setTimeout(() => this.#tick(), Math.max(250, next - now));
  }

  #tick(): void {
    for (const editor of vscode.window.visibleTextEditors) this.#draw(editor);
  }
}

/** Undoing, pasting a token and what a command writes are done at once; only typing goes on. */
function isTyping({ document, reason, contentChanges }: vscode.TextDocumentChangeEvent): boolean {
  if (reason !== undefined || isBeingEdited(document)) return false;
  return contentChanges.every(({ text, rangeLength }) => text.length < 40 && rangeLength < 40);
}

function styleOf(): NoteStyle {
  return { soon: settings.soonMinutes() * 60_000, times: settings.timeStyle() };
}

function editorsOf(document: vscode.TextDocument): readonly vscode.TextEditor[] {
  return vscode.window.visibleTextEditors.filter(editor => editor.document === document);
}

/** From the first visible line to the last one, with so many lines around. */
function seen(editor: vscode.TextEditor, lines: number): { start: number; end: number } {
  const first = editor.visibleRanges[0]?.start.line ?? 0;
  const last = editor.visibleRanges.at(-1)?.end.line ?? 0;
  return fromRange(editor.document, new vscode.Range(Math.max(0, first - lines), 0, last + lines + 1, 0));
}

function sourceOf(document: vscode.TextDocument): TextSource {
  return {
    length: lengthOf(document),
    slice: (start, end) => document.getText(new vscode.Range(document.positionAt(start), document.positionAt(end))),
  };
}
