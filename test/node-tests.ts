// Runs files of node:test, each in a process of its own, shows them as they go and returns what they found.
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { type SuiteResult, saveResults, type TestResult } from './results.ts';

export interface NodeTestOptions {
  /** How many files run at once. */
  readonly concurrency?: number;
  /** A test that takes longer has failed. */
  readonly timeout?: number;
  /** Runs these tests alone, by their whole titles. */
  readonly titles?: readonly string[];
}

export async function runNodeTests(
  name: string,
  files: readonly string[],
  { concurrency = availableParallelism(), timeout = 120_000, titles = [] }: NodeTestOptions = {},
): Promise<SuiteResult> {
  const tests: TestResult[] = [];
  const testNamePatterns = titles.map(title => `^${title.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}$`);
  const stream = run({ files: [...files], concurrency, timeout, testNamePatterns });
  stream.on('test:fail', ({ name: title, file, details }) => {
    if (details.type !== 'suite') tests.push(result(title, file, 'failed', details.duration_ms));
  });
  stream.on('test:pass', ({ name: title, file, details, skip, todo }) => {
    if (details.type === 'suite') return;
    // A file without tests reports itself, as one that passed.
    if (resolve(title) === file) tests.push(result(`${title} has a test`, file, 'failed', details.duration_ms));
    else
      tests.push(
        result(title, file, skip === undefined && todo === undefined ? 'passed' : 'skipped', details.duration_ms),
      );
  });
  for await (const chunk of stream.compose(new spec())) process.stdout.write(chunk);
  return saveResults(name, tests);
}

/** The files below a folder that end so, without those of its folders that other suites run. */
export function filesBelow(folder: string, ending: string, without: readonly string[] = []): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.name !== 'node_modules' && !without.includes(entry.name))
    .flatMap(entry => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path, ending);
      return entry.name.endsWith(ending) ? [path] : [];
    })
    .sort();
}

function result(title: string, file: string | undefined, outcome: TestResult['outcome'], duration: number): TestResult {
  return { title, ...(file === undefined ? {} : { file }), outcome, milliseconds: Math.round(duration) };
}
