import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWindow } from '../session.ts';

const transcript = `> GET /me HTTP/1.1
> Host: api.example.com
> Authorization: Bearer undefined
>
< HTTP/1.1 401 Unauthorized
< WWW-Authenticate: Bearer error="invalid_token"
< Content-Length: 0
<
`;

test('what curl printed is explained from the open file, and a text without an exchange is said to be none', async t => {
  const workbench = await openWindow(t, {
    files: { 'a.http': 'GET http://127.0.0.1:1/\n', 'curl.txt': transcript, 'notes.txt': 'Nothing of that kind.\n' },
    open: 'a.http',
  });
  await workbench.codeLens('Send and explain').waitFor();
  await workbench.openFile('notes.txt');
  await workbench.command('Why401: Explain…');
  await workbench.pick('This file');
  await workbench.notification('Nothing to explain in notes.txt');
  await workbench.openFile('curl.txt');
  await workbench.command('Why401: Explain…');
  await workbench.pick('This file');
  const verdict = workbench.webview.locator('.verdict');
  await verdict.waitFor();
  assert.match((await verdict.textContent()) ?? '', /"undefined"/);
});
