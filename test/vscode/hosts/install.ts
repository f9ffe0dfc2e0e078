// The two VS Codes of the tests, from npm: code-server packages carry VS Code's own server build, complete with the real
// extension host (MINOR.PATCH is VS Code's version). Nothing is compiled: the two native modules have stand-ins.
// `min` is the oldest version that engines.vscode allows, on the Node it came with; `latest` runs on this project's Node.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type HostName = 'latest' | 'min';
export const hostNames: readonly HostName[] = ['latest', 'min'];

export interface Host {
  readonly name: HostName;
  /** VS Code's version. */
  readonly version: string;
  /** The Node that runs the server and its extension host. */
  readonly node: string;
  /** The server's entry point. */
  readonly main: string;
}

/** Installs the host's packages unless they already are what its lockfile says. */
export function installHost(name: HostName): Host {
  const folder = join(import.meta.dirname, name);
  const modules = join(folder, 'node_modules');
  const marker = join(modules, '.installed');
  const wanted = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');

  if (!existsSync(marker) || readFileSync(marker, 'utf8') !== wanted) {
    const { status, stderr } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (status !== 0) throw new Error(`"npm ci" failed in ${folder}:\n${stderr}`);
    // Server and browser both look for their packages beside the server.
    symlinkSync('../../..', join(modules, 'code-server/lib/vscode/node_modules'), 'dir');
    writeFileSync(marker, wanted);
  }

  const ownNode = readdirSync(modules).find(entry => entry.startsWith(`node-${process.platform}-`));
  const server = join(modules, 'code-server/lib/vscode');
  return {
    name,
    version: JSON.parse(readFileSync(join(server, 'package.json'), 'utf8')).version,
    node: ownNode ? join(modules, ownNode, 'bin/node') : process.execPath,
    main: join(server, 'out/server-main.js'),
  };
}
