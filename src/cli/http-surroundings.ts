import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import { type EnvironmentSource, environmentFile, environmentNames, readEnvironment } from '../request/environments.ts';
import type { HttpFile } from '../request/http-file.ts';
import { lookupFrom } from '../request/http-language/surroundings.ts';
import { parseHttpFile } from '../request/importers/http-file.ts';
import type { Lookup } from '../request/lookup.ts';
import { type Io, UsageError } from './io.ts';

const mostImports = 20;

/** What the files around a `.http` file say: environments in its folder and those above it, imports, body files. */
export function lookupAround(folder: string, file: HttpFile, environment: string | undefined, io: Io): Lookup {
  const sources = sourcesAround(folder, io.cwd);
  const names = environmentNames(sources);
  if (environment !== undefined && !names.includes(environment)) {
    const there = names.length > 0 ? `there is ${names.join(', ')}` : 'no file around it names any';
    throw new UsageError(`--env is "${environment}"; ${there}`);
  }
  const imports = importsOf(folder, file).map(imported => ({ label: '', uri: '', file: imported }));
  const known = readEnvironment(sources, environment);
  return {
    ...lookupFrom({
      ...(environment === undefined ? {} : { environment }),
      sources,
      known,
      imports,
      processEnv: name => io.environment[name],
    }),
    file: path => readBytes(resolve(folder, path)),
    now: io.now(),
    utcOffset: -new Date(io.now()).getTimezoneOffset(),
    random: Math.random,
  };
}

/** Up to the folder in which the command runs, where the file is in it. */
function sourcesAround(folder: string, cwd: string): EnvironmentSource[] {
  const folders = [folder];
  const isInside = !relative(cwd, folder).startsWith('..');
  for (let last = folder; isInside && last !== cwd && dirname(last) !== last; last = dirname(last))
    folders.push(dirname(last));
  return folders
    .flatMap(place => namesIn(place).map(name => ({ path: resolve(place, name), kind: environmentFile(name) })))
    .flatMap(({ path, kind }) => {
      const text = kind && readText(path);
      return kind && text !== undefined ? [{ ...kind, label: basename(path), text }] : [];
    })
    .sort((a, b) => a.rank - b.rank);
}

function importsOf(folder: string, file: HttpFile): HttpFile[] {
  const found = new Map<string, HttpFile>();
  const open = [{ folder, file }];
  for (let next = open.shift(); next && found.size < mostImports; next = open.shift()) {
    for (const { text } of next.file.imports) {
      const path = resolve(next.folder, text);
      const content = found.has(path) ? undefined : readText(path);
      if (content === undefined) continue;
      const imported = parseHttpFile(content);
      found.set(path, imported);
      open.push({ folder: dirname(path), file: imported });
    }
  }
  return [...found.values()];
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readBytes(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** Undefined for what is no text. */
function readText(path: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readBytes(path));
  } catch {
    return undefined;
  }
}
