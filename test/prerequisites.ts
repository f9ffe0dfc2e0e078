// What the suites need beside npm: a browser, and the servers that the requests are sent to. On Debian and as root they are
// installed; elsewhere a missing one is named and its suite fails.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from './vscode/browser.ts';

export function ensureBrowser(): void {
  if (!findBrowser()) install(['chromium']);
  if (!findBrowser()) throw new Error('No Chromium, Chrome or Edge found: install one, or name it in CHROME_PATH');
}

/** The Debian packages that test/servers names, one a line. */
export function ensureServers(): void {
  const list = join(import.meta.dirname, 'servers/debian-packages.txt');
  const missing = readFileSync(list, 'utf8')
    .split('\n')
    .map(line => line.replace(/#.*/, '').trim())
    .filter(name => name !== '' && !isInstalled(name));
  if (missing.length > 0 && !install(missing))
    throw new Error(`test/servers needs these Debian packages: ${missing.join(' ')}: install them with apt-get`);
}

function isInstalled(name: string): boolean {
  const { status, stdout } = spawnSync('dpkg-query', ['--show', '--showformat=${Status}', name], { encoding: 'utf8' });
  return status === 0 && stdout.includes('install ok installed');
}

function install(names: readonly string[]): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  console.log(`Installing with apt-get: ${names.join(' ')}`);
  // What a machine of tests installs need not outlive a power cut: dpkg is several times faster without its syncs.
  const unsafe = ['--option', 'Dpkg::Options::=--force-unsafe-io'];
  return aptGet('update', '--quiet') && aptGet('install', '--yes', '--no-install-recommends', ...unsafe, ...names);
}

function aptGet(...args: readonly string[]): boolean {
  const { status, stdout, stderr } = spawnSync('apt-get', args, {
    encoding: 'utf8',
    // Run level 1 keeps the packages from starting their services.
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
  });
  if (status !== 0) console.error(`apt-get ${args.join(' ')} failed:\n${stdout}${stderr}`);
  return status === 0;
}
