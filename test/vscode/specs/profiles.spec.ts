import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWindow } from '../session.ts';
import { labRequests } from './lab.ts';

test('a client signs in, its profile is listed, gets a request a 200 and is kept for its origin; a wrong secret is explained', async t => {
  const text = labRequests('goodToken');
  const [api, issuer] = ['api', 'issuer'].map(name => new RegExp(`@${name} = (\\S+)`).exec(text)?.[1] ?? '');
  const workbench = await openWindow(t, { files: { 'a.http': `GET ${api}/orders\n` }, open: 'a.http' });
  const { page, webview } = workbench;
  await workbench.codeLens('Send and explain').waitFor();
  await workbench.command('View: Show Why401');
  const view = page.locator('.part.sidebar');
  await view.getByText('under a name').waitFor();
  await workbench.theme('Light Modern');
  await workbench.screenshot('profiles-none');

  await view
    .getByRole('button', { name: 'Sign In…' })
    .or(view.getByRole('link', { name: 'Sign In…' }))
    .last()
    .click();
  await workbench.pick('OAuth');
  await workbench.answer('The issuer', issuer ?? '');
  await page.locator('.quick-input-list:visible', { hasText: 'legacy' }).waitFor();
  await workbench.screenshot('sign-in-grants');
  await workbench.pick('Client credentials');
  await workbench.answer('The client id', 'lab-client');
  await workbench.pick('Secret in the body');
  await workbench.answer('The secret of the client', 'wrong');
  await workbench.answer('The scope', 'orders:read');
  await workbench.answer('What else', '');
  await workbench.answer('The name of the profile', 'orders');
  const failed = await workbench.notification('The sign-in failed');
  assert.match(await failed.innerText(), /"invalid_client"/);
  await workbench.screenshot('sign-in-failed');
  await failed.getByRole('button', { name: 'Explain' }).click();
  await webview.locator('.verdict').waitFor();
  assert.match(await webview.locator('.verdict').innerText(), /401 Unauthorized/);
  // The panel takes the focus when it is shown, from the palette too.
  await webview.locator('.verdict h1').click();

  await workbench.command('Why401: Sign In…');
  await workbench.pick('OAuth');
  await workbench.answer('The issuer', issuer ?? '');
  await workbench.pick('Client credentials');
  await workbench.answer('The client id', 'lab-client');
  await workbench.pick('Secret in the Authorization header');
  await workbench.answer('The secret of the client', 'lab-client-secret');
  await workbench.answer('The scope', 'orders:read');
  await workbench.answer('What else', '');
  await workbench.answer('The name of the profile', 'orders');
  await (await workbench.notification('is kept')).getByRole('button', { name: 'Use It Now' }).click();
  // The request to the token endpoint is gone.
  await webview.locator('#form-url[placeholder]:placeholder-shown').waitFor();
  await webview.locator('#form-url').fill(`${api}/orders`);
  await workbench.command('Why401: Use Profile…');
  await workbench.pick('orders');
  await view.getByText('· used').waitFor();
  assert.match(
    await view.locator('.monaco-list-row', { hasText: 'OAuth' }).innerText(),
    /OAuth · expires in .+ · used/,
  );
  await webview.locator('#form-url').press('Control+Enter');
  await webview.getByText('200 OK').first().waitFor();
  await webview.getByText('Sent with the profile orders').waitFor();
  await workbench.screenshot('profile-worked');
  await webview.getByRole('button', { name: `Use for ${api} from now on` }).click();
  await webview.getByRole('button', { name: `Stop using for ${api}` }).waitFor();
  for (const theme of ['Light Modern', 'Dark Modern', 'Dark High Contrast']) {
    await workbench.theme(theme);
    await workbench.screenshot(`profiles-in-${theme.replaceAll(' ', '-')}`);
  }
  // From now on the request of the file is sent with it, and it says so.
  await workbench.takeCodeLens('Send and explain');
  await webview.getByText('a.http: GET').waitFor();
  await webview.getByText('200 OK').first().waitFor();

  await view.locator('.monaco-list-row', { hasText: 'OAuth' }).hover();
  await view.getByRole('button', { name: 'Forget Profile…' }).click();
  assert.match(await workbench.dialog('Forget'), /Forget "orders"\?/);
  await view.getByText('under a name').waitFor();
});
