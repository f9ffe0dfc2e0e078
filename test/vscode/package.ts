// The bundles, and the extension as a user installs it. The editor's tests run this file, never the source folder, so that something missing
// from the package is missed here first.
import { spawnSync } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { resultsFolder } from '../results.ts';

const root = join(import.meta.dirname, '../..');

export const packagedExtension = join(resultsFolder, 'why401.vsix');

/** What a download of the extension may weigh. */
const mostBytes = 600_000;

export function buildExtension(): void {
  node('esbuild.js', '--production');
}

export function packageExtension(): string {
  mkdirSync(dirname(packagedExtension), { recursive: true });
  node('node_modules/@vscode/vsce/vsce', 'package', '--no-dependencies', '--out', packagedExtension);
  const { size } = statSync(packagedExtension);
  if (size > mostBytes) throw new Error(`The package has ${size} bytes, and ${mostBytes} is the most`);
  return packagedExtension;
}

function node(...args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} failed:\n${stdout}${stderr}`);
}
