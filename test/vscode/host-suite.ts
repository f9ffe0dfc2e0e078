// The suite that runs inside the extension host: test/vscode/suite, bundled beside the manifest of an empty extension and
// given to the editor as its tests. The extension under test is the installed package.
// An exit code of 0 proves nothing: an extension host that dies at its start gives one. Only the results file counts, and it
// must hold at least as many tests as the files declare.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { filesBelow } from '../node-tests.ts';
import { makeCertificate } from '../request/certificates.ts';
import { failedSuite, type SuiteResult, saveResults, type TestResult } from '../results.ts';
import { launchBrowser } from './browser.ts';
import type { Host } from './hosts/install.ts';
import { startServer } from './server.ts';
import { openWorkbench } from './workbench.ts';

export interface HostSuite {
  /** The folder of the extension whose tests these are. */
  readonly folder: string;
  readonly testsPath: string;
  readonly resultsFile: string;
  /** Where to leave the results, and a system that trusts the authority of the suite's own TLS server. */
  readonly env: Record<string, string>;
  /** Tests declared in the files. */
  readonly declared: number;
}

const limit = 300_000;
const suiteFolder = join(import.meta.dirname, 'suite');

export async function bundleHostSuite(): Promise<HostSuite> {
  const folder = mkdtempSync(join(tmpdir(), 'why401-suite-'));
  const files = filesBelow(suiteFolder, '.test.ts');
  const testsPath = join(folder, 'index.js');
  await build({
    stdin: {
      contents: [
        "export { run } from './run.ts';",
        ...files.map(file => `import ${JSON.stringify(file.replaceAll('\\', '/'))};`),
      ].join('\n'),
      resolveDir: suiteFolder,
      loader: 'ts',
    },
    outfile: testsPath,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    logLevel: 'error',
  });
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'why401-suite', publisher: 'why401', version: '0.0.0', engines: { vscode: '^1.100.0' } }),
  );
  const declared = files.flatMap(file => readFileSync(file, 'utf8').match(/^\s*test\(/gm) ?? []).length;
  const resultsFile = join(folder, 'results.json');
  const env = { WHY401_RESULTS: resultsFile, ...writeCertificates(folder) };
  return { folder, testsPath, resultsFile, env, declared };
}

function writeCertificates(folder: string): Record<string, string> {
  const authority = makeCertificate('Authority of the tests', { authority: true });
  const server = makeCertificate('server', { issuer: authority, names: ['127.0.0.1'] });
  writeFileSync(join(folder, 'authority.pem'), authority.cert);
  writeFileSync(join(folder, 'server.pem'), server.cert + server.key);
  return { SSL_CERT_FILE: join(folder, 'authority.pem'), WHY401_SERVER_PEM: join(folder, 'server.pem') };
}

/** The suite in one of the server hosts; a page that loads it is all it needs. */
export async function runHostSuite(host: Host, vsix: string): Promise<SuiteResult> {
  const suite = await bundleHostSuite();
  const server = await startServer(host, { vsix, env: suite.env, forTests: true });
  const browser = await launchBrowser();
  const remote = (path: string) => `vscode-remote://${server.authority}${path}`;
  try {
    let exited = () => {};
    const exit = new Promise<void>((resolve, reject) => {
      exited = resolve;
      setTimeout(() => reject(new Error('The tests did not end in time')), limit).unref();
    });
    const workbench = await openWorkbench(server, browser, {
      files: { 'readme.txt': 'The workspace of the tests.\n' },
      payload: [
        ['extensionDevelopmentPath', remote(suite.folder)],
        ['extensionTestsPath', remote(suite.testsPath)],
      ],
      prepare: async (_context, page) => {
        await page.exposeFunction('codeAutomationLog', () => {});
        await page.exposeFunction('codeAutomationExit', exited);
      },
    });
    await exit;
    await workbench.close();
  } finally {
    await browser.close();
    await server.stop();
  }
  return resultsOf(suite, `vscode-${host.name}-host`);
}

/** Reads what the tests left, shows it and removes it. */
export function resultsOf({ folder, resultsFile, declared }: HostSuite, name: string): SuiteResult {
  if (!existsSync(resultsFile)) return failedSuite(name, 'the extension host leaves its results');
  const tests: TestResult[] = JSON.parse(readFileSync(resultsFile, 'utf8'));
  rmSync(folder, { recursive: true });
  for (const { title, outcome, milliseconds, message } of tests)
    console.log(`${outcome === 'passed' ? '✔' : '✖'} ${title} (${milliseconds}ms)${message ? `\n${message}` : ''}`);
  if (tests.length < declared) return failedSuite(name, `${declared} tests run, not ${tests.length}`);
  return saveResults(name, tests);
}
