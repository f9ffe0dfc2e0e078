// The first module of the bundle that runs inside the extension host: it sets up mocha before the test files are evaluated,
// and leaves what they found in the file that WHY401_RESULTS names.
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import type { TestResult } from '../../results.ts';

const mocha = new Mocha({ ui: 'tdd', timeout: 60_000, reporter: Mocha.reporters.Base });
mocha.suite.emit('pre-require', globalThis, '', mocha);

/** What the editor calls. It rejects when a test has failed. */
export async function run(): Promise<void> {
  const results: TestResult[] = [];
  const add = (test: Mocha.Test, outcome: TestResult['outcome'], message?: string) =>
    results.push({
      title: test.fullTitle(),
      outcome,
      milliseconds: test.duration ?? 0,
      ...(message === undefined ? {} : { message }),
    });
  const runner = mocha.run();
  runner.on('pass', test => add(test, 'passed'));
  runner.on('fail', (test, error: Error) => add(test, 'failed', error.stack ?? error.message));
  runner.on('pending', test => add(test, 'skipped'));
  await once(runner, 'end');
  writeFileSync(process.env.WHY401_RESULTS ?? '', JSON.stringify(results));
  if (runner.failures > 0) throw new Error(`${runner.failures} failed`);
}
