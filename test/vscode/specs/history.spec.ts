import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWindow } from '../session.ts';
import { labRequests } from './lab.ts';

test('requests are listed and sent from their list; what was sent is kept masked, shown and compared', async t => {
  const files = { 'api/lab.http': labRequests('expiredToken', 'goodToken') };
  const workbench = await openWindow(t, { files });
  const { page, webview } = workbench;
  await page.getByRole('tab', { name: 'Why401' }).click();
  const view = page.locator('.part.sidebar');
  const row = (text: string) => view.locator('.monaco-list-row', { hasText: text }).first();
  await view.getByText('to compare a 401').waitFor();
  await row('lab.http').waitFor();

  for (const [request, outcome] of [
    ['expiredToken', '401 · token expired'],
    ['goodToken', '200 OK'],
  ] as const) {
    await row(request).hover();
    await row(request).getByRole('button', { name: 'Send and Explain' }).click();
    await row(outcome).waitFor();
  }
  for (const theme of ['Dark Modern', 'Dark High Contrast']) {
    await workbench.theme(theme);
    await workbench.screenshot(`history-in-${theme.replaceAll(' ', '-')}`);
  }

  await row('401 · token expired').click();
  const text = await workbench.text('# 401 · token expired');
  assert.match(text, /Authorization: Bearer eyJ\w{3}…\d+·[0-9a-f]{6}\n# {3}alg: ES256/);

  await row('200 OK').click({ modifiers: ['ControlOrMeta'] });
  await workbench.command('Why401: Compare Two Runs…');
  await page.locator('.tab.active', { hasText: '401 token expired ↔ 200 OK' }).waitFor();
  await page.locator('.monaco-diff-editor .char-delete').first().waitFor();
  await workbench.screenshot('history-compared');

  await row('401 · token expired').hover();
  await row('401 · token expired').getByRole('button', { name: 'Send Run Again…' }).click();
  await webview.getByText('401 Unauthorized').first().waitFor();
  await workbench.command('Why401: Clear History…');
  assert.match(await workbench.dialog('Clear'), /3 runs/);
  await view.getByText('to compare a 401').waitFor();
});
