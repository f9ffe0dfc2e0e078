import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWindow } from '../session.ts';

test('each request of a .http file has a CodeLens above it', async t => {
  const workbench = await openWindow(t, {
    files: { 'api.http': 'GET http://127.0.0.1:1/first\n\n###\n\nGET http://127.0.0.1:1/second\n' },
    open: 'api.http',
  });
  await workbench.text('second');
  await workbench.codeLens('Send and explain').waitFor();
  assert.equal(await workbench.editor.locator('.codelens-decoration a', { hasText: 'Send and explain' }).count(), 2);
});
