import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { openVault, type Vault } from '../../panel/vault.ts';
import type { Edit } from '../../text/span.ts';
import { everyDocument } from '../documents.ts';
import { appendToDotenv, dotenvBeside, dotenvOfFolder, isSharedByGit, readDotenv } from '../dotenv-file.ts';
import { plain } from '../notices.ts';
import { keptTokenName, placeholderOf } from '../placeholders.ts';
import { applyTo } from '../replace-text.ts';
import { findTokenAt, findTokenOf, placeOf, type TokenAt, type TokenPlace } from '../token-at.ts';

type Actions = typeof import('../token-actions.ts');

interface Way extends vscode.QuickPickItem {
  /** What was done, as a sentence; undefined where the user changed their mind. */
  run(): Promise<string | undefined>;
}

/** Takes a token out of a file, in the way that the user chooses. Every edit can be undone. */
export function register(context: vscode.ExtensionContext): vscode.Disposable {
  const vault = openVault(context);
  async function maskHere(place?: TokenPlace): Promise<void> {
    const found = await findTokenOf(place);
    if (!found) return;
    const actions = await import('../token-actions.ts');
    if (actions.occurrencesOf(found.document.getText(), found.token.compact).length === 0)
      return void vscode.window.showInformationMessage(
        'The token is split or encoded here, so it has no place of its own.',
      );
    const ways = [...httpWays(actions, found), ...codeWays(actions, found), storageWay(actions, found, vault)];
    const way = await vscode.window.showQuickPick(ways, { title: 'Mask the token in this file' });
    const done = await way?.run();
    if (done !== undefined) void vscode.window.showInformationMessage(plain(done));
  }

  return vscode.Disposable.from(
    vscode.commands.registerCommand('why401.maskToken', maskHere),
    vscode.languages.registerCodeActionsProvider(
      everyDocument,
      { provideCodeActions },
      { providedCodeActionKinds: [mask] },
    ),
  );
}

const mask = vscode.CodeActionKind.Refactor.append('why401');

/** Only when asked for: a bulb beside each token would be in the way. */
function provideCodeActions(
  document: vscode.TextDocument,
  range: vscode.Range,
  { triggerKind }: vscode.CodeActionContext,
): vscode.CodeAction[] {
  const found = triggerKind === vscode.CodeActionTriggerKind.Invoke ? findTokenAt(document, range.start) : undefined;
  if (!found) return [];
  const action = new vscode.CodeAction('Mask the token in this file…', mask);
  action.command = { command: 'why401.maskToken', title: action.title, arguments: [placeOf(found)] };
  return [action];
}

function sourceOf({ document: { uri, languageId }, document }: TokenAt) {
  return { text: document.getText(), file: uri.path, languageId };
}

function httpWays(actions: Actions, found: TokenAt): Way[] {
  const source = sourceOf(found);
  if (!actions.isHttpFile(source)) return [];
  const { compact } = found.token;
  const known = actions.variableOf(source.text, compact);
  const suggested = known?.name ?? actions.variableNameFor(source, found.token);
  const variable: Way = {
    label: `Use the variable {{${suggested}}}`,
    description: known ? 'which the file has' : 'defined at the top of the file',
    async run() {
      const name = known?.name ?? (await askForName(suggested));
      if (name === undefined) return undefined;
      await applyTo(found.document, actions.moveToVariable(sourceOf(found), compact, name));
      return `The token is the variable "${name}" now.`;
    },
  };
  const dotenv = dotenvBeside(found.document.uri);
  const read = (name: string) => actions.readFromDotenv(sourceOf(found), compact, name);
  const isOnlyDefined = known !== undefined && actions.occurrencesOf(source.text, compact).length === known.spans.size;
  const environment = dotenv && environmentWay(actions, found, dotenv, read, name => `{{$dotenv ${name}}}`);
  return [...(isOnlyDefined ? [] : [variable]), ...(environment ? [environment] : [])];
}

function codeWays(actions: Actions, found: TokenAt): Way[] {
  const suggested = actions.nameFor(sourceOf(found), found.token);
  const example = actions.readFromEnvironment(sourceOf(found), found.token, suggested);
  if (!example) return [];
  const read = (name: string) => actions.readFromEnvironment(sourceOf(found), found.token, name)?.edits ?? [];
  const expression = (name: string) => example.expression.replaceAll(suggested, name);
  const needs = example.needs === undefined ? '' : ` The file has to import it: ${example.needs}.`;
  const environment: Way = {
    label: `Read it as ${example.expression}`,
    description: 'and set the variable yourself',
    async run() {
      const name = await askForName(suggested);
      if (name === undefined) return undefined;
      await vscode.env.clipboard.writeText(found.token.compact);
      await applyTo(found.document, read(name));
      return `The file reads ${expression(name)} now, and the token is in the clipboard.${needs}`;
    },
  };
  const dotenv = dotenvOfFolder(found.document.uri);
  return [environment, ...(dotenv ? [environmentWay(actions, found, dotenv, read, expression, needs)] : [])];
}

/** A variable whose value goes to a `.env` file: that is written first, so that the token is never nowhere. */
function environmentWay(
  actions: Actions,
  found: TokenAt,
  dotenv: vscode.Uri,
  read: (name: string) => readonly Edit[],
  expression: (name: string) => string,
  needs = '',
): Way {
  const suggested = actions.nameFor(sourceOf(found), found.token);
  return {
    label: `Read it as ${expression(suggested)}, and write it to .env`,
    description: vscode.workspace.asRelativePath(dotenv),
    async run() {
      const { compact } = found.token;
      const text = await readDotenv(dotenv);
      const line = (name: string) => actions.envLine(text, name, compact);
      const taken = (name: string) => (line(name) === undefined ? '".env" gives this name another value' : undefined);
      const name = await askForName(suggested, taken);
      if (name === undefined) return undefined;
      await appendToDotenv(dotenv, line(name) ?? '');
      await applyTo(found.document, read(name));
      const warning = (await isSharedByGit(dotenv)) ? 'Git does not ignore ".env": add it to ".gitignore". ' : '';
      return `${warning}The file reads ${expression(name)} now, and ".env" has the token.${needs}`;
    },
  };
}

function storageWay(actions: Actions, found: TokenAt, vault: Vault): Way {
  return {
    label: 'Put a placeholder, and keep the token in the secret storage',
    description: 'to be put back later',
    async run() {
      const { compact } = found.token;
      const id = createHash('sha256').update(compact).digest('hex').slice(0, 12);
      await vault.write(keptTokenName(id), { token: compact });
      await applyTo(found.document, actions.replaceAll(found.document.getText(), compact, placeholderOf(id)));
      return 'The token is kept until "Why401: Forget Saved Credentials"; the hover of its placeholder gives it back.';
    },
  };
}

function askForName(
  suggested: string,
  problemOf: (name: string) => string | undefined = () => undefined,
): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: 'Mask the token in this file',
    prompt: 'Name of the variable',
    value: suggested,
    validateInput: name => (/^[A-Za-z_]\w*$/.test(name) ? problemOf(name) : 'Letters, digits and _ make a name'),
  });
}
