import { Uri, workspace } from 'vscode';

/** A file relative to another one, then to the workspace; read through the editor, because it may be on another machine. */
export async function readBeside(
  file: Uri,
  path: string,
): Promise<{ readonly uri: Uri; readonly bytes: Uint8Array } | undefined> {
  if (file.scheme === 'untitled') return undefined;
  const folder = workspace.getWorkspaceFolder(file)?.uri;
  const written = path.replaceAll('\\', '/');
  const places = written.startsWith('/')
    ? [file.with({ path: written })]
    : [Uri.joinPath(file, '..', written), ...(folder ? [Uri.joinPath(folder, written)] : [])];
  for (const uri of places) {
    try {
      return { uri, bytes: await workspace.fs.readFile(uri) };
    } catch {
      // The next place, or the problem that the resolver reports.
    }
  }
  return undefined;
}
