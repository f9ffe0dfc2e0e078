import * as vscode from 'vscode';
import { openPanel } from '../open-panel.ts';

interface Source extends vscode.QuickPickItem {
  readonly read: () => Promise<string | undefined>;
  readonly source: string;
}

/** Explains what failed elsewhere: a HAR, raw HTTP messages or what `curl -v` printed. Nothing is sent. */
export function register(context: vscode.ExtensionContext): vscode.Disposable {
  async function explain(chosen: Source | undefined): Promise<void> {
    const text = await chosen?.read();
    if (!chosen || text === undefined) return;
    if (text.trim() === '') {
      void vscode.window.showInformationMessage(`There is nothing to explain: the ${chosen.source} is empty.`);
      return;
    }
    const panel = await openPanel(context);
    await panel.explainText(text, chosen.source);
  }

  return vscode.Disposable.from(
    vscode.commands.registerCommand('why401.explain', async (file?: vscode.Uri) =>
      explain(file ? fileSource(file) : await chooseSource()),
    ),
    vscode.commands.registerCommand('why401.explainTerminalSelection', () => explain(terminalSource)),
  );
}

const terminalSource: Source = {
  label: '$(terminal) Selection in the terminal',
  source: 'selection in the terminal',
  read: readTerminalSelection,
};

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

async function chooseSource(): Promise<Source | undefined> {
  const editor = vscode.window.activeTextEditor;
  const sources: Source[] = [];
  if (editor && !editor.selection.isEmpty)
    sources.push({
      label: '$(selection) Selection',
      source: 'selection',
      read: async () => editor.document.getText(editor.selection),
    });
  if (vscode.window.activeTerminal) sources.push(terminalSource);
  sources.push({
    label: '$(clippy) Clipboard',
    description: 'curl -v output, raw HTTP messages or a HAR',
    source: 'clipboard',
    read: async () => vscode.env.clipboard.readText(),
  });
  if (editor) {
    const name = vscode.workspace.asRelativePath(editor.document.uri);
    sources.push({
      label: '$(file) This file',
      description: name,
      source: name,
      read: async () => editor.document.getText(),
    });
  }
  sources.push({
    label: '$(folder-opened) File…',
    description: 'a HAR, or text',
    source: 'file',
    read: async () => undefined,
  });
  const picked = await vscode.window.showQuickPick(sources, { title: 'Explain a failed exchange from' });
  return picked?.source === 'file' ? pickFile() : picked;
}

async function pickFile(): Promise<Source | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      openLabel: 'Explain',
      filters: { 'HAR or text': ['har', 'json', 'txt', 'http', 'log'] },
    })) ?? [];
  return file && fileSource(file);
}

function fileSource(file: vscode.Uri): Source {
  const name = vscode.workspace.asRelativePath(file);
  // Read through the editor's file system: the file may be on another machine.
  const read = async () => new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  return { label: name, source: name, read };
}
