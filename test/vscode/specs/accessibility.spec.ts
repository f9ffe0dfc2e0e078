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

for (const theme of ['Dark Modern', 'Light Modern', 'Dark High Contrast', 'Light High Contrast'])
  test(`axe finds nothing wrong with the panel in ${theme}`, async t => {
    const workbench = await openWindow(t, { files: { 'lab.http': labRequests('wrongPassword') }, open: 'lab.http' });
    await workbench.theme(theme);
    await workbench.codeLens('Send and explain').waitFor();
    await workbench.command('Why401: Open Request Panel');
    await workbench.webview.locator('.empty').waitFor();
    assert.deepEqual(await violations(workbench), [], 'empty');
    await workbench.codeLens('Send and explain').click();
    await workbench.webview.locator('.verdict').waitFor();
    assert.deepEqual(await violations(workbench), [], 'with a verdict');
    await workbench.webview.locator('details.others summary').click();
    await workbench.webview.getByText(/^Headers/).click();
    assert.deepEqual(await violations(workbench), [], 'opened');
    await workbench.webview
      .getByRole('button', { name: /^Enter / })
      .first()
      .click();
    await workbench.webview.locator('.prompt').waitFor();
    assert.deepEqual(await violations(workbench), [], 'with a prompt');
  });
