// Runs the suites that need a real VS Code: on a desktop where VSCODE_EXECUTABLE names one or WHY401_VSCODE=desktop lets one
// be downloaded (and on macOS and Windows), else in both server hosts, where specs also act as a person would.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, runNodeTests } from '../node-tests.ts';
import { ensureBrowser } from '../prerequisites.ts';
import { type SuiteResult, saveResults } from '../results.ts';
import { runDesktopSuite } from './desktop.ts';
import { runHostSuite } from './host-suite.ts';
import { hostNames, installHost } from './hosts/install.ts';
import { packageExtension } from './package.ts';

const specTimeout = 180_000;
/** More failures than that are no accident. */
const mostAgain = 3;

export async function runInEditors(only: string, hostName: string): Promise<SuiteResult[]> {
  const vsix = packageExtension();
  const desktop = process.env.VSCODE_EXECUTABLE !== undefined || process.env.WHY401_VSCODE === 'desktop';
  if (desktop || process.platform !== 'linux') return [await runDesktopSuite(vsix)];

  ensureBrowser();
  const specs = filesBelow(join(import.meta.dirname, 'specs'), '.spec.ts').filter(file => file.includes(only));
  const results: SuiteResult[] = [];
  for (const name of hostNames.filter(name => hostName === '' || name === hostName)) {
    const host = installHost(name);
    console.log(`\n--- VS Code ${host.version}`);
    if (only === '') results.push(await runHostSuite(host, vsix));
    process.env.WHY401_HOST = name;
    process.env.WHY401_VSIX = vsix;
    const titles = name === 'min' && hostName === '' ? specs.flatMap(firstTitle) : [];
    results.push(await runSpecs(`vscode-${name}-specs`, specs, titles));
  }
  return results;
}

/**
 * Of the test that a spec begins with. The oldest editor that is supported runs no more than these, unless it is asked for
 * by name: they use what each feature asks of the editor, and so find what an old one lacks.
 */
function firstTitle(spec: string): string[] {
  const [, title] = /^test\('(.+)', /m.exec(readFileSync(spec, 'utf8')) ?? [];
  return title === undefined ? [] : [title];
}

/** A few specs that failed get one more attempt, which is said: on a busy machine a workbench may lose a key or a click. */
async function runSpecs(name: string, specs: readonly string[], only: readonly string[]): Promise<SuiteResult> {
  const first = await runNodeTests(name, specs, { concurrency: 2, timeout: specTimeout, titles: only });
  const failed = first.tests.filter(({ outcome }) => outcome === 'failed');
  if (failed.length === 0 || failed.length > mostAgain) return first;

  const titles = failed.map(({ title }) => title);
  console.log(`\nOnce more: ${titles.join('; ')}`);
  const files = [...new Set(failed.flatMap(({ file }) => file ?? []))];
  const second = await runNodeTests(`${name}-again`, files, { concurrency: 1, timeout: specTimeout, titles });
  const passed = second.tests.filter(({ outcome }) => outcome === 'passed');
  const tests = first.tests.map(
    test => passed.find(again => again.title === test.title && again.file === test.file) ?? test,
  );
  return saveResults(name, tests);
}
