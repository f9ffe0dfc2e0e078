import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { openWindow } from '../session.ts';
import type { Workbench } from '../workbench.ts';
import { labRequests } from './lab.ts';

async function explainLabRequest(t: TestContext, name: string, title: RegExp): Promise<Workbench> {
  const workbench = await openWindow(t, { files: { 'lab.http': labRequests(name) }, open: 'lab.http' });
  await workbench.takeCodeLens('Send and explain');
  await workbench.webview.locator('.verdict').waitFor();
  assert.match(await workbench.webview.locator('.verdict h1').innerText(), title);
  return workbench;
}

test('the panel says that a token expired, leads to its claim, and masks it until it is revealed', async t => {
  const workbench = await explainLabRequest(t, 'expiredToken', /expired/i);
  await workbench.webview.getByRole('button', { name: 'claim exp' }).first().click();
  await workbench.webview.locator('#claim-exp:focus').waitFor();
  const header = workbench.webview.locator('.message .header', { hasText: 'Authorization:' }).first();
  assert.match((await header.textContent()) ?? '', /Bearer eyJ.{3}…\d+/);
  await header.getByRole('button', { name: 'Reveal Authorization' }).click();
  await header.getByText(/eyJ[\w-]+\.[\w-]+\.[\w-]+/).waitFor();
});

test('a redirect drops the header: a quick fix in the file shows what it changes, turns it into a 200 and is written back', async t => {
  const workbench = await explainLabRequest(t, 'redirectedAway', /redirect/i);
  const line =
    labRequests('redirectedAway')
      .split('\n')
      .findIndex(text => text.startsWith('GET ')) + 1;
  await workbench.squiggle('info');
  await workbench.quickFix(line, 1, 'Send the request to');
  await workbench.webview.locator('.diff .added', { hasText: 'GET http' }).waitFor();
  await workbench.webview.locator('#send-fix').click();
  const comparison = workbench.webview.locator('.comparison');
  await comparison.waitFor();
  assert.equal((await comparison.textContent()) ?? '', 'Was 401 (header dropped on redirect), now 200');
  const address = await workbench.webview.locator('#form-url').inputValue();
  await workbench.webview.getByRole('button', { name: 'Write it to lab.http' }).click();
  await workbench.webview.getByText('Written to lab.http').waitFor();
  await workbench.text(`GET ${address}`);
});

test('the panel says that a password is wrong, asks for one, sends it once, and compares the outcome', async t => {
  const workbench = await explainLabRequest(t, 'wrongPassword', /password/i);
  await workbench.webview.getByRole('button', { name: 'Enter Basic credentials' }).click();
  await workbench.webview.locator('.prompt').getByLabel('User name').fill('ada');
  await workbench.webview.locator('.prompt').getByLabel('Password').fill('engine-no-1');
  await workbench.webview.getByRole('button', { name: 'Continue' }).click();
  await workbench.webview.locator('#send-fix:focus').press('Enter');
  const comparison = workbench.webview.locator('.comparison');
  await comparison.waitFor();
  assert.match((await comparison.textContent()) ?? '', /^Was 401 \(.+\), now 200$/);
});

test('the palette asks for a request and a token, and sends it', async t => {
  const address = /@api = (\S+)/.exec(labRequests('goodToken'))?.[1];
  const workbench = await openWindow(t, { files: { 'a.http': 'GET http://127.0.0.1:1/\n' }, open: 'a.http' });
  await workbench.codeLens('Send and explain').waitFor();
  await workbench.command('Why401: Send Request…');
  await workbench.answer('A URL', `GET ${address}/orders`);
  await workbench.answer('A bearer token', '');
  const verdict = workbench.webview.locator('.verdict');
  await verdict.waitFor();
  assert.match((await verdict.textContent()) ?? '', /401 Unauthorized/);
  assert.equal(await workbench.webview.locator('#form-url').inputValue(), `${address}/orders`);
});

