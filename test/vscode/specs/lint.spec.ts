import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

test('the workspace is scanned, and what is mended is gone at the next scan', async t => {
  const files = {
    'a.js': broken,
    'lib/b.js': broken + broken,
    'dist/c.js': broken,
    '.gitignore': 'dist/\n',
    'start.txt': 'Nothing in here.\n',
  };
  const workbench = await openWindow(t, { files, open: 'start.txt' });
  await workbench.command('Why401: Scan Workspace');
  await workbench.notification('Why401 found 3 problems in 2 files.');
  assert.equal((await workbench.problems()).filter(row => row.includes('doubled-scheme')).length, 3);
  writeFileSync(join(workbench.folder, 'a.js'), '');
  await workbench.command('Why401: Scan Workspace');
  await workbench.notification('Why401 found 2 problems in 1 file.');
});

test('a rule that does not exist is reported where the settings name it', async t => {
  const settings = { 'why401.rules': { 'doubled-sceme': 'off' } };
  const workbench = await openWindow(t, { files: { 'a.js': broken }, open: 'a.js', settings });
  await workbench.notification('names "doubled-sceme", which is no rule');
});

test('an edit moves a mark at once and checks what it touched', async t => {
  const workbench = await openWindow(t, { files: { 'a.js': `\n${broken}` }, open: 'a.js' });
  await workbench.squiggle('error');
  await workbench.goTo(1, 1);
  await workbench.page.keyboard.type("x = { Authorization: 'Bearer' + token };");
  await workbench.page.locator('.squiggly-error').nth(1).waitFor();
});
