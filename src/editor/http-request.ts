import { type TextDocument, Uri, window, workspace } from 'vscode';
import { type FileRequest, type HttpFile, promptsOf } from '../request/http-file.ts';
import type { ImportedRequest } from '../request/importer.ts';
import { parseHttpFile } from '../request/importers/http-file.ts';
import type { Exchange } from '../request/model.ts';
import type { RequestProblem } from '../request/problem.ts';
import { resolveRequest } from '../request/resolve.ts';

/** A value may name a variable or a file that has to be looked up in its turn; more rounds than this are a circle. */
const mostRounds = 8;

export type Prepared =
  | { readonly kind: 'request'; readonly request: ImportedRequest }
  | { readonly kind: 'problem'; readonly problem: RequestProblem }
  | { readonly kind: 'cancelled' };

/** The request whose section has this offset. */
export function requestAt(file: HttpFile, offset: number): number {
  return file.requests.findIndex(({ section }) => section.start <= offset && offset < section.end);
}

/** What a request of a list or a tab is called. */
export function nameOf(request: FileRequest): string {
  return request.name?.text ?? request.title ?? `${request.method.text} ${request.url.text}`;
}

/**
 * The request ready to be sent: what its text names is read, and what nobody defines is asked for, so that no `{{token}}`
 * goes out as it stands. `exchanges` are the earlier ones by the name of their request.
 */
export async function prepareRequest(
  document: TextDocument,
  index: number,
  exchanges: (name: string) => Exchange | undefined,
): Promise<Prepared> {
  const file = parseHttpFile(document.getText());
  const written = file.requests[index];
  if (!written) return { kind: 'cancelled' };
  const variables = new Map<string, string>();
  for (const { name, question, secret } of promptsOf(written)) {
    const value = await window.showInputBox({ prompt: question, password: secret, ignoreFocusOut: true });
    if (value === undefined) return { kind: 'cancelled' };
    variables.set(name, value);
  }
  const files = new Map<string, string | undefined>();
  const dotenv = await readDotenv(document);
  for (let round = 0; ; round++) {
    const wantedFiles = new Set<string>();
    const wantedNames = new Set<string>();
    const { request, problems } = resolveRequest(file, index, {
      variable(name) {
        const value = variables.get(name) ?? dotenv.get(name);
        if (value === undefined && isAskable(file, name)) wantedNames.add(name);
        return value;
      },
      exchange: exchanges,
      processEnv: name => process.env[name],
      dotenv: name => dotenv.get(name),
      file(path) {
        if (!files.has(path)) wantedFiles.add(path);
        return files.get(path);
      },
      now: Date.now(),
      utcOffset: -new Date().getTimezoneOffset(),
      random: Math.random,
    });
    if ((wantedFiles.size > 0 || wantedNames.size > 0) && round < mostRounds) {
      for (const path of wantedFiles) files.set(path, await readBeside(document, path));
      for (const name of wantedNames) {
        const value = await askVariable(name);
        if (value === undefined) return { kind: 'cancelled' };
        variables.set(name, value);
      }
      continue;
    }
    const problem = problems.find(({ severity }) => severity === 'error');
    if (problem) return { kind: 'problem', problem };
    return request ? { kind: 'request', request } : { kind: 'cancelled' };
  }
}

/** A plain name, and not a piece of the response of another request of the file. */
function isAskable(file: HttpFile, name: string): boolean {
  return (
    /^[\w.-]+$/.test(name) && !file.requests.some(request => request.name && name.startsWith(`${request.name.text}.`))
  );
}

function askVariable(name: string): Thenable<string | undefined> {
  return window.showInputBox({
    title: `"{{${name}}}" has no value`,
    prompt: `The value of "${name}", for this time only`,
    password: /token|secret|pass|key|pwd|auth/i.test(name),
    ignoreFocusOut: true,
  });
}

async function readDotenv(document: TextDocument): Promise<ReadonlyMap<string, string>> {
  const text = (await readBeside(document, '.env')) ?? '';
  const values = new Map<string, string>();
  for (const line of text.split('\n')) {
    const equals = line.indexOf('=');
    const name = line
      .slice(0, Math.max(0, equals))
      .trim()
      .replace(/^export /, '')
      .trim();
    const value = line.slice(equals + 1).trim();
    const quoted = value.length > 1 && /^["']/.test(value) && value.at(-1) === value[0];
    if (/^[\w.-]+$/.test(name)) values.set(name, quoted ? value.slice(1, -1) : value);
  }
  return values;
}

/** A file relative to the document, then to the workspace; read through the editor, because it may be on another machine. */
async function readBeside(document: TextDocument, path: string): Promise<string | undefined> {
  if (document.isUntitled) return undefined;
  const folder = workspace.getWorkspaceFolder(document.uri)?.uri;
  const places = path.startsWith('/')
    ? [document.uri.with({ path })]
    : [Uri.joinPath(document.uri, '..', path), ...(folder ? [Uri.joinPath(folder, path)] : [])];
  for (const place of places) {
    try {
      return new TextDecoder().decode(await workspace.fs.readFile(place));
    } catch {
      // The next place, or the problem that the resolver reports.
    }
  }
  return undefined;
}