test('the form sends with Ctrl+Enter, and a server that is not there is no verdict', async t => {
  const workbench = await openWindow(t, { files: { 'a.http': 'GET http://127.0.0.1:1/\n' }, open: 'a.http' });
  await workbench.codeLens('Send and explain').waitFor();
  await workbench.command('Why401: Open Request Panel');
  await workbench.webview.locator('#form-url').fill('http://127.0.0.1:1/');
  await workbench.webview.locator('#form-url').press('Control+Enter');
  await workbench.webview.getByText('No response').first().waitFor();
});

test('after a reload the panel has its form again, without the token and without a result', async t => {
  const workbench = await openWindow(t, { files: { 'lab.http': labRequests('expiredToken') } });
  // A file that the window's address names would be opened in the place of what was open before.
  await workbench.openFile('lab.http');
  await workbench.takeCodeLens('Send and explain');
  await workbench.webview.locator('.verdict').waitFor();
  const url = await workbench.webview.locator('#form-url').inputValue();
  const loaded = workbench.page.waitForEvent('load');
  await workbench.command('Developer: Reload Window');
  await loaded;
  await workbench.ready();
  await workbench.webview.getByText('Headers (1)').waitFor();
  await workbench.webview.locator('.empty').waitFor();
  assert.equal(await workbench.webview.locator('#form-url').inputValue(), url);
  assert.equal(await workbench.webview.getByLabel('Value of Authorization').inputValue(), '');
});

test('a window that reloads with nothing but the panel restores it', async t => {
  const workbench = await openWindow(t, { files: { 'a.http': 'GET http://127.0.0.1:1/\n' } });
  await workbench.openFile('a.http');
  await workbench.codeLens('Send and explain').waitFor();
  await workbench.command('Why401: Open Request Panel');
  await workbench.webview.locator('#form-url').fill('http://127.0.0.1:1/orders');
  await workbench.webview.locator('#form-url').press('Control+Enter');
  await workbench.webview.getByText('No response').first().waitFor();
  await workbench.command('View: Close Editors in Other Groups');
  await workbench.page.locator('.tab', { hasText: 'a.http' }).waitFor({ state: 'detached' });
  const loaded = workbench.page.waitForEvent('load');
  await workbench.command('Developer: Reload Window');
  await loaded;
  await workbench.ready();
  await workbench.webview.locator('.empty').waitFor();
  assert.equal(await workbench.webview.locator('#form-url').inputValue(), 'http://127.0.0.1:1/orders');
});

test('experiments find out why a server that says only "no" refused, and show how', async t => {
  const key = 'k4jv8zq2m1x7c9b3n5w6t0yd';
  const silent = createServer(({ headers }, response) => {
    response.statusCode = headers['x-api-key'] === key ? 200 : 401;
    response.end(response.statusCode === 200 ? 'orders' : 'Unauthorized');
  });
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  t.after(() => silent.close());
  const { port } = silent.address() as AddressInfo;
  const request = `GET http://127.0.0.1:${port}/orders\nAuthorization: Bearer ${key}\n`;
  const workbench = await openWindow(t, { files: { 'a.http': request }, open: 'a.http' });
  await workbench.takeCodeLens('Send and explain');
  await workbench.webview.getByRole('button', { name: 'Find out why' }).click();
  await workbench.webview.getByText('experiments were enough').waitFor();
  assert.match(await workbench.webview.locator('h1').innerText(), /header/);
  assert.match(await workbench.webview.locator('.experiments').innerText(), /in "X-Api-Key"\s+200 OK/);
  await workbench.webview.locator('.experiments').scrollIntoViewIfNeeded();
  for (const theme of ['Dark Modern', 'Light High Contrast']) {
    await workbench.theme(theme);
    await workbench.screenshot(`experiments-in-${theme.replaceAll(' ', '-')}`);
  }
  await workbench.webview.getByRole('button', { name: 'Use the request that worked' }).click();
  await workbench.webview.locator('.comparison', { hasText: 'Was 401 (wrong header name), now 200' }).waitFor();
});
