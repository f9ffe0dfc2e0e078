// What every kind of test comes down to: a list of titles with an outcome.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface TestResult {
  readonly title: string;
  readonly file?: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly milliseconds: number;
  /** What a failure said. */
  readonly message?: string;
}

export interface SuiteResult {
  readonly name: string;
  readonly tests: readonly TestResult[];
}

export const resultsFolder = join(import.meta.dirname, 'results');

/** Keeps the suite's results as JSON; a suite in which nothing ran has failed. */
export function saveResults(name: string, tests: readonly TestResult[]): SuiteResult {
  const result: SuiteResult = tests.length > 0 ? { name, tests } : failedSuite(name, 'there is a test');
  mkdirSync(resultsFolder, { recursive: true });
  writeFileSync(join(resultsFolder, `${name}.json`), `${JSON.stringify(result, undefined, 1)}\n`);
  return result;
}

/** A suite that could not run counts as one failure. */
export function failedSuite(name: string, title: string): SuiteResult {
  return { name, tests: [{ title, outcome: 'failed', milliseconds: 0 }] };
}

export function countOf(suites: readonly SuiteResult[], outcome: TestResult['outcome']): number {
  return suites.flatMap(suite => suite.tests).filter(test => test.outcome === outcome).length;
}
