// What is known around a `.http` file: the environment, the imported files, and what was sent before.
import { findEnvironmentAuth } from '../environment-auth.ts';
import { readEnvironmentTls } from '../environment-tls.ts';
import type { EnvironmentSource, EnvironmentVariables } from '../environments.ts';
import type { HttpFile } from '../http-file.ts';
import type { Lookup } from '../lookup.ts';
import type { Exchange } from '../model.ts';

export interface ImportedFile {
  /** As people call it, such as a path relative to the workspace. */
  readonly label: string;
  readonly uri: string;
  readonly file: HttpFile;
}

export interface Surroundings {
  /** The chosen one. */
  readonly environment?: string;
  readonly sources: readonly EnvironmentSource[];
  /** Of `sources` in the chosen environment. */
  readonly known: EnvironmentVariables;
  readonly imports: readonly ImportedFile[];
  /** Names for `# @profile`; absent where nobody knows of profiles. */
  readonly profiles?: readonly string[];
  exchange?(name: string): Exchange | undefined;
  processEnv?(name: string): string | undefined;
}

/** For resolving; whoever sends adds the time, chance, files and answers. */
export function lookupFrom(around: Surroundings): Lookup {
  const { sources, environment, known, imports, profiles, exchange, processEnv } = around;
  const tls = readEnvironmentTls(sources, environment);
  return {
    ...(tls ? { tls } : {}),
    variable: name => known.variables.get(name)?.value,
    shared: name => known.shared.get(name)?.value,
    absence: name => known.variables.get(name)?.absent,
    auth: id => findEnvironmentAuth(sources, environment, id),
    dotenv: name => known.dotenv.get(name)?.value,
    imports: imports.map(({ file }) => file),
    ...(profiles ? { profiles } : {}),
    ...(exchange ? { exchange } : {}),
    ...(processEnv ? { processEnv } : {}),
  };
}
