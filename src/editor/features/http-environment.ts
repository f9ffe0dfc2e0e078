import * as vscode from 'vscode';
import { environments } from '../http-environment.ts';
import { httpLanguage } from '../load-http-language.ts';

/** Chooses the environment that gives `.http` files their variables, and shows it in the status bar beside such a file. */
export function register(context: vscode.ExtensionContext): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('why401.environment', vscode.StatusBarAlignment.Right, 99);
  item.name = 'Why401: environment';
  item.command = 'why401.chooseEnvironment';

  async function names(document: vscode.TextDocument): Promise<string[]> {
    const { environmentNames } = await httpLanguage();
    return environmentNames(await environments.sourcesOf(document));
  }

  async function update(): Promise<void> {
    const document = httpDocument();
    const known = document ? await names(document) : [];
    if (!document || known.length === 0 || document !== httpDocument()) {
      item.hide();
      return;
    }
    const chosen = environments.chosen ?? 'no environment';
    item.text = `$(server-environment) ${chosen}`;
    item.tooltip = 'Environment of .http files. Select to choose another';
    item.accessibilityInformation = { label: `Environment of .http files: ${chosen}`, role: 'button' };
    item.show();
  }

  async function choose(environment?: string): Promise<void> {
    if (typeof environment === 'string') return environments.choose(environment);
    const document = httpDocument();
    const known = document ? await names(document) : [];
    if (known.length === 0) {
      void vscode.window.showInformationMessage(
        'There is no environment: name one in "http-client.env.json", in ".env.NAME" or in "rest-client.environmentVariables".',
      );
      return;
    }
    const none = { label: 'No environment', description: 'only what all environments share' };
    const items = [...known.map(label => ({ label })), none];
    const picked = await vscode.window.showQuickPick(items, { placeHolder: 'The environment of .http files' });
    if (picked) await environments.choose(picked === none ? undefined : picked.label);
  }

  void update();
  return vscode.Disposable.from(
    item,
    environments.keepIn(context.workspaceState),
    environments.onDidChange(() => void update()),
    vscode.window.onDidChangeActiveTextEditor(() => void update()),
    vscode.commands.registerCommand('why401.chooseEnvironment', choose),
  );
}

function httpDocument(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === 'http' ? document : undefined;
}
