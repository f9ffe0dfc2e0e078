import assert from 'node:assert/strict';
import {
  type Disposable,
  Range,
  type TextDocument,
  type TextEditor,
  TextEditorRevealType,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { TokenDecorations } from '../../../src/editor/features/token-decorations.ts';

const lineCount = 50_000;
const tokenEvery = 25;
const rounds = 70;
const warmUp = 10;

/** 50,000 lines with 2,000 tokens, of less than 5 MB, which is searched as a whole. */
function bigFile(): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const soon = Math.floor(Date.now() / 1000);
  return Array.from({ length: lineCount }, (_, i) =>
    i % tokenEvery === 0
      ? `  "token-${i}": "${encode({ alg: 'HS256' })}.${encode({ sub: `user-${i}`, exp: soon + i })}.${'A'.repeat(43)}",`
      : `  const row${i} = await client.get("/users/${i}", { headers });`,
  ).join('\n');
}

/** What the decorations do when the editor tells them something: searching, `positionAt`, `setDecorations` and all. */
class Measured implements Disposable {
  readonly edits: number[] = [];
  readonly scrolls: number[] = [];
  readonly #decorations = new TokenDecorations();
  readonly #owned: Disposable[] = [
    this.#decorations,
    workspace.onDidChangeTextDocument(event => this.#time(this.edits, () => this.#decorations.changed(event))),
    window.onDidChangeTextEditorVisibleRanges(({ textEditor }) =>
      this.#time(this.scrolls, () => this.#decorations.look(textEditor)),
    ),
  ];

  dispose(): void {
    for (const one of this.#owned) one.dispose();
  }

  #time(times: number[], work: () => void): void {
    // Processor time: what else the machine does, does not count.
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
}

function next(subscribe: (listener: () => void) => Disposable): Promise<void> {
  return new Promise(resolve => {
    const listener = subscribe(() => {
      listener.dispose();
      resolve();
    });
  });
}

async function insertAt(document: TextDocument, line: number): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, document.lineAt(line).range.start, 'x');
  await workspace.applyEdit(edit);
}

async function scrollTo(editor: TextEditor, line: number): Promise<void> {
  const scrolled = next(listener => window.onDidChangeTextEditorVisibleRanges(listener));
  editor.revealRange(new Range(line, 0, line, 0), TextEditorRevealType.AtTop);
  await scrolled;
}

suite('decorating', () => {
  test('edits and scrolls among 2,000 tokens in 50,000 lines', async function () {
    this.timeout(180_000);
    const measured = new Measured();
    try {
      const document = await workspace.openTextDocument({ language: 'plaintext', content: bigFile() });
      const editor = await window.showTextDocument(document);
      assert.equal(window.state.focused, true);
      const lines = Array.from({ length: rounds }, (_, round) => (round * 7919 + 13) % (lineCount - 100));
      // Meanwhile the whole file is searched.
      for (const line of lines) await scrollTo(editor, line);
      for (const line of lines) await insertAt(document, line + 5);
    } finally {
      measured.dispose();
    }
    const { edits, scrolls } = measured;
    const say = (times: readonly number[]) => {
      const sorted = times.slice(warmUp).sort((a, b) => a - b);
      const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)]?.toFixed(1);
      return `${at(0.5)} ms at the median, ${at(0.95)} ms at p95`;
    };
    // The title is what the results show.
    if (this.test)
      this.test.title += `: an edit takes ${say(edits)} of the host's processor time, a scroll ${say(scrolls)}`;
    assert.ok(edits.length >= rounds && scrolls.length >= rounds);
  });
});
