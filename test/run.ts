// Runs the suites named on the command line, or all: checks, unit, servers, vscode. Each keeps its results in test/results;
// the last line sums them. `--only=text` runs the files whose path has that text, `--host=min` one editor of the two.
// A suite in which nothing ran has failed, and in CI so has a test that was skipped.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { filesBelow, runNodeTests } from './node-tests.ts';
import { ensureServers } from './prerequisites.ts';
import { countOf, failedSuite, type SuiteResult, saveResults, type TestResult } from './results.ts';
import { buildExtension } from './vscode/package.ts';
import { runInEditors } from './vscode/run.ts';

interface Choice {
  readonly only: string;
  readonly host: string;
}

const suites: Record<string, (choice: Choice) => Promise<SuiteResult[]>> = {
  checks: async () => [saveResults('checks', ['typecheck', 'lint'].map(npmScript))],
  unit: async ({ only }) => {
    const files = filesBelow(import.meta.dirname, '.test.ts', ['servers', 'vscode', 'bench']);
    return [await runNodeTests('unit', chosen(files, only))];
  },
  servers: async ({ only }) => {
    ensureServers();
    return [await runNodeTests('servers', chosen(filesBelow(join(import.meta.dirname, 'servers'), '.test.ts'), only))];
  },
  vscode: ({ only, host }) => runInEditors(only, host),
};

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { only: { type: 'string', default: '' }, host: { type: 'string', default: '' } },
  });
  const unknown = positionals.find(name => !(name in suites));
  if (unknown) throw new Error(`There is no suite "${unknown}": choose from ${Object.keys(suites).join(', ')}`);

  buildExtension();
  const results: SuiteResult[] = [];
  for (const name of positionals.length > 0 ? positionals : Object.keys(suites)) {
    const start = performance.now();
    console.log(`\n=== ${name}`);
    const found = await suites[name]?.(values).catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      return [failedSuite(name, `the suite "${name}" can run`)];
    });
    results.push(...(found ?? []));
    console.log(`=== ${name}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
  }
  summarise(results);
}

function summarise(results: readonly SuiteResult[]): void {
  const skipped = countOf(results, 'skipped');
  const failed = countOf(results, 'failed') + (process.env.CI ? skipped : 0);
  console.log();
  for (const { name, tests } of results) {
    for (const { title, outcome } of tests) if (outcome !== 'passed') console.log(`${outcome}: ${name}: ${title}`);
  }
  console.log(`${countOf(results, 'passed')} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

function npmScript(name: string): TestResult {
  const start = performance.now();
  const { status } = spawnSync('npm', ['run', '--silent', name], {
    cwd: join(import.meta.dirname, '..'),
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  const title = `npm run ${name}`;
  console.log(`${status === 0 ? '✔' : '✖'} ${title}`);
  return { title, outcome: status === 0 ? 'passed' : 'failed', milliseconds: Math.round(performance.now() - start) };
}

function chosen(files: readonly string[], only: string): string[] {
  return files.filter(file => file.includes(only));
}

await main();
