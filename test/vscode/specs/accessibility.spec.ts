/// <reference lib="dom" />
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { openWindow } from '../session.ts';
import type { Workbench } from '../workbench.ts';
import { labRequests } from './lab.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds in the panel as it is now, in words, and whether something reaches beyond its width. */
async function violations(workbench: Workbench): Promise<string[]> {
  const frame = await (await workbench.webview.owner().elementHandle())?.contentFrame();
  assert.ok(frame, 'The panel has a frame');
  await frame.evaluate(`globalThis.axe ?? (() => { ${axe} })()`);
  return await frame.evaluate(async () => {
    const { axe: loaded } = globalThis as unknown as {
      axe: { run(root: Document): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations: found } = await loaded.run(document);
    const { scrollWidth, clientWidth } = document.documentElement;
    const wide = scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide in ${clientWidth}`] : [];
    return [...found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`), ...wide];
  });
}

const themes = ['Dark Modern', 'Light Modern', 'Dark High Contrast', 'Light High Contrast'];
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Answers with an image, JSON, a long text, nothing, or a 401 without a word. */
async function startServer(t: TestContext): Promise<string> {
  const server = createServer(({ url }, response) => {
    if (url === '/image') response.setHeader('Content-Type', 'image/png').end(Buffer.from(pixel, 'base64'));
    else if (url === '/json') response.setHeader('Content-Type', 'application/json').end('{"a":{"item":"items"}}');
    else if (url === '/long') response.setHeader('Content-Type', 'text/plain').end('line\n'.repeat(600_000));
    else if (url !== '/never') response.writeHead(401).end('no');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('axe finds nothing wrong with the panel, in each of its states and in four themes', async t => {
  const origin = await startServer(t);
  const workbench = await openWindow(t, { files: { 'lab.http': labRequests('expiredToken') }, open: 'lab.http' });
  const { webview } = workbench;
  const check = async (state: string) => assert.deepEqual(await violations(workbench), [], state);
  const send = async (url: string) => {
    await webview.locator('#form-url').fill(url);
    await webview.locator('#form-url').press('Control+Enter');
  };
  await workbench.codeLens('Send and explain').waitFor();
  await workbench.command('Why401: Open Request Panel');
  await webview.locator('.empty').waitFor();
  await check('empty');
  await workbench.takeCodeLens('Send and explain');
  await webview.locator('.verdict').waitFor();
  await check('with a verdict');
  await webview.locator('details').evaluateAll(all => {
    for (const details of all) (details as HTMLDetailsElement).open = true;
  });
  await webview.getByRole('button', { name: 'Get a fresh token' }).first().click();
  await webview.locator('.prompt').waitFor();
  for (const theme of themes) {
    await workbench.theme(theme);
    await check(theme);
    await workbench.screenshot(`panel-in-${theme.replaceAll(' ', '-')}`);
  }

  await send(`${origin}/never`);
  await webview.getByRole('button', { name: 'Cancel' }).waitFor();
  await check('sending');
  await webview.getByRole('button', { name: 'Cancel' }).click();
  await webview.locator('.stopped').waitFor();
  await check('stopped');

  const auth = webview.locator('#form-auth');
  assert.equal(await auth.inputValue(), 'bearer');
  await webview.getByLabel('Token', { exact: true }).fill('k4jv8zq2m1x7c9b3n5w6t0yd');
  await send(`${origin}/silent`);
  await webview.getByRole('button', { name: 'Find out why' }).click();
  await webview.getByText(/No further experiment|enough/).waitFor();
  await check('after experiments');

  for (const kind of ['basic', 'api-key', 'aws', 'profile']) {
    await auth.selectOption(kind);
    await check(kind);
  }
  await auth.selectOption('basic');
  await webview.getByLabel('User name').fill('ada');
  await webview.getByLabel('Password').fill('engine-no-1');
  await webview.locator('summary', { hasText: 'Headers (1)' }).waitFor();

  await send(`${origin}/json`);
  await webview.locator('pre.formatted').waitFor();
  await webview.getByLabel('Search the response body').fill('item');
  await webview.getByLabel('Search the response body').press('Enter');
  await webview.getByText('2 of 2').waitFor();
  await check('searched');
  await webview.locator('#search-body:focus').waitFor();
  await workbench.screenshot('panel-searched');

  await send(`${origin}/image`);
  await webview.locator('img').waitFor();
  const width = await webview.locator('img').evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    return image.naturalWidth;
  });
  assert.equal(width, 1);
  await check('image');
  await webview.getByLabel('Show').selectOption('hex');
  await webview.locator('pre.hex', { hasText: '00000000  89 50 4e 47' }).waitFor();
  await check('bytes');

  await send(`${origin}/long`);
  await webview.getByText('3.0 MB, kept in a file, the beginning is shown').waitFor();
  await check('long');

  // Half an editor in a small window, with a request that is held back; then at twice the size.
  await workbench.page.setViewportSize({ width: 900, height: 700 });
  await send('http://orders.example/orders');
  await webview.locator('.held li').first().waitFor();
  await webview.locator('#send-anyway:focus').waitFor();
  await check('held back');
  await webview.locator('html').evaluate(page => page.style.setProperty('zoom', '2'));
  await workbench.screenshot('panel-at-200-percent');
  await check('held back, at 200 %');
});
