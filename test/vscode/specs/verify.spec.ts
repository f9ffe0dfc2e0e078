import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { openWindow } from '../session.ts';
import type { Workbench } from '../workbench.ts';

const secret = 'a-secret-of-the-test-with-enough-bytes';

function signedToken(issuer: string): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const signed = `${encode({ alg: 'HS256', kid: 'one' })}.${encode({ iss: issuer, sub: 'ada', exp: 4102444800 })}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

async function openToken(t: TestContext, settings: Record<string, unknown> = {}): Promise<Workbench> {
  const text = `token = "${signedToken('https://login.test')}"\n`;
  const workbench = await openWindow(t, { files: { 'a.py': text }, open: 'a.py', settings });
  await workbench.decoration('expires');
  await workbench.goTo(1, 20);
  return workbench;
}

async function verifyWithPasted(workbench: Workbench, pasted: string): Promise<void> {
  await workbench.command('Why401: Verify Token Here');
  await workbench.pick('With a secret or key that I paste');
  await workbench.answer('The secret, or a key as PEM', pasted);
}

test('a pasted secret verifies the token, and the hover says with what and when', async t => {
  const workbench = await openToken(t);
  await verifyWithPasted(workbench, secret);
  const toast = await workbench.notification('verified with key from what was pasted at');
  await toast.getByRole('button', { name: 'Remember' }).click();
  const text = await workbench.hover(1, 20, 'ada');
  assert.match(text, /Signature: verified with key from what was pasted at \d{4}-/);
  assert.doesNotMatch(text, /not verified/);
  await workbench.screenshot('verify-hover');
});

test('a wrong secret does not match', async t => {
  const workbench = await openToken(t);
  await verifyWithPasted(workbench, 'another-secret-of-the-test-with-bytes');
  await workbench.notification('does not match key from what was pasted');
  assert.match(await workbench.hover(1, 20, 'ada'), /Signature: does not match/);
});
