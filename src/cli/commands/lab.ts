import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Lab } from '../../lab/lab.ts';
import { parseArguments, usageOf } from '../arguments.ts';
import { reasonOf } from '../input.ts';
import { type Command, exitStatus, type Io, UsageError } from '../io.ts';

export const labCommand: Command = {
  name: 'lab',
  summary: 'start the lab and write its .http file',
  usage: usageOf(
    `lab [FILE] [OPTIONS]

Starts servers on this computer that fail in every way that Why401 explains, and writes the requests to FILE
(401-lab.http without it), for any editor or runner of .http files. Runs until it is interrupted.`,
    {},
  ),
  run,
};

async function run(args: readonly string[], io: Io): Promise<number> {
  const { positionals } = parseArguments(args, {});
  const [file = '401-lab.http', ...more] = positionals;
  if (more.length > 0) throw new UsageError(`"${more[0]}" is one argument too many; lab takes one FILE`);
  const { startLab } = await import('../../lab/lab.ts');
  const lab: Lab = await startLab();
  try {
    await writeFile(resolve(io.cwd, file), lab.httpFile);
    io.writeOut(`The lab is open at ${lab.origin}; ${file} has ${lab.requests.length} requests. Ctrl+C closes it.\n`);
    if (!io.interrupted.aborted) await once(io.interrupted, 'abort');
    return exitStatus.interrupted;
  } catch (error) {
    throw new UsageError(`cannot write "${file}": ${reasonOf(error)}`);
  } finally {
    await lab.stop();
  }
}
