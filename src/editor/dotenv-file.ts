import { Uri, WorkspaceEdit, workspace } from 'vscode';

/** The `.env` at the top of the workspace folder, where programs look for it. */
export function dotenvOfFolder(document: Uri): Uri | undefined {
  const folder = workspace.getWorkspaceFolder(document);
  return folder && Uri.joinPath(folder.uri, '.env');
}

/** The `.env` in the same folder, where an .http file looks for it. */
export function dotenvBeside(document: Uri): Uri | undefined {
  return workspace.getWorkspaceFolder(document) && Uri.joinPath(document, '..', '.env');
}

export async function readDotenv(file: Uri): Promise<string> {
  const open = workspace.textDocuments.find(({ uri }) => uri.toString() === file.toString());
  return open?.getText() ?? (await readText(file)) ?? '';
}

/** Adds to the end of the file, which is made where there is none, and saves it. */
export async function appendToDotenv(file: Uri, text: string): Promise<void> {
  if ((await readText(file)) === undefined) await workspace.fs.writeFile(file, new Uint8Array());
  const document = await workspace.openTextDocument(file);
  const edit = new WorkspaceEdit();
  edit.insert(file, document.lineAt(document.lineCount - 1).range.end, text);
  if (!(await workspace.applyEdit(edit)) || !(await document.save()))
    throw new Error(`"${file.path}" cannot be written`);
}

/** Whether Git would take the file in. */
export async function isSharedByGit(file: Uri): Promise<boolean> {
  const folder = workspace.getWorkspaceFolder(file)?.uri;
  if (!folder) return false;
  const isRepository = await workspace.fs.stat(Uri.joinPath(folder, '.git')).then(
    () => true,
    () => false,
  );
  if (!isRepository) return false;
  const ignores = [Uri.joinPath(folder, '.gitignore'), Uri.joinPath(file, '..', '.gitignore')];
  const files = await Promise.all(ignores.map(async uri => ({ path: uri.path, text: (await readText(uri)) ?? '' })));
  const { Gitignore } = await import('./gitignore.ts');
  return !new Gitignore(files).ignores(file.path);
}

function readText(file: Uri): Thenable<string | undefined> {
  return workspace.fs.readFile(file).then(
    bytes => new TextDecoder().decode(bytes),
    () => undefined,
  );
}
