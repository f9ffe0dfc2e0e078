// How much CPU time the lint takes for each megabyte of real source, against secretlint and ripgrep in the same run:
// `npm run bench`. The source is a few npm packages, pinned in test/bench/packages and installed there on the first run.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { hit } from '../../src/lint/sites/windows.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(import.meta.dirname, 'packages');
const rounds = 5;
const largest = 5 * 1024 * 1024;
const jwtPattern = String.raw`\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{2,}\.[A-Za-z0-9_-]*`;

/** What secretlint reads: it takes longer for each megabyte the more it reads in one run, so this flatters it. */
const slice = ['axios', 'openid-client', 'stripe', 'superagent', 'undici'];

/** The target was set against 12, whose cost grows faster than the number of files; 13 has that mended. */
const secretlints = [
  { version: 12, program: 'secretlint-12', preset: 'preset-recommend-12' },
  { version: 13, program: 'secretlint', preset: '@secretlint/secretlint-rule-preset-recommend' },
] as const;

/** Targets, in milliseconds for a megabyte, and as a ratio. */
const targets = { prefilter: 2, lint: 50, ratio: 14 };

interface Measured {
  /** Median of the rounds, user and system time of the process, in milliseconds. */
  readonly cpu: number;
  readonly spread: string;
  readonly megabytes: number;
}

run();

function run(): void {
  execute(process.execPath, [join(root, 'esbuild.js'), '--production'], root);
  if (!existsSync(join(folder, 'node_modules/secretlint')))
    execute('npm', ['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'], folder);
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const tree = Object.keys(dependencies).map(name => join(folder, 'node_modules', name));
  const small = slice.map(name => join(folder, 'node_modules', name));
  const files = tree.flatMap(textFiles);
  const megabytes = sizeOf(files);
  const smallMegabytes = sizeOf(small.flatMap(textFiles));
  console.log(
    `${files.length} text files, ${megabytes.toFixed(1)} MB; the slice for secretlint is ${smallMegabytes.toFixed(1)} MB\n`,
  );

  const lint = (paths: readonly string[]) => [
    process.execPath,
    join(root, 'dist/cli.js'),
    'lint',
    '--exit-zero',
    '--format=json',
    ...paths,
  ];
  const whole = measure(() => cpuOf(lint(tree)), megabytes);
  report('why401 lint, whole tree', whole, { below: targets.lint });
  report(
    'prefilter, in this process',
    measure(() => prefilter(files), megabytes),
    { below: targets.prefilter },
  );
  const starting = measure(() => cpuOf([process.execPath, join(root, 'dist/cli.js'), '--version']), 1);
  console.log(`  of which starting the process: ${starting.cpu.toFixed(0)} ms a run`);
  if (spawnSync('rg', ['--version']).error) console.log('ripgrep is not installed');
  else {
    const ripgrep = ['rg', '-j1', '--no-ignore', '--hidden', '-c', jwtPattern, ...tree];
    report(
      'ripgrep -j1, JWT pattern, whole tree',
      measure(() => cpuOf(ripgrep), megabytes),
    );
  }
  const onSlice = measure(() => cpuOf(lint(small)), smallMegabytes);
  report('why401 lint, slice', onSlice);
  for (const secretlint of secretlints) {
    const measured = measureSecretlint(secretlint, small, smallMegabytes);
    report(`secretlint ${secretlint.version} preset-recommend, slice`, measured);
    const ratios = [whole, onSlice].map(ours => perMegabyte(measured) / perMegabyte(ours));
    const [onTree = 0, alike = 0] = ratios;
    const verdict =
      secretlint.version > 12 ? '' : `  (at least ${targets.ratio}×: ${alike >= targets.ratio ? 'ok' : 'MISSED'})`;
    console.log(`  that is ${alike.toFixed(1)}× the lint on the slice, ${onTree.toFixed(1)}× on the tree${verdict}`);
  }
  console.log('\nTokens (test/bench/tokens.ts)');
  execute(process.execPath, [join(import.meta.dirname, 'tokens.ts')], root);
}

