import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reply, serve } from '../../request/loopback.ts';
import { openWindow } from '../session.ts';

const api = `@host = {{baseUrl}}
@token = 0123456789abcdef

# @name login
GET {{host}}/login

### me
GET {{hst}}/me
Authorization: Bearer {{token}}

`;

const environments = '{ "dev": { "baseUrl": "https://dev.example" }, "prod": { "baseUrl": "https://prod.example" } }';

test('each request has a CodeLens, variables are described, found, checked, completed and renamed, and requests are in the outline', async t => {
  const files = { 'api.http': api, 'http-client.env.json': environments };
  const staging = { staging: { baseUrl: 'https://staging.example' } };
  const settings = { 'rest-client.environmentVariables': staging };
  const workbench = await openWindow(t, { files, open: 'api.http', settings });
  const { page } = workbench;
  await workbench.editor.locator('.codelens-decoration a', { hasText: 'Send and explain' }).nth(1).waitFor();
  await workbench.squiggle('warning');
  await workbench.editor.locator('.view-line span:not(.mtk1)', { hasText: /^GET$/ }).first().waitFor();
  assert.match(await workbench.hover(5, 7, 'has no value'), /Defined in line 1 of this file/);

  await workbench.command('Why401: Choose Environment');
  await workbench.pick('staging');
  await page.locator('.statusbar-item', { hasText: 'staging' }).waitFor();
  assert.match(await workbench.hover(1, 15, 'https://staging.example'), /"rest-client.environmentVariables"/);
  const secret = await workbench.hover(9, 26, '012345…16');
  assert.doesNotMatch(secret, /0123456789/);

  await workbench.quickFix(8, 7, 'Change to "host"');
  await workbench.text('GET {{host}}/me');

  await workbench.goTo(9, 26);
  await page.keyboard.press('F12');
  await page.locator('.statusbar', { hasText: 'Ln 2, Col 2' }).waitFor();

  await page.keyboard.press('Control+Shift+O');
  const outline = page.locator('.quick-input-list:visible .monaco-list-row');
  await outline.filter({ hasText: 'login' }).waitFor();
  await outline.filter({ hasText: 'me' }).first().waitFor();
  await page.keyboard.press('Escape');

  await workbench.goTo(10, 1);
  await page.keyboard.type('X-Host: {{ho');
  const suggestion = page.locator('.suggest-widget.visible .monaco-list-row.focused', { hasText: 'host' });
  await suggestion.waitFor();
  await page.keyboard.press('Tab');
  await workbench.text('X-Host: {{host}}');

  await workbench.goTo(1, 3);
  await page.keyboard.press('F2');
  const name = page.locator('.rename-box:visible input');
  await name.fill('server');
  await name.press('Enter');
  await workbench.text('X-Host: {{server}}');
  assert.equal((await workbench.text('@server = ')).match(/\{\{server\}\}/g)?.length, 3);

  await workbench.command('Why401: Choose Environment');
  await workbench.pick('prod');
  await page.locator('.statusbar-item', { hasText: 'prod' }).waitFor();
  await workbench.goTo(1, 15);
  await page.keyboard.press('F12');
  await page.locator('.tab.active', { hasText: 'http-client.env.json' }).waitFor();
});

test('a request goes on once the one that it refers to was sent, with its cookie, until the cookies are cleared', async t => {
  const server = await serve(({ target, header }) =>
    target === '/login'
      ? reply(200, { 'Set-Cookie': 'sid=1; Path=/' }, '{"token":"from-login"}')
      : reply(header('Cookie') === 'sid=1' && header('X-Token') === 'from-login' ? 200 : 401),
  );
  t.after(() => server.stop());
  const lines = [
    '# @name login',
    `POST ${server.url('/login')}`,
    '###',
    '# @forceRef login',
    `GET ${server.url('/me')}`,
    'X-Token: {{login.response.body.$.token}}',
  ];
  const workbench = await openWindow(t, { files: { 'chain.http': lines.join('\n') }, open: 'chain.http' });
  const { webview } = workbench;
  await workbench.goTo(5, 1);
  await workbench.command('Why401: Send and Explain Request at Cursor');
  const question = await workbench.notification('send "login" first?');
  await workbench.screenshot('http-file-refers');
  await question.getByRole('button', { name: 'Send Both' }).click();
  await webview.locator('h1, h2', { hasText: '200' }).first().waitFor();
  assert.deepEqual(
    server.received.map(({ target, header }) => [target, header('Cookie')]),
    [
      ['/login', undefined],
      ['/me', 'sid=1'],
    ],
  );
  await workbench.command('Why401: Clear Cookies');
  await workbench.notification('are forgotten');
  await webview.getByRole('button', { name: 'Send', exact: true }).click();
  await webview.getByText('401').first().waitFor();
  assert.equal(server.received.at(-1)?.header('Cookie'), undefined);
});

test('a request signs in as its environment says, says why that fails, and keeps the token for the next one', async t => {
  const type = { 'Content-Type': 'application/json' };
  const answers = [
    reply(401, type, '{"error":"invalid_client"}'),
    reply(200, type, '{"access_token":"a1","token_type":"Bearer","expires_in":600}'),
  ];
  const welcomes = [200, 202];
  const server = await serve(({ target, header }) =>
    target === '/token'
      ? answers.shift()
      : reply(header('Authorization') === 'Bearer a1' ? (welcomes.shift() ?? 500) : 401),
  );
  t.after(() => server.stop());
  const api = { 'Grant Type': 'Client Credentials', 'Token URL': server.url('/token'), 'Client ID': 'service' };
  const workbench = await openWindow(t, {
    files: {
      'me.http': `GET ${server.url('/me')}\nAuthorization: Bearer {{$auth.token("api")}}\n`,
      'http-client.env.json': JSON.stringify({ dev: { Security: { Auth: { api } } } }),
      'http-client.private.env.json': JSON.stringify({
        dev: { Security: { Auth: { api: { 'Client Secret': 'hidden-secret' } } } },
      }),
    },
    open: 'me.http',
  });
  const { webview } = workbench;
  await workbench.command('Why401: Choose Environment');
  await workbench.pick('dev');
  assert.doesNotMatch(await workbench.hover(2, 28, 'signs in with client credentials'), /hidden-secret/);
  await workbench.goTo(1, 1);
  await workbench.command('Why401: Send and Explain Request at Cursor');
  const failure = await workbench.notification('The sign-in failed');
  await workbench.screenshot('http-file-sign-in-failed');
  await failure.getByRole('button', { name: 'Sign In Again' }).click();
  for (const status of ['200', '202']) {
    await workbench.command('Why401: Send and Explain Request at Cursor');
    await webview.locator('h1, h2', { hasText: status }).first().waitFor();
    await workbench.openFile('me.http');
  }
  assert.deepEqual(
    server.received.map(({ target }) => target),
    ['/token', '/token', '/me', '/me'],
  );
});
