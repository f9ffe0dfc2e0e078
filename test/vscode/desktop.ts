// The host suite in a desktop VS Code: the one that VSCODE_EXECUTABLE names, else the downloaded WHY401_VSCODE_VERSION.
// The package is installed into a profile of its own, as a user would.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, resolveCliPathFromVSCodeExecutablePath, runTests } from '@vscode/test-electron';
import type { SuiteResult } from '../results.ts';
import { bundleHostSuite, resultsOf } from './host-suite.ts';

export async function runDesktopSuite(vsix: string): Promise<SuiteResult> {
  const version = process.env.WHY401_VSCODE_VERSION ?? 'stable';
  const executable = process.env.VSCODE_EXECUTABLE ?? (await downloadAndUnzipVSCode(version));
  // Short: the path of the profile's socket has a limit of about 100 characters.
  const profile = mkdtempSync(join(tmpdir(), 'w4-'));
  const profileArgs = [`--user-data-dir=${join(profile, 'u')}`, `--extensions-dir=${join(profile, 'e')}`];
  const suite = await bundleHostSuite();

  const { status, stdout, stderr } = spawnSync(
    resolveCliPathFromVSCodeExecutablePath(executable),
    [...profileArgs, '--install-extension', vsix, '--force'],
    { encoding: 'utf8', shell: process.platform === 'win32' },
  );
  if (status !== 0) throw new Error(`${executable} did not install ${vsix}:\n${stdout}${stderr}`);

  const name = `vscode-desktop-${version}-host`;
  await runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: suite.folder,
    extensionTestsPath: suite.testsPath,
    extensionTestsEnv: suite.env,
    launchArgs: [...profileArgs, profile],
  }).catch((error: unknown) => console.error(error));
  const results = resultsOf(suite, name);
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  return results;
}
