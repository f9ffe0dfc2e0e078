import * as vscode from 'vscode';
import { openPanel } from '../open-panel.ts';
import { settings } from '../settings.ts';
import { findTokenOf, type TokenPlace } from '../token-at.ts';
import type { FactGroup } from '../token-details.ts';
import { verifications } from '../verifications.ts';

/** The commands of the hover and of the status bar; without a place they mean the token under the cursor. */
export function register(context: vscode.ExtensionContext): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('why401.describeToken', describeHere),
    vscode.commands.registerCommand('why401.copyTokenPayload', copyPayload),
    vscode.commands.registerCommand('why401.useToken', (place?: TokenPlace) => useInRequest(context, place)),
    vscode.commands.registerCommand('why401.toggleTokenDecorations', toggleDecorations),
  );
}

/** What the hover says, as a list that a screen reader reads line by line; choosing a line copies its value. */
async function describeHere(place?: TokenPlace): Promise<void> {
  const found = await findTokenOf(place);
  if (!found) return;
  const { factsOf, linesOf } = await import('../token-details.ts');
  const verification = verifications.get(found.token.compact);
  const facts = factsOf(found.token, Date.now(), verification && { verification });
  const picked = await vscode.window.showQuickPick(linesOf(facts).flatMap(toItems), {
    title: `Token: ${facts.state}`,
    placeHolder: 'Choose a line to copy its value',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked?.value !== undefined) await vscode.env.clipboard.writeText(picked.value);
}

interface LineItem extends vscode.QuickPickItem {
  /** Absent in a separator. */
  readonly value?: string;
}

function toItems({ title, lines }: FactGroup): LineItem[] {
  return [
    { label: title, kind: vscode.QuickPickItemKind.Separator },
    ...lines.map(({ name, text, meaning, value }) => ({
      label: plain(name),
      description: plain(text),
      value,
      ...(meaning !== undefined && { detail: plain(meaning) }),
    })),
  ];
}

/** A list would show an icon for `$(name)`, and claims are somebody else's text. */
function plain(text: string): string {
  return text.replaceAll('$(', '\\$(');
}

async function copyPayload(place?: TokenPlace): Promise<void> {
  const found = await findTokenOf(place);
  if (!found) return;
  const { payload } = found.token;
  if (!payload)
    void vscode.window.showInformationMessage('The payload of this token is encrypted or is no JSON object.');
  else await vscode.env.clipboard.writeText(JSON.stringify(payload, undefined, 2));
}

async function useInRequest(context: vscode.ExtensionContext, place?: TokenPlace): Promise<void> {
  const found = await findTokenOf(place);
  if (!found) return;
  const panel = await openPanel(context);
  const headers = [{ name: 'Authorization', value: `Bearer ${found.token.compact}` }];
  panel.load({ method: 'GET', url: '', headers });
}

async function toggleDecorations(): Promise<void> {
  const value = settings.decorations() === 'off' ? 'on' : 'off';
  await vscode.workspace
    .getConfiguration('why401')
    .update('tokens.decorations', value, vscode.ConfigurationTarget.Global);
}
