import { test } from 'node:test';
import { openWindow } from '../session.ts';
import { labRequests } from './lab.ts';

const restricted = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
};

test('a workspace that is not trusted is read, and nothing is sent from it', async t => {
  const workbench = await openWindow(t, {
    files: { 'a.http': labRequests('expiredToken') },
    open: 'a.http',
    settings: restricted,
  });
  await workbench.decoration('expired');
  await workbench.command('Why401: Send Request…');
  await workbench.notification('Nothing is sent from a workspace that is not trusted');
  await workbench.command('Why401: Open Request Panel');
  await workbench.webview.getByText('This workspace is not trusted').waitFor();
  await workbench.webview.locator('#form-url').press('Control+Enter');
  await workbench.webview.getByRole('heading', { name: 'not trusted' }).waitFor();
});
