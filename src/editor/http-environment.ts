// The environments around a `.http` file, read through the editor: its folder and those above it in the workspace, and the
// settings of other extensions. Which one is chosen is kept for the workspace.
import * as vscode from 'vscode';
import type { EnvironmentSource } from '../request/environments.ts';
import type { HttpFile } from '../request/http-file.ts';
import type { ImportedFile, Surroundings } from '../request/http-language/surroundings.ts';
import { httpLanguage } from './load-http-language.ts';
import { readBeside } from './read-beside.ts';
import { profileNames } from './request-profile.ts';
import { sentExchanges } from './sent-exchanges.ts';

const settingsOfOthers = ['rest-client', 'httpyac'];
const mostImports = 20;
const chosenKey = 'why401.environment';

class Environments {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #cached = new Map<string, Promise<EnvironmentSource[]>>();
  #state: vscode.Memento | undefined;
  #watcher: vscode.FileSystemWatcher | undefined;

  /** Another choice, or another content of a file or setting. */
  readonly onDidChange = this.#changed.event;

  keepIn(state: vscode.Memento): vscode.Disposable {
    this.#state = state;
    return vscode.Disposable.from(
      vscode.workspace.onDidChangeConfiguration(event => {
        if (settingsOfOthers.some(name => event.affectsConfiguration(`${name}.environmentVariables`))) this.#forget();
      }),
      { dispose: () => this.#watcher?.dispose() },
    );
  }

  get chosen(): string | undefined {
    return this.#state?.get<string>(chosenKey);
  }

  async choose(environment: string | undefined): Promise<void> {
    await this.#state?.update(chosenKey, environment);
    this.#changed.fire();
  }

  /** The strongest first. */
  async sourcesOf(document: vscode.TextDocument): Promise<readonly EnvironmentSource[]> {
    return [...(await this.#filesAround(document)), ...settingSources(document.uri)];
  }

  #filesAround({ uri, isUntitled }: vscode.TextDocument): Promise<EnvironmentSource[]> {
    const root = vscode.workspace.getWorkspaceFolder(uri)?.uri;
    const folders = isUntitled ? (root ? [root] : []) : foldersUp(uri, root);
    // Nothing tells of changes in files outside of the workspace.
    if (!root) return readSources(folders);
    this.#watch();
    const key = `${folders[0] ?? ''}`;
    const sources = this.#cached.get(key) ?? readSources(folders);
    this.#cached.set(key, sources);
    return sources;
  }

  #watch(): void {
    if (this.#watcher) return;
    const pattern = '**/{.env,.env.*,*.env,http-client*.env.json,http-client.env.json.user,rest-client*.env.json}';
    this.#watcher = vscode.workspace.createFileSystemWatcher(pattern);
    for (const event of [this.#watcher.onDidChange, this.#watcher.onDidCreate, this.#watcher.onDidDelete])
      event(() => this.#forget());
  }

  #forget(): void {
    this.#cached.clear();
    this.#changed.fire();
  }
}

export const environments = new Environments();

export async function surroundingsOf(document: vscode.TextDocument, file: HttpFile): Promise<Surroundings> {
  const { readEnvironment } = await httpLanguage();
  const sources = await environments.sourcesOf(document);
  const environment = environments.chosen;
  const imports = await importsOf(document.uri, file);
  const places = [document.uri.toString(), ...imports.map(({ uri }) => uri)];
  return {
    ...(environment === undefined ? {} : { environment }),
    sources,
    known: readEnvironment(sources, environment),
    imports,
    profiles: profileNames(),
    exchange: name => places.map(place => sentExchanges.get(place, name)).find(Boolean),
    processEnv: name => process.env[name],
  };
}

/** The files that a file imports, and those that these import. */
async function importsOf(document: vscode.Uri, file: HttpFile): Promise<ImportedFile[]> {
  const { parseHttpFile } = await httpLanguage();
  const found = new Map<string, ImportedFile>();
  const open: { readonly from: vscode.Uri; readonly file: HttpFile }[] = [{ from: document, file }];
  for (let next = open.shift(); next && found.size < mostImports; next = open.shift()) {
    for (const { text } of next.file.imports) {
      const read = await readBeside(next.from, text);
      if (!read || found.has(`${read.uri}`) || `${read.uri}` === `${document}`) continue;
      const imported = parseHttpFile(new TextDecoder().decode(read.bytes));
      const label = vscode.workspace.asRelativePath(read.uri);
      found.set(`${read.uri}`, { label, uri: `${read.uri}`, file: imported });
      open.push({ from: read.uri, file: imported });
    }
  }
  return [...found.values()];
}

/** The folder of the file and those above it, up to that of the workspace. */
function foldersUp(file: vscode.Uri, root: vscode.Uri | undefined): vscode.Uri[] {
  const folders = [vscode.Uri.joinPath(file, '..')];
  for (let last = folders[0]; root && last && last.path !== root.path; ) {
    const parent = vscode.Uri.joinPath(last, '..');
    if (parent.path === last.path || !parent.path.startsWith(root.path)) break;
    folders.push(parent);
    last = parent;
  }
  return folders;
}

async function readSources(folders: readonly vscode.Uri[]): Promise<EnvironmentSource[]> {
  const { environmentFile } = await httpLanguage();
  const found: { readonly rank: number; readonly source: EnvironmentSource }[] = [];
  for (const folder of folders) {
    const entries = await vscode.workspace.fs.readDirectory(folder).then(undefined, () => []);
    for (const [name] of entries) {
      const kind = environmentFile(name);
      if (!kind) continue;
      const uri = vscode.Uri.joinPath(folder, name);
      const bytes = await vscode.workspace.fs.readFile(uri).then(undefined, () => undefined);
      if (!bytes) continue;
      const label = vscode.workspace.asRelativePath(uri);
      const { rank, ...rest } = kind;
      found.push({ rank, source: { ...rest, label, uri: `${uri}`, text: new TextDecoder().decode(bytes) } });
    }
  }
  // Of the same kind the nearer one is stronger; sorting keeps that order.
  return found.sort((a, b) => a.rank - b.rank).map(({ source }) => source);
}

function settingSources(document: vscode.Uri): EnvironmentSource[] {
  return settingsOfOthers.flatMap(name => {
    const value = vscode.workspace.getConfiguration(name, document).get<unknown>('environmentVariables');
    return typeof value === 'object' && value !== null
      ? [{ label: `the setting "${name}.environmentVariables"`, kind: 'json', text: JSON.stringify(value) } as const]
      : [];
  });
}
