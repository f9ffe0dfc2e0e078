import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostName, openWindow } from '../session.ts';

const minute = 60;

/** An unsigned-looking token whose signature is invented. */
function token(secondsFromNow: number): string {
  return tokenOf({ sub: 'ada', exp: fromNow(secondsFromNow) });
}

function tokenOf(payload: object): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  return [encode({ alg: 'HS256', typ: 'JWT' }), encode(payload), 'A'.repeat(43)].join('.');
}

function fromNow(seconds: number): number {
  return Math.floor(Date.now() / 1000) + seconds;
}

test('a token says beside its line when it expired or will expire', async t => {
  const text = [-130, 30, 60 * 24].map((minutes, i) => `const t${i} = "${token(minutes * minute)}";`).join('\n');
  const workbench = await openWindow(t, { files: { 'a.js': text }, open: 'a.js' });
  await workbench.decoration('expired 2 h ago');
  await workbench.decoration('expires in 29 min');
  await workbench.decoration('expires in 23 h');
});

test('each state of a token has its words, in four themes', async t => {
  const states = {
    valid: tokenOf({ exp: fromNow(90 * minute) }),
    soon: tokenOf({ exp: fromNow(4.9 * minute) }),
    expired: tokenOf({ exp: fromNow(-130 * minute) }),
    later: tokenOf({ nbf: fromNow(150 * minute) }),
    endless: tokenOf({ sub: 'ada' }),
    odd: tokenOf({ exp: fromNow(90 * minute) * 1000 }),
    broken: tokenOf({ exp: 'tomorrow' }),
    // Every section of a hover.
    whole: tokenOf({ iss: 'https://id.test', aud: 'api', scope: 'read', iat: fromNow(-60), exp: fromNow(90 * 86_400) }),
  };
  const lines = Object.entries(states).map(([name, one]) => `${name} = "${one}"`);
  const both = `both = ["${states.expired}", "${states.endless}"]`;
  const settings = { 'editor.wordWrap': 'on' };
  const workbench = await openWindow(t, { files: { 'a.py': [...lines, both].join('\n') }, open: 'a.py', settings });
  const said = [
    'expires in 89 min',
    'expires in 4 min',
    'expired 2 h ago',
    'not yet valid, starts in 2 h',
    'no expiry',
    'exp is in milliseconds, meant: expires in 89 min',
    'exp is not a number',
    'expired 2 h ago · no expiry',
  ];
  await workbench.decoration('expired 2 h ago · no expiry');
  const shown = await workbench.decorations();
  for (const words of said) assert.ok(shown.includes(words), `"${words}" is not among ${JSON.stringify(shown)}`);
  for (const theme of ['Dark Modern', 'Light Modern', 'Dark High Contrast', 'Light High Contrast']) {
    await workbench.theme(theme);
    await workbench.screenshot(`states-in-${theme.replaceAll(' ', '-')}`);
    if (hostName === 'min') continue;
    await workbench.hover(8, 20, 'Mask in this file');
    await workbench.screenshot(`hover-in-${theme.replaceAll(' ', '-')}`);
    await workbench.page.keyboard.press('Escape');
  }
});

test('times are dates where the settings ask for them', async t => {
  const settings = { 'why401.tokens.timeStyle': 'absolute' };
  const files = { 'a.js': `const t = "${tokenOf({ exp: 1_600_000_000 })}";\n` };
  const workbench = await openWindow(t, { files, open: 'a.js', settings });
  assert.match(await workbench.decoration('expired'), /^expired 1[34] Sept? 2020, \d\d:\d\d$/);
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
