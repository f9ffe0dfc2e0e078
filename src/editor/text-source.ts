import * as vscode from 'vscode';

/** A text that the user has somewhere, under the name of its place. */
export interface TextSource {
  readonly name: string;
  readonly read: () => Promise<string>;
}

interface Wanted {
  readonly title: string;
  /** What the clipboard may hold. */
  readonly examples: string;
  readonly openLabel: string;
  readonly filters: Record<string, string[]>;
}

/** Asks where the text is: a selection, the terminal, the clipboard, the open file or another one. */
export async function chooseText({ title, examples, openLabel, filters }: Wanted): Promise<TextSource | undefined> {
  const editor = vscode.window.activeTextEditor;
  const own: (vscode.QuickPickItem & { readonly source: TextSource })[] = [];
  if (editor && !editor.selection.isEmpty) {
    const read = async () => editor.document.getText(editor.selection);
    own.push({ label: '$(selection) Selection', source: { name: 'selection', read } });
  }
  if (vscode.window.activeTerminal)
    own.push({ label: '$(terminal) Selection in the terminal', source: terminalSelection });
  const clipboard = { name: 'clipboard', read: async () => vscode.env.clipboard.readText() };
  own.push({ label: '$(clippy) Clipboard', description: examples, source: clipboard });
  if (editor) {
    const name = vscode.workspace.asRelativePath(editor.document.uri);
    const source = { name, read: async () => editor.document.getText() };
    own.push({ label: '$(file) This file', description: name, source });
  }
  const other = { label: '$(folder-opened) File…', description: Object.keys(filters).join(', '), source: undefined };
  const picked = await vscode.window.showQuickPick([...own, other], { title });
  if (picked !== other) return picked?.source;
  const [file] = (await vscode.window.showOpenDialog({ openLabel, filters })) ?? [];
  return file && fileText(file);
}

export function fileText(file: vscode.Uri): TextSource {
  // Read through the editor's file system: the file may be on another machine.
  const read = async () => new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  return { name: vscode.workspace.asRelativePath(file), read };
}

export const terminalSelection: TextSource = { name: 'selection in the terminal', read: readTerminalSelection };

/** Only the clipboard leads out of the terminal; it gets back what it held. */
async function readTerminalSelection(): Promise<string> {
  const { clipboard } = vscode.env;
  const held = await clipboard.readText();
  await clipboard.writeText('');
  await vscode.commands.executeCommand('workbench.action.terminal.copySelection');
  const text = await clipboard.readText();
  await clipboard.writeText(held);
  return text;
}
