/// <reference lib="dom" />
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { openWindow } from '../session.ts';
import type { Workbench } from '../workbench.ts';
import { labRequests } from './lab.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds in the panel as it is now, in words. */
async function violations(workbench: Workbench): Promise<string[]> {
  const frame = await (await workbench.webview.owner().elementHandle())?.contentFrame();
  assert.ok(frame, 'The panel has a frame');
  await frame.evaluate(axe);
  return await frame.evaluate(async () => {
    const { axe: loaded } = globalThis as unknown as {
      axe: { run(root: Document): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations: found } = await loaded.run(document);
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
}

const themes = ['Dark Modern', 'Light Modern', 'Dark High Contrast', 'Light High Contrast'];

test('axe finds nothing wrong with the panel, in each of its states and in four themes', async t => {
  const workbench = await openWindow(t, { files: { 'lab.http': labRequests('expiredToken') }, open: 'lab.http' });
  await workbench.codeLens('Send and explain').waitFor();
  await workbench.command('Why401: Open Request Panel');
  await workbench.webview.locator('.empty').waitFor();
  assert.deepEqual(await violations(workbench), [], 'empty');
  await workbench.takeCodeLens('Send and explain');
  await workbench.webview.locator('.verdict').waitFor();
  assert.deepEqual(await violations(workbench), [], 'with a verdict');
  await workbench.webview.locator('details').evaluateAll(all => {
    for (const details of all) (details as HTMLDetailsElement).open = true;
  });
  await workbench.webview.getByRole('button', { name: 'Get a fresh token' }).first().click();
  await workbench.webview.locator('.prompt').waitFor();
  for (const theme of themes) {
    await workbench.theme(theme);
    assert.deepEqual(await violations(workbench), [], theme);
    await workbench.screenshot(`panel-in-${theme.replaceAll(' ', '-')}`);
  }
  // Half an editor in a small window, with a request that is held back.
  await workbench.page.setViewportSize({ width: 900, height: 700 });
  await workbench.webview.locator('#form-url').fill('http://orders.example/orders');
  await workbench.webview.locator('#form-url').press('Control+Enter');
  await workbench.webview.locator('.held li').first().waitFor();
  await workbench.webview.locator('#send-anyway:focus').waitFor();
  assert.deepEqual(await violations(workbench), [], 'held back');
});
