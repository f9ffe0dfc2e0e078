// Which files a command reads. Folders are walked in the order of their names, without what .gitignore leaves out.
import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { nameOfInput, readInput, reasonOf } from './input.ts';
import { type Io, UsageError } from './io.ts';

export interface Source {
  /** As the user would name it, with slashes. */
  readonly file: string;
  /** Absent for stdin. */
  readonly path?: string;
  /** Without its byte order mark, which editors do not count as a column. */
  readonly text: string;
  readonly mark: '' | '\uFEFF';
  /** Whether `mark` and `text` are all of the file, so that it may be written back. */
  readonly exact: boolean;
}

export interface SkippedFile {
  readonly file: string;
  readonly reason: string;
}

const largest = 5 * 1024 * 1024;
const neverWalked = new Set(['.git', '.hg', '.svn', 'node_modules']);

/** Reads files, folders and stdin. What is left out is handed to `skip` and said on stderr. */
export async function* readSources(
  paths: readonly string[],
  io: Io,
  skip: (file: SkippedFile) => void = () => undefined,
): AsyncGenerator<Source> {
  if (paths.includes('-') && paths.length > 1) throw new UsageError('- (stdin) cannot be read along with other paths');
  if (paths[0] === '-') {
    yield { file: nameOfInput('-'), text: await readInput(io, '-'), mark: '', exact: true };
    return;
  }
  const seen = new Set<string>();
  for (const path of paths.length > 0 ? paths : ['.']) {
    for await (const found of walk(path, io)) {
      if (io.interrupted.aborted) return;
      if (seen.has(found.path)) continue;
      seen.add(found.path);
      const source = 'reason' in found ? found : readSource(found.file, found.path);
      if (!('reason' in source)) yield source;
      else {
        io.writeError(`why401: skipped ${source.file}: ${source.reason}\n`);
        skip({ file: source.file, reason: source.reason });
      }
    }
  }
}

interface Found {
  readonly file: string;
  readonly path: string;
}

async function* walk(given: string, io: Io): AsyncGenerator<Found | (Found & SkippedFile)> {
  const path = resolve(io.cwd, given);
  const file = toSlashes(relative(io.cwd, path).startsWith('..') || isAbsolute(given) ? path : relative(io.cwd, path));
  try {
    const kind = await stat(path);
    if (kind.isFile()) yield { file, path };
    else if (!kind.isDirectory()) throw new Error('it is neither a file nor a folder; - reads what is piped in');
    else yield* walkFolder(path, file, await ignoresAbove(path), io.interrupted);
  } catch (error) {
    throw new UsageError(`cannot read "${given}": ${reasonOf(error)}`);
  }
}

/** The rules of one .gitignore, which speak of paths relative to its folder. */
interface Ignores {
  readonly folder: string;
  readonly rules: Ignore;
}

async function* walkFolder(
  folder: string,
  name: string,
  above: readonly Ignores[],
  interrupted: AbortSignal,
): AsyncGenerator<Found | (Found & SkippedFile)> {
  const own = await readIgnores(folder);
  const ignores = own ? [...above, own] : above;
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (interrupted.aborted) return;
    const found = { path: join(folder, entry.name), file: name === '' ? entry.name : `${name}/${entry.name}` };
    if (neverWalked.has(entry.name) || isIgnored(ignores, found.path, entry.isDirectory())) continue;
    if (entry.isFile()) yield found;
    if (!entry.isDirectory()) continue;
    try {
      yield* walkFolder(found.path, found.file, ignores, interrupted);
    } catch (error) {
      yield { ...found, reason: reasonOf(error) };
    }
  }
}

/** The .gitignore files of the folders above, up to the root of the repository. */
async function ignoresAbove(path: string): Promise<Ignores[]> {
  const ignores: Ignores[] = [];
  for (let folder = path; !(await exists(join(folder, '.git'))) && dirname(folder) !== folder; ) {
    folder = dirname(folder);
    const rules = await readIgnores(folder);
    if (rules) ignores.unshift(rules);
  }
  // A folder that the user names is read although the repository ignores it.
  return isIgnored(ignores, path, true) ? [] : ignores;
}

async function readIgnores(folder: string): Promise<Ignores | undefined> {
  try {
    const text = await readFile(join(folder, '.gitignore'), 'utf8');
    return { folder, rules: ignore({ allowRelativePaths: true }).add(text) };
  } catch {
    return undefined;
  }
}

/** The .gitignore that is nearest and says anything decides. */
function isIgnored(ignores: readonly Ignores[], path: string, isFolder: boolean): boolean {
  for (const { folder, rules } of ignores.toReversed()) {
    const { ignored, unignored } = rules.test(toSlashes(relative(folder, path)) + (isFolder ? '/' : ''));
    if (ignored || unignored) return ignored;
  }
  return false;
}

/** At once and not by promises, which would take most of the time that the reading of many small files takes. */
function readSource(file: string, path: string): Source | SkippedFile {
  try {
    if (statSync(path).size > largest) return { file, reason: 'larger than 5 MiB' };
    const bytes = readFileSync(path);
    // What git takes for binary, too: a zero byte near the beginning.
    if (bytes.subarray(0, 8000).includes(0)) return { file, reason: 'binary' };
    const whole = bytes.toString('utf8');
    const mark = whole.startsWith('\uFEFF') ? '\uFEFF' : '';
    return { file, path, text: whole.slice(mark.length), mark, exact: isUtf8(bytes) };
  } catch (error) {
    return { file, reason: reasonOf(error) };
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function toSlashes(path: string): string {
  return path.split(sep).join('/');
}
