import * as vscode from 'vscode';
import { openPanel } from '../open-panel.ts';
import { chooseText, fileText, type TextSource, terminalSelection } from '../text-source.ts';

/** Explains what failed elsewhere: a HAR, raw HTTP messages or what `curl -v` printed. Nothing is sent. */
export function register(context: vscode.ExtensionContext): vscode.Disposable {
  async function explain(source: TextSource | undefined): Promise<void> {
    const text = await source?.read();
    if (!source || text === undefined) return;
    if (text.trim() === '') {
      void vscode.window.showInformationMessage(`There is nothing to explain: the ${source.name} is empty.`);
      return;
    }
    const panel = await openPanel(context);
    await panel.explainText(text, source.name);
  }

  return vscode.Disposable.from(
    vscode.commands.registerCommand('why401.explain', async (file?: vscode.Uri) =>
      explain(file ? fileText(file) : await chooseRecord()),
    ),
    vscode.commands.registerCommand('why401.explainTerminalSelection', () => explain(terminalSelection)),
  );
}

function chooseRecord(): Promise<TextSource | undefined> {
  return chooseText({
    title: 'Explain a failed exchange from',
    examples: 'curl -v output, raw HTTP messages or a HAR',
    openLabel: 'Explain',
    filters: { 'HAR or text': ['har', 'json', 'txt', 'http', 'log'] },
  });
}
