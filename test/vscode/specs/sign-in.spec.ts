import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { openWindow } from '../session.ts';

/** Addresses of this machine would be opened by a way that the editor makes, and as no other address is. */
const login = 'https://login.example';

/** An issuer that binds tokens to keys. It tells what was asked at its token endpoints. */
async function startIssuer(t: TestContext) {
  const asked: { readonly path: string; readonly form: URLSearchParams; readonly proof: boolean }[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { origin, pathname } = new URL(request.url ?? '/', `http://${request.headers.host}`);
    if (request.method === 'POST') {
      const proof = request.headers.dpop !== undefined;
      asked.push({ path: pathname, form: new URLSearchParams(await text(request)), proof });
    }
    const tokens = { access_token: 'a1', token_type: 'DPoP', expires_in: 600, refresh_token: 'r1' };
    const metadata = {
      issuer: origin,
      token_endpoint: `${origin}/token`,
      authorization_endpoint: `${login}/authorize`,
      revocation_endpoint: `${origin}/revoke`,
      dpop_signing_alg_values_supported: ['ES256'],
    };
    response
      .setHeader('Content-Type', 'application/json')
      .end(JSON.stringify(pathname === '/token' ? tokens : metadata));
  };
  const server = createServer((request, response) => void answer(request, response));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.after(() => server.close());
  return { asked, issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test('the browser comes back to the editor; the profile is signed out at the server, and signed in again', async t => {
  const { asked, issuer } = await startIssuer(t);
  const workbench = await openWindow(t, { files: { 'a.txt': '' }, open: 'a.txt' });
  const { page } = workbench;
  await page.context().route(`${login}/**`, route => {
    const { searchParams } = new URL(route.request().url());
    const back = new URL(searchParams.get('redirect_uri') ?? '');
    back.searchParams.set('code', 'a+b');
    back.searchParams.set('state', searchParams.get('state') ?? '');
    return route.fulfill({
      contentType: 'text/html',
      body: `<script>location = ${JSON.stringify(back.href)}</script>`,
    });
  });
  const view = page.locator('.part.sidebar');
  await workbench.command('View: Show Why401');
  await workbench.command('Why401: Sign In…');
  await workbench.pick('OAuth');
  await workbench.answer('The issuer', issuer);
  await workbench.pick('Authorization code with PKCE');
  await workbench.answer('The client id', 'web');
  await workbench.pick('None');
  const redirect = page.locator('.quick-input-widget:visible', { hasText: 'The redirect URI' }).locator('input.input');
  const registered = await redirect.inputValue();
  assert.match(registered, /^[\w-]+:\/\/why401\.why401\/callback$/);
  await workbench.screenshot('sign-in-redirect');
  await redirect.press('Enter');
  await workbench.pick('Yes');
  await workbench.answer('The scope', 'orders:read');
  await workbench.answer('What else', '');
  await workbench.answer('The name of the profile', 'orders');
  assert.match(await workbench.dialog('Open'), /login\.example/);
  await workbench.notification('is kept');
  const [signedIn] = asked;
  assert.ok(signedIn?.proof, 'the tokens are bound to a key');
  assert.equal(signedIn.form.get('code'), 'a+b');
  assert.match(signedIn.form.get('redirect_uri') ?? '', /^http:.*why401\.why401/);
  await view.locator('.monaco-list-row', { hasText: 'OAuth · expires in' }).waitFor();

  await workbench.command('Why401: Sign Out…');
  await workbench.pick('orders');
  await workbench.notification('the server has ended its tokens');
  assert.deepEqual(
    asked.slice(1).map(({ path, form }) => `${path} ${form.get('token')}`),
    ['/revoke r1', '/revoke a1'],
  );
  await view.locator('.monaco-list-row', { hasText: 'OAuth · signed out' }).waitFor();
  await workbench.screenshot('profile-signed-out');

  await workbench.command('Why401: Sign In Again…');
  await workbench.pick('orders');
  await workbench.dialog('Open');
  await view.locator('.monaco-list-row', { hasText: 'OAuth · expires in' }).waitFor();
  assert.equal(asked.at(-1)?.path, '/token');
});
