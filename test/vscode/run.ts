// Runs the suites that need a real VS Code: on a desktop where VSCODE_EXECUTABLE names one or WHY401_VSCODE=desktop lets one
// be downloaded (and on macOS and Windows), else in both server hosts, where specs also act as a person would.
import { join } from 'node:path';
import { filesBelow, runNodeTests } from '../node-tests.ts';
import { ensureBrowser } from '../prerequisites.ts';
import type { SuiteResult } from '../results.ts';
import { runDesktopSuite } from './desktop.ts';
import { runHostSuite } from './host-suite.ts';
import { hostNames, installHost } from './hosts/install.ts';
import { packageExtension } from './package.ts';

const specTimeout = 180_000;

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
    results.push(await runNodeTests(`vscode-${name}-specs`, specs, { concurrency: 1, timeout: specTimeout }));
  }
  return results;
}
