// `npm start`: the extension and its lab in a real editor. A desktop VS Code opens with the extension under development; where
// there is none, the newest server host serves the packaged extension to any browser. Runs until Ctrl+C.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLab } from '../../src/lab/lab.ts';
import { installHost } from './hosts/install.ts';
import { buildExtension, packageExtension } from './package.ts';
import { startServer } from './server.ts';
import { windowAddress } from './workbench.ts';

const root = join(import.meta.dirname, '../..');

buildExtension();
const lab = await startLab();
const folder = mkdtempSync(join(tmpdir(), 'why401-lab-'));
const file = join(folder, 'lab.http');
writeFileSync(file, lab.httpFile);

const desktop = findDesktop();
const stopEditor = desktop ? startDesktop(desktop) : await serve();
console.log('Every request in lab.http fails for a reason of its own: send one and read why. Ctrl+C ends it.');

process.once('SIGINT', async () => {
  await stopEditor();
  await lab.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit();
});

function findDesktop(): string | undefined {
  const program = process.env.VSCODE_EXECUTABLE ?? 'code';
  const { status } = spawnSync(program, ['--version'], { stdio: 'ignore', shell: process.platform === 'win32' });
  return status === 0 ? program : undefined;
}

function startDesktop(program: string): () => Promise<void> {
  spawn(program, ['--new-window', `--extensionDevelopmentPath=${root}`, folder, file], {
    stdio: 'ignore',
    shell: process.platform === 'win32',
  });
  return async () => {};
}

async function serve(): Promise<() => Promise<void>> {
  const server = await startServer(installHost('latest'), { vsix: packageExtension() });
  console.log(`\nVS Code ${server.host.version} with Why401: ${windowAddress(server, folder, [], file)}\n`);
  return server.stop;
}
