import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWindow } from '../session.ts';

const broken = `fetch('/me', { headers: { Authorization: 'Bearer Bearer ' + token } });\n`;

test('a doubled scheme is marked, named in Problems, and fixed by one key', async t => {
  const workbench = await openWindow(t, { files: { 'a.js': broken }, open: 'a.js' });
  await workbench.squiggle('error');
  assert.ok((await workbench.problems()).some(row => row.includes('doubled-scheme')));
  await workbench.quickFix(1, 52, 'Remove the second "Bearer"');
  await workbench.text("Authorization: 'Bearer ' + token");
});

test('nothing is marked where lint is switched off', async t => {
  const settings = { 'why401.rules': { 'doubled-scheme': 'off' } };
  const files = { 'a.js': broken, 'b.js': broken.replace('Bearer Bearer ', 'Bearer') };
  const workbench = await openWindow(t, { files, open: 'b.js', settings });
  await workbench.squiggle('error');
  await workbench.openFile('a.js');
  await workbench.decorations();
  assert.equal(await workbench.page.locator('.squiggly-error').count(), 0);
});
