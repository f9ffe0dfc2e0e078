import * as vscode from 'vscode';
import { LineIndex } from '../../text/line-index.ts';
import { lintDocument, lintFile, toDiagnostic } from '../lint-document.ts';
import { settings } from '../settings.ts';

const mostFiles = 50_000;
const largest = 1_000_000;
/** Files that are read at the same time. */
const atOnce = 16;

/** Lints the files of the workspace that are not open, too, and lists their problems. Nothing is sent. */
export function register(): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('why401-scan');
  let scanned = new Set<string>();

  /** How many problems the file has. Those of an open document are shown by whoever watches it. */
  async function scan(file: vscode.Uri): Promise<number> {
    if (!settings.lint(file)) return 0;
    const open = findOpen(file);
    if (open) return (await lintDocument(open)).length;
    const text = await readText(file);
    const problems = text === undefined ? [] : await lintFile(file, text);
    if (text === undefined || problems.length === 0 || findOpen(file)) {
      collection.delete(file);
      return problems.length;
    }
    const lines = new LineIndex(text);
    const positionAt = (offset: number) => {
      const { line, column } = lines.position(offset);
      return new vscode.Position(line, column);
    };
    collection.set(
      file,
      problems.map(problem => toDiagnostic(file, problem, positionAt)),
    );
    return problems.length;
  }

  async function scanAll(): Promise<void> {
    const counts = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: 'Why401: scanning the workspace', cancellable: true },
      async (progress, cancelled) => {
        const files = await filesToScan(cancelled);
        collection.clear();
        scanned = new Set();
        const counts: number[] = [];
        for (let at = 0; at < files.length && !cancelled.isCancellationRequested; at += atOnce) {
          const some = files.slice(at, at + atOnce);
          counts.push(...(await Promise.all(some.map(scan))));
          for (const file of some) scanned.add(file.toString());
          progress.report({
            increment: (100 * some.length) / files.length,
            message: `${counts.length} of ${files.length} files`,
          });
        }
        return { counts, complete: !cancelled.isCancellationRequested, more: files.length === mostFiles };
      },
    );
    await tell(counts);
  }

  return vscode.Disposable.from(
    collection,
    vscode.commands.registerCommand('why401.scanWorkspace', scanAll),
    vscode.workspace.onDidOpenTextDocument(({ uri }) => collection.delete(uri)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (scanned.has(uri.toString())) void scan(uri);
    }),
  );
}

async function tell({
  counts,
  complete,
  more,
}: {
  readonly counts: readonly number[];
  readonly complete: boolean;
  readonly more: boolean;
}): Promise<void> {
  const problems = counts.reduce((sum, count) => sum + count, 0);
  const files = counts.filter(count => count > 0).length;
  const found = `${plural(problems, 'problem')} in ${plural(files, 'file')}`;
  const how = complete ? (more ? ` of the first ${mostFiles}` : '') : ', cancelled before the end';
  const show = 'Show Problems';
  const picked = await vscode.window.showInformationMessage(
    `Why401 found ${found}${how}.`,
    ...(problems > 0 ? [show] : []),
  );
  if (picked === show) await vscode.commands.executeCommand('workbench.actions.view.problems');
}

async function filesToScan(cancelled: vscode.CancellationToken): Promise<readonly vscode.Uri[]> {
  const exclude = excluded();
  const ignoreFiles = await vscode.workspace.findFiles('**/.gitignore', exclude, 1_000, cancelled);
  const { Gitignore } = await import('../gitignore.ts');
  const ignores = new Gitignore(
    await Promise.all(ignoreFiles.map(async file => ({ path: file.path, text: (await readText(file)) ?? '' }))),
  );
  const files = await vscode.workspace.findFiles('**/*', exclude, mostFiles, cancelled);
  return files.filter(file => !ignores.ignores(file.path));
}

/** What the settings keep out of the explorer and out of searches, as one pattern. */
function excluded(): string {
  const patterns = ['files', 'search'].flatMap(section =>
    Object.entries(vscode.workspace.getConfiguration(section).get<Record<string, unknown>>('exclude', {})),
  );
  const names = patterns.filter(([, on]) => on === true).map(([pattern]) => pattern);
  return `{${[...new Set([...names, '**/node_modules', '**/.git'])].join(',')}}`;
}

/** Undefined for what is too big, binary or gone. */
async function readText(file: vscode.Uri): Promise<string | undefined> {
  try {
    if ((await vscode.workspace.fs.stat(file)).size > largest) return undefined;
    const bytes = await vscode.workspace.fs.readFile(file);
    return bytes.subarray(0, 8_000).includes(0) ? undefined : new TextDecoder().decode(bytes);
  } catch {
    return undefined;
  }
}

function findOpen(file: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === file.toString());
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
