import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { hostName, openWindow } from '../session.ts';
import type { Workbench } from '../workbench.ts';
import { labRequests } from './lab.ts';

const secret = 'a-secret-of-the-test-with-enough-bytes';

function signedToken(): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const signed = `${encode({ alg: 'HS256', kid: 'one' })}.${encode({ iss: 'https://login.test', sub: 'ada', exp: 4102444800 })}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

/** A token that the issuer of the lab signed. */
const [labToken = ''] = /eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+/.exec(labRequests('expiredToken')) ?? [];
const { iss } = JSON.parse(Buffer.from(labToken.split('.')[1] ?? '', 'base64url').toString());

async function openToken(
  t: TestContext,
  token: string,
  settings: Record<string, unknown> = {},
  files: Record<string, string> = {},
): Promise<Workbench> {
  const text = `token = "${token}"\n`;
  const workbench = await openWindow(t, { files: { 'a.py': text, ...files }, open: 'a.py', settings });
  await workbench.decoration('expire');
  await workbench.goTo(1, 20);
  return workbench;
}

async function verifyWithPasted(workbench: Workbench, pasted: string): Promise<void> {
  await workbench.command('Why401: Verify Token Here');
  await workbench.pick('With a secret or key that I paste');
  await workbench.answer('The secret, or a key as PEM', pasted);
}

test('a wrong secret does not match, the right one verifies the token, and the hover says with what and when', async t => {
  const workbench = await openToken(t, signedToken());
  await verifyWithPasted(workbench, 'another-secret-of-the-test-with-bytes');
  await workbench.notification('does not match key from what was pasted');
  assert.match(await workbench.hover(1, 20, 'ada'), /Signature: does not match/);
  await workbench.goTo(1, 20);
  await verifyWithPasted(workbench, secret);
  await workbench.notification('verified with key from what was pasted at');
  const text = await workbench.hover(1, 20, 'ada');
  assert.match(text, /Signature: verified with key from what was pasted at \d{4}-/);
  assert.doesNotMatch(text, /not verified/);
  await workbench.screenshot('verify-hover');
});

test('a secret that the user has remembered verifies again, until it is forgotten', async t => {
  const workbench = await openToken(t, signedToken());
  await verifyWithPasted(workbench, secret);
  const toast = await workbench.notification('verified with key from what was pasted');
  await toast.getByRole('button', { name: 'Remember' }).click();
  await workbench.goTo(1, 20);
  await workbench.command('Why401: Verify Token Here');
  await workbench.pick('With the secret or key that is remembered');
  await workbench.notification('verified with key from what is remembered');
  await workbench.command('Why401: Forget Saved Credentials');
  await workbench.notification('Why401 has forgotten what it kept (1)');
});

test('a key file verifies the token: a PEM, a JWK or a JWK set', async t => {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const token = await new SignJWT({ sub: 'ada', exp: 4102444800 })
    .setProtectedHeader({ alg: 'ES256', kid: 'one' })
    .sign(privateKey);
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one' };
  const keys = {
    'key.pem': await exportSPKI(publicKey),
    'key.jwk': JSON.stringify(jwk),
    'keys.json': JSON.stringify({ keys: [jwk] }),
  };
  const workbench = await openToken(t, token, {}, keys);
  for (const name of Object.keys(keys)) {
    await workbench.command('Why401: Verify Token Here');
    await workbench.pick('With a key file…');
    await workbench.pick(name);
    await workbench.notification(`from ${name} at`);
    await workbench.goTo(1, 20);
  }
});

async function verifyWithIssuer(workbench: Workbench): Promise<void> {
  await workbench.command('Why401: Verify Token Here');
  await workbench.pick("With the issuer's keys");
}

test('the keys of an issuer are asked for after a question, and never again once the answer was "Always"', async t => {
  const workbench = await openToken(t, labToken);
  await verifyWithIssuer(workbench);
  await workbench.page.locator('.monaco-dialog-box').waitFor();
  await workbench.screenshot('verify-question');
  const asked = await workbench.dialog('Always');
  assert.ok(asked.includes(`Ask ${iss} for its keys?`), asked);
  await workbench.notification(`verified with key "lab-key-1" from ${iss}/jwks at`);
  await workbench.command('Notifications: Clear All Notifications');
  await workbench.goTo(1, 20);
  await verifyWithIssuer(workbench);
  await workbench.notification(`verified with key "lab-key-1" from ${iss}/jwks at`);
  assert.match(await workbench.hover(1, 20, 'ada'), /Signature: verified with key "lab-key-1" from/);
  await workbench.screenshot('verify-issuer-hover');
  if (hostName === 'min') return;
  for (const theme of ['Dark Modern', 'Dark High Contrast', 'Light High Contrast']) {
    await workbench.theme(theme);
    await workbench.hover(1, 20, 'ada');
    await workbench.screenshot(`verify-hover-in-${theme.replaceAll(' ', '-')}`);
  }
});

test('from a workspace that is not trusted no issuer is asked', async t => {
  const workbench = await openToken(t, labToken, {
    'why401.trustedIssuers': [iss],
    'security.workspace.trust.enabled': true,
    'security.workspace.trust.startupPrompt': 'never',
    'security.workspace.trust.banner': 'never',
  });
  await verifyWithIssuer(workbench);
  await workbench.notification('Nothing is sent from a workspace that is not trusted');
});