/** One run for each package, as secretlint is at its best. It never reads node_modules, so it gets copies. */
function measureSecretlint(
  { program, preset, version }: (typeof secretlints)[number],
  paths: readonly string[],
  megabytes: number,
): Measured {
  const scratch = mkdtempSync(join(tmpdir(), 'why401-bench-'));
  try {
    const config = join(scratch, 'secretlintrc.json');
    const rule = join(folder, 'node_modules', preset);
    writeFileSync(config, JSON.stringify({ rules: [{ id: rule }] }));
    const script = join(folder, 'node_modules', program, 'bin/secretlint.js');
    const options = version === 12 ? [] : ['--no-gitignore'];
    const commands = paths.map(path => {
      const copy = join(scratch, basename(path));
      cpSync(path, copy, { recursive: true });
      return [process.execPath, script, '--secretlintrc', config, ...options, join(copy, '**/*')];
    });
    return measure(() => commands.reduce((sum, command) => sum + cpuOf(command), 0), megabytes);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function measure(round: () => number, megabytes: number): Measured {
  const times = Array.from({ length: rounds }, round).sort((a, b) => a - b);
  const [cpu = 0] = times.slice(Math.floor(rounds / 2));
  return { cpu, spread: `${times[0]?.toFixed(0)}–${times.at(-1)?.toFixed(0)}`, megabytes };
}

function perMegabyte({ cpu, megabytes }: Measured): number {
  return cpu / megabytes;
}

function report(name: string, measured: Measured, target?: { readonly below: number }): void {
  const figure = perMegabyte(measured);
  const verdict = target ? `  (below ${target.below}: ${figure < target.below ? 'ok' : 'MISSED'})` : '';
  const { cpu, spread } = measured;
  console.log(
    `${name.padEnd(38)} ${figure.toFixed(2).padStart(8)} ms/MB  ${cpu.toFixed(0).padStart(6)} ms CPU, ${spread}${verdict}`,
  );
}

/** The user and system time of a command and what it started, in milliseconds; a shell knows it, Node does not say it. */
function cpuOf(command: readonly string[]): number {
  const script = 'TIMEFORMAT="%3U %3S"; time "$@" >/dev/null 2>&1 </dev/null';
  const { stderr, status, error } = spawnSync('bash', ['-c', script, 'bash', ...command], { encoding: 'utf8' });
  // 1 says that something was found, or with ripgrep that nothing was.
  if (error || status === null || status > 1) throw error ?? new Error(`"${command.join(' ')}" failed`);
  const [user = Number.NaN, system = Number.NaN] = stderr.trim().split(' ').map(Number);
  if (Number.isNaN(user + system)) throw new Error(`No times in "${stderr}"`);
  return (user + system) * 1000;
}

/** What is looked for before anything else in a file, through to its end. Reading the file does not count. */
function prefilter(files: readonly string[]): number {
  let cpu = 0;
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    const before = process.cpuUsage();
    for (const _ of text.matchAll(hit));
    const { user, system } = process.cpuUsage(before);
    cpu += (user + system) / 1000;
  }
  return cpu;
}

/** The files that `why401 lint` reads. */
function textFiles(path: string): string[] {
  return readdirSync(path, { withFileTypes: true }).flatMap(entry => {
    const inside = join(path, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : textFiles(inside);
    if (!entry.isFile() || statSync(inside).size > largest) return [];
    return readFileSync(inside).subarray(0, 8000).includes(0) ? [] : [inside];
  });
}

function sizeOf(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6;
}

function execute(command: string, args: readonly string[], cwd: string): void {
  const { status, error } = spawnSync(command, args, { cwd, stdio: 'inherit' });
  if (error || status !== 0) throw new Error(`"${command} ${args.join(' ')}" failed`);
}
