import * as vscode from 'vscode';
import { LineIndex } from '../../text/line-index.ts';
import { httpLanguage } from '../load-http-language.ts';

const pattern = '**/*.{http,rest}';
const mostFiles = 500;
const largest = 1_000_000;

interface FoundFile {
  readonly kind: 'file';
  readonly uri: vscode.Uri;
}

/** `uri` and `line` are what *Send and Explain* is called with. */
interface FoundRequest {
  readonly kind: 'request';
  readonly uri: string;
  readonly line: number;
  readonly name: string;
  readonly detail: string;
}

type Found = FoundFile | FoundRequest;

/** The requests of all `.http` and `.rest` files. They are looked for when the view is seen, and watched while it is. */
export function register(): vscode.Disposable {
  const changed = new vscode.EventEmitter<FoundFile | undefined>();
  let files: readonly FoundFile[] | undefined;
  let watching: vscode.Disposable | undefined;

  const view = vscode.window.createTreeView<Found>('why401.requests', {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: element => {
        if (!element) return findFiles();
        return element.kind === 'file' ? requestsOf(element.uri) : [];
      },
      getTreeItem: element => (element.kind === 'file' ? fileItem(element) : requestItem(element)),
    },
  });

  async function findFiles(): Promise<Found[]> {
    const found = await vscode.workspace.findFiles(pattern, '**/node_modules/**', mostFiles);
    view.message = found.length < mostFiles ? '' : `Only ${mostFiles} files are listed.`;
    files = found.sort((a, b) => (a.path < b.path ? -1 : 1)).map(uri => ({ kind: 'file', uri }));
    return [...files];
  }

  function fileItem({ uri }: FoundFile): vscode.TreeItem {
    const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(uri, files?.length === 1 ? Expanded : Collapsed);
    item.iconPath = vscode.ThemeIcon.File;
    item.description = true;
    item.contextValue = 'file';
    return item;
  }

  function findAgain(): void {
    changed.fire(undefined);
  }

  function readAgain(uri: vscode.Uri): void {
    const file = files?.find(one => one.uri.toString() === uri.toString());
    if (file) changed.fire(file);
  }

  function watch(visible: boolean): void {
    watching?.dispose();
    watching = undefined;
    if (!visible) return;
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    watching = vscode.Disposable.from(
      watcher,
      watcher.onDidCreate(findAgain),
      watcher.onDidDelete(findAgain),
      watcher.onDidChange(readAgain),
      vscode.workspace.onDidChangeWorkspaceFolders(findAgain),
      // What is not saved yet is what would be sent.
      vscode.workspace.onDidChangeTextDocument(({ document }) => readAgain(document.uri)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => readAgain(uri)),
    );
    // Nobody watched while nobody saw it.
    if (files) findAgain();
  }

  watch(view.visible);
  return vscode.Disposable.from(
    view,
    changed,
    { dispose: () => watching?.dispose() },
    view.onDidChangeVisibility(({ visible }) => watch(visible)),
    vscode.commands.registerCommand('why401.sendListed', ({ uri, line }: FoundRequest) =>
      vscode.commands.executeCommand('why401.sendAtCursor', { uri, line }),
    ),
    vscode.commands.registerCommand('why401.newRequestFile', newFile),
  );
}

async function requestsOf(uri: vscode.Uri): Promise<FoundRequest[]> {
  const text = await readText(uri);
  if (text === undefined) return [];
  const { outlineOf, parseHttpFile } = await httpLanguage();
  const lines = new LineIndex(text);
  return outlineOf(parseHttpFile(text))
    .filter(({ kind }) => kind === 'request')
    .map(({ name, detail, span }) => ({
      kind: 'request',
      uri: uri.toString(),
      line: lines.position(span.start).line,
      name,
      detail,
    }));
}

/** As it stands in the editor, where it is open; undefined for what is too big or gone. */
async function readText(uri: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find(document => document.uri.toString() === uri.toString());
  if (open) return open.getText();
  try {
    if ((await vscode.workspace.fs.stat(uri)).size > largest) return undefined;
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

function requestItem({ uri, line, name, detail }: FoundRequest): vscode.TreeItem {
  const item = new vscode.TreeItem(name);
  item.description = detail;
  item.tooltip = detail === '' ? name : `${name}\n${detail}`;
  item.contextValue = 'request';
  item.iconPath = new vscode.ThemeIcon('globe');
  const selection = new vscode.Range(line, 0, line, 0);
  item.command = { title: 'Open', command: 'vscode.open', arguments: [vscode.Uri.parse(uri), { selection }] };
  return item;
}

const example = `### Who am I?
# @name me
GET https://api.example.com/me
Accept: application/json
Authorization: Bearer {{token}}
`;

async function newFile(): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'http', content: example });
  await vscode.window.showTextDocument(document);
}
