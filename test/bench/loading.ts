// How long it takes until a request of a `.http` file is answered, from nothing: `npm run bench:loading`. A process of the
// command line against one of httpYac, whose editor extension is a shell around the same core, and beside them what loading
// the extension costs the editor at its start. REST Client cannot be had from npm.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const rounds = 9;
const root = join(import.meta.dirname, '../..');
const packages = join(import.meta.dirname, 'packages');
const httpyac = join(packages, 'node_modules/httpyac/bin/httpyac.js');

await run('node', [join(root, 'esbuild.js'), '--production'], root);
if (!existsSync(httpyac))
  await run('npm', ['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'], packages);

let answered = 0;
const server = createServer((_, response) => {
  answered++;
  response.end('{"ok":true}');
}).listen(0, '127.0.0.1');
await new Promise(resolve => server.once('listening', resolve));
const folder = mkdtempSync(join(tmpdir(), 'why401-loading-'));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
writeFileSync(join(folder, 'a.http'), `GET ${url}\nAuthorization: Bearer 2YotnFZFEjr1zCsicMWpAA\n`);

/** With a `vscode` that has whatever is asked of it. */
const load = `
  const { Module } = require('node:module');
  const original = Module._load;
  const stub = new Proxy(function () {}, { get: (_, name) => (name === 'then' ? undefined : stub), construct: () => stub });
  Module._load = (name, ...rest) => (name === 'vscode' ? Object.create(stub) : original(name, ...rest));
  require(${JSON.stringify(join(root, 'dist/extension.js'))});`;

const ways: Readonly<Record<string, { readonly args: readonly string[]; readonly sends: boolean }>> = {
  'node alone': { args: ['-e', '0'], sends: false },
  'why401, the extension loaded': { args: ['-e', load], sends: false },
  'why401, a request answered': { args: [join(root, 'dist/cli.js'), 'send', '--http', 'a.http'], sends: true },
  'httpYac, a request answered': { args: [httpyac, 'send', 'a.http', '--all'], sends: true },
};

const times = new Map<string, number[]>();
// Interleaved, so that a busy moment of the machine is not one way's alone; the first round warms up.
for (let round = 0; round <= rounds; round++) {
  for (const [name, { args, sends }] of Object.entries(ways)) {
    const before = answered;
    const began = performance.now();
    await run(process.execPath, args, folder);
    if (round > 0) times.set(name, [...(times.get(name) ?? []), performance.now() - began]);
    if (answered - before !== Number(sends)) throw new Error(`"${name}" sent ${answered - before} requests`);
  }
}
server.close();
rmSync(folder, { recursive: true });

for (const [name, all] of times) {
  const sorted = all.toSorted((a, b) => a - b);
  const [least, median, most] = [0, Math.floor(rounds / 2), rounds - 1].map(index => sorted[index]?.toFixed(0));
  console.log(`${name.padEnd(30)} ${median} ms at the median (${least} to ${most})`);
}

function run(program: string, args: readonly string[], cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.on('data', chunk => {
      errors += chunk;
    });
    child.once('error', reject);
    child.once('exit', code =>
      code === 0 ? resolve() : reject(new Error(`${program} failed: ${errors.slice(-1000)}`)),
    );
  });
}
