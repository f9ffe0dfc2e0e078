import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWindow } from '../session.ts';

const minute = 60;

/** An unsigned-looking token whose signature is invented. */
function token(secondsFromNow: number): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const exp = Math.floor(Date.now() / 1000) + secondsFromNow;
  return [encode({ alg: 'HS256', typ: 'JWT' }), encode({ sub: 'ada', exp }), 'A'.repeat(43)].join('.');
}

test('a token says beside its line when it expired or will expire', async t => {
  const text = [-130, 30, 60 * 24].map((minutes, i) => `const t${i} = "${token(minutes * minute)}";`).join('\n');
  const workbench = await openWindow(t, { files: { 'a.js': text }, open: 'a.js' });
  await workbench.decoration('expired 2 h ago');
  await workbench.decoration('expires in 29 min');
  await workbench.decoration('expires in 23 h');
});

test('typing in a line hides its words until the cursor leaves', async t => {
  const workbench = await openWindow(t, {
    files: { 'a.js': `const t = "${token(-130 * minute)}";\n\n` },
    open: 'a.js',
  });
  await workbench.decoration('expired 2 h ago');
  await workbench.goTo(1, 1);
  await workbench.page.keyboard.type('x');
  await workbench.noDecoration('expired');
  await workbench.goTo(3, 1);
  await workbench.decoration('expired 2 h ago');
});

test('the hover tells the claims and what has not been checked', async t => {
  const workbench = await openWindow(t, { files: { 'a.py': `token = "${token(-130 * minute)}"\n` }, open: 'a.py' });
  await workbench.decoration('expired');
  const text = await workbench.hover(1, 20, 'ada');
  assert.match(text, /expired 2 h ago/);
  assert.match(text, /not verified/i);
  assert.match(text, /Copy payload/);
});

test('the status bar tells the state of the token under the cursor, and lists its claims', async t => {
  const workbench = await openWindow(t, { files: { 'a.py': `token = "${token(-130 * minute)}"\n` }, open: 'a.py' });
  await workbench.decoration('expired');
  await workbench.goTo(1, 20);
  await workbench.page.locator('.statusbar', { hasText: 'expired 2 h ago' }).waitFor();
  await workbench.command('Why401: Describe Token Here');
  await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'sub' }).first().waitFor();
});
