/// <reference lib="dom" />
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

const archive = JSON.stringify({
  log: {
    entries: [
      {
        startedDateTime: '2026-01-02T03:04:05Z',
        request: { method: 'GET', url: 'http://api.example.com/me', headers: [] },
        response: {
          status: 407,
          statusText: 'Proxy Authentication Required',
          headers: [{ name: 'Proxy-Authenticate', value: 'Basic realm="proxy"' }],
          content: {},
        },
      },
    ],
  },
});

test('what curl printed is explained from the open file, a HAR that is dropped too, and any other text is said to be none', async t => {
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

  await workbench.webview.locator('body').evaluate((body, har) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([har], 'dropped.har'));
    body.dispatchEvent(new DragEvent('drop', { bubbles: true, dataTransfer }));
  }, archive);
  await workbench.webview.getByText('dropped.har').waitFor();
  assert.match(await verdict.innerText(), /407/);
});
