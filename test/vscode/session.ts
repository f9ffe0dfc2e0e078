// What a workbench spec starts from: the packaged extension, in the editor that the runner names.
//
//   test('a request shows its CodeLens', async t => {
//     const workbench = await openWindow(t, { files: { 'a.http': 'GET http://127.0.0.1:1/' }, open: 'a.http' });
//     await workbench.codeLens('Send and explain').waitFor();
//   });
//
// A spec file has a process, a server and a browser of its own; a test has a window, a workspace and its settings. How each
// test left its window is kept in test/vscode/screenshots. WHY401_HOST is `latest` or `min`, WHY401_VSIX the package.
import { existsSync } from 'node:fs';
import { after, type TestContext } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { type HostName, installHost } from './hosts/install.ts';
import { packagedExtension } from './package.ts';
import { type Server, startServer } from './server.ts';
import { openWorkbench, type Workbench, type WorkbenchOptions } from './workbench.ts';

export interface WindowOptions extends WorkbenchOptions {
  /** The user's settings, beside those that keep the window quiet. */
  readonly settings?: Record<string, unknown>;
}

export const hostName = (process.env.WHY401_HOST ?? 'latest') as HostName;

let session: Promise<{ server: Server; browser: Browser }> | undefined;

export async function openWindow(t: TestContext, options: WindowOptions = {}): Promise<Workbench> {
  session ??= startSession();
  const { server, browser } = await session;
  server.settings.set(options.settings ?? {});
  const workbench = await openWorkbench(server, browser, options);
  t.after(async () => {
    // Node 20.12 has it; the types of Node 20 do not.
    const { passed } = t as { passed?: boolean };
    if (!passed) console.log(`How "${t.name}" left its window: ${await workbench.described()}`);
    await workbench.screenshot(t.name.replaceAll(/[^\w.-]+/g, '-'));
    await workbench.close();
  });
  return await workbench.ready();
}

async function startSession(): Promise<{ server: Server; browser: Browser }> {
  const vsix = process.env.WHY401_VSIX ?? packagedExtension;
  if (!existsSync(vsix)) throw new Error(`${vsix} is missing: run "npm run test:vscode" once`);
  const server = await startServer(installHost(hostName), { vsix });
  return { server, browser: await launchBrowser() };
}

after(async () => {
  const started = await session;
  await started?.browser.close();
  await started?.server.stop();
});
