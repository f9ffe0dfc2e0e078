// Starts one of the hosts as a server on loopback, with a profile of its own that goes when the server stops.
// A packaged .vsix is installed the way a user's would be; the extension host inherits `env`.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Host } from './hosts/install.ts';

export interface ServerOptions {
  readonly vsix?: string;
  readonly settings?: Record<string, unknown>;
  readonly env?: Record<string, string>;
  /** For a host suite: lets a page load an extension under development and its tests, but refuses modal dialogs. */
  readonly forTests?: boolean;
}

export interface Server {
  readonly host: Host;
  /** `127.0.0.1:port`, also the remote authority of every file. */
  readonly authority: string;
  readonly settings: UserSettings;
  stop(): Promise<void>;
}

/** The settings.json of the server's user. A window reads it when it opens. */
export interface UserSettings {
  /** Adds values to those the server started with, in place of earlier additions. */
  set(values: Record<string, unknown>): void;
}

/** A window with nothing in it but the editor: no chat, welcome, update, telemetry or trust prompt. */
const quietSettings = {
  'chat.disableAIFeatures': true,
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'window.menuBarVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'git.enabled': false,
  'security.workspace.trust.enabled': false,
};

const startLimit = 60_000;

export async function startServer(host: Host, options: ServerOptions = {}): Promise<Server> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'why401-'));
  const settings = userSettings(join(dataFolder, 'data/User/settings.json'), { ...quietSettings, ...options.settings });
  const common = ['--accept-server-license-terms', '--server-data-dir', dataFolder];
  if (options.vsix) installExtension(host, options.vsix, common);

  const child = spawn(
    host.node,
    [
      host.main,
      ...common,
      ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token'],
      ...['--telemetry-level', 'off'],
      ...(options.forTests ? ['--enable-smoke-test-driver'] : []),
    ],
    {
      // With no gallery the browser asks no marketplace; with a home of its own the editor reads nobody's files.
      env: { ...process.env, EXTENSIONS_GALLERY: '{}', HOME: dataFolder, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const stop = async () => {
    await ended(child);
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', () => child.kill('SIGKILL'));
  try {
    return { host, authority: `127.0.0.1:${await portOf(child)}`, settings, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function userSettings(file: string, initial: Record<string, unknown>): UserSettings {
  mkdirSync(dirname(file), { recursive: true });
  const set = (values: Record<string, unknown>) => writeFileSync(file, JSON.stringify({ ...initial, ...values }));
  set({});
  return { set };
}

function installExtension(host: Host, vsix: string, common: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(
    host.node,
    [host.main, ...common, '--install-extension', vsix, '--force'],
    { encoding: 'utf8' },
  );
  if (status !== 0 || !stdout.includes('successfully installed'))
    throw new Error(`VS Code ${host.version} did not install ${vsix}:\n${stdout}${stderr}`);
}

function portOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(() => reject(new Error(`The server did not listen in time:\n${output}`)), startLimit);
    const read = (chunk: Buffer) => {
      output += chunk;
      const port = /Extension host agent listening on (\d+)\s/.exec(output)?.[1];
      if (!port) return;
      clearTimeout(timer);
      resolve(port);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', reject);
    child.once('exit', code => reject(new Error(`The server ended with ${code}:\n${output}`)));
  });
}

/** Ends the server and what it started: in 1.100 an extension host may outlive its server. */
function ended(child: ChildProcess): Promise<void> {
  const started = descendants(child.pid);
  return new Promise(resolve => {
    const finish = () => {
      for (const pid of started) end(pid);
      resolve();
    };
    if (child.exitCode !== null || child.signalCode !== null) return finish();
    child.once('exit', finish);
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 5_000).unref();
  });
}

function descendants(pid: number | undefined): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
    return children.flatMap(child => [child, ...descendants(child)]);
  } catch {
    return [];
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
