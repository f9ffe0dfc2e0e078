import * as vscode from 'vscode';
import { openVault } from '../../panel/vault.ts';
import { everyDocument } from '../documents.ts';
import { keptTokenName, type Placeholder, placeholderOf, placeholdersIn } from '../placeholders.ts';
import { replaceText } from '../replace-text.ts';

/** What gives a masked token back: the hover of its placeholder, and commands that mean the one under the cursor. */
export function register(context: vscode.ExtensionContext): vscode.Disposable {
  const vault = openVault(context);

  /** The commands get an id from the hover, and nothing from the palette. */
  async function keptToken(id: string | undefined): Promise<{ id: string; token: string } | undefined> {
    const editor = vscode.window.activeTextEditor;
    const wanted = id ?? (editor && placeholderAt(editor.document, editor.selection.active)?.id);
    const token = wanted === undefined ? undefined : (await vault.read(keptTokenName(wanted)))?.token;
    if (wanted !== undefined && token !== undefined) return { id: wanted, token };
    void vscode.window.showInformationMessage(
      wanted === undefined
        ? 'There is no placeholder of a masked token under the cursor.'
        : 'The token of this placeholder is not kept here: it was forgotten, or masked on another machine.',
    );
    return undefined;
  }

  async function copyKept(id?: string): Promise<void> {
    const kept = await keptToken(id);
    if (kept) await vscode.env.clipboard.writeText(kept.token);
  }

  async function restoreKept(id?: string): Promise<void> {
    const kept = await keptToken(id);
    const document = vscode.window.activeTextEditor?.document;
    if (kept && document) await replaceText(document, [[placeholderOf(kept.id), kept.token]]);
  }

  return vscode.Disposable.from(
    vscode.languages.registerHoverProvider(everyDocument, { provideHover }),
    vscode.commands.registerCommand('why401.copyKeptToken', copyKept),
    vscode.commands.registerCommand('why401.restoreKeptToken', restoreKept),
  );
}

function provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
  const found = placeholderAt(document, position);
  if (!found) return undefined;
  const argument = encodeURIComponent(JSON.stringify([found.id]));
  const links = [
    ['why401.restoreKeptToken', 'Put it back'],
    ['why401.copyKeptToken', 'Copy it'],
  ] as const;
  const text = new vscode.MarkdownString(
    `**Masked token** · kept in the secret storage\n\n${links.map(([id, title]) => `[${title}](command:${id}?${argument})`).join(' · ')}`,
  );
  text.isTrusted = { enabledCommands: links.map(([id]) => id) };
  return new vscode.Hover(text, found.range);
}

function placeholderAt(
  document: vscode.TextDocument,
  position: vscode.Position,
): (Placeholder & { range: vscode.Range }) | undefined {
  const { text, range } = document.lineAt(position.line);
  const around = Math.max(0, position.character - 100);
  for (const placeholder of placeholdersIn(text.slice(around, around + 200))) {
    const { start, end } = placeholder.span;
    const found = new vscode.Range(range.start.translate(0, around + start), range.start.translate(0, around + end));
    if (found.contains(position)) return { ...placeholder, range: found };
  }
  return undefined;
}
