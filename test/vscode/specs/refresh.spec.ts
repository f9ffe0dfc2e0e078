import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { openWindow } from '../session.ts';

function tokenOf(payload: object): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  return [encode({ alg: 'HS256', typ: 'at+jwt' }), encode(payload), 'A'.repeat(43)].join('.');
}

test('a token is refreshed where a refresh token stands beside it, masked, and put back', async t => {
  const asked: Promise<string>[] = [];
  const issuer = createServer(async (request: IncomingMessage, response) => {
    const { origin } = new URL(`http://${request.headers.host}`);
    const isToken = request.method === 'POST' && request.url === '/token';
    if (isToken) asked.push(text(request));
    const fresh = tokenOf({ iss: origin, sub: 'ada', exp: 4_102_444_800 });
    const answer = isToken
      ? { access_token: fresh, token_type: 'Bearer', refresh_token: 'the-next-refresh-token' }
      : { issuer: origin, token_endpoint: `${origin}/token` };
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answer));
  });
  await once(issuer.listen(0, '127.0.0.1'), 'listening');
  t.after(() => issuer.close());
  const iss = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
  const stored = {
    client_id: 'web',
    refresh_token: 'the-old-refresh-token',
    access_token: tokenOf({ iss, sub: 'ada', exp: 1_600_000_000 }),
  };
  const workbench = await openWindow(t, {
    files: { 'a.json': `${JSON.stringify(stored, undefined, 2)}\n` },
    open: 'a.json',
    settings: { 'editor.wordWrap': 'on' },
  });
  await workbench.decoration('expired');

  await workbench.hover(4, 30, 'Refresh');
  await workbench.page.locator('.monaco-hover:visible a', { hasText: 'Refresh' }).click();
  assert.match(await workbench.dialog('Once'), /for its token endpoint\?/);
  await workbench.page.locator('.monaco-dialog-box', { hasText: 'Send the refresh token' }).waitFor();
  await workbench.screenshot('refresh-question');
  const question = await workbench.dialog('Send');
  assert.ok(question.includes(`Send the refresh token to ${iss}/token?`), question);
  assert.match(question, /the-ol…21 from a\.json for the client "web"/);
  await workbench.text('the-next-refresh-token');
  await workbench.decoration('expires in');
  assert.deepEqual(await Promise.all(asked), [
    'grant_type=refresh_token&refresh_token=the-old-refresh-token&client_id=web',
  ]);
  await workbench.goTo(4, 30);
  await workbench.page.keyboard.press('Control+Z');
  await workbench.text('the-old-refresh-token');
  await workbench.decoration('expired');

  await workbench.goTo(4, 30);
  await workbench.command('Why401: Mask Token in This File…');
  await workbench.page.locator('.quick-input-list:visible', { hasText: 'Put a placeholder' }).waitFor();
  await workbench.screenshot('mask-ways');
  await workbench.pick('Put a placeholder, and keep the token');
  assert.doesNotMatch(await workbench.text('"access_token": "why401-kept-token-'), /eyJ/);
  await workbench.hover(4, 30, 'Put it back');
  await workbench.screenshot('masked-hover');
  await workbench.page.locator('.monaco-hover:visible a', { hasText: 'Put it back' }).click();
  await workbench.text('"access_token": "eyJ');
});
