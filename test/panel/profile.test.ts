// The panel with a profile: the lab's client, whose token has expired.
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { openAtLab } from '../profiles/at-lab.ts';
import { reply } from '../request/loopback.ts';
import { start } from '../request/sending.ts';
import { openPanel } from './open-panel.ts';

const at = await openAtLab();
const panel = openPanel({ profile: at.profile });
after(() => panel.sender.dispose());
const request = { method: 'GET', url: `${at.lab.origin}/orders`, headers: [] };
const hour = 3_600_000;

beforeEach(async () => {
  await at.profiles.forget('lab');
  at.policy = 'ask';
  at.renewals.tryAgain('lab');
});

/** A profile whose token expired, which says so or does not. */
async function startWith(expiresAt: number, refreshToken?: string): Promise<void> {
  await at.save({ expiresAt, ...(refreshToken && { refreshToken }) });
  await at.profiles.useFor('lab', at.lab.origin);
  panel.conversation.load(request);
}

function warnings(): readonly string[] {
  const { run } = panel.state();
  return run.kind === 'held' ? run.warnings.map(({ message, renews }) => `${message}${renews ? ' [renews]' : ''}`) : [];
}

test('a request says which profile it is sent with, and no secret of it is in the form or in a snapshot', async () => {
  await at.save({ accessToken: at.tokenOf('goodToken'), expiresAt: Date.now() + hour });
  panel.conversation.load(request);
  panel.conversation.useProfile('lab');
  await panel.conversation.send();
  const { profile, form } = panel.state();
  assert.equal(panel.result().status, '200 OK');
  assert.deepEqual(profile?.kind === 'profile' && [profile.name, profile.kept, profile.worked], [
    'Orders',
    false,
    true,
  ]);
  assert.deepEqual(form.headers, []);
  assert.ok(!JSON.stringify(panel.messages).includes(at.tokenOf('goodToken')));
  assert.equal(panel.ran.at(-1)?.request.profile, 'Orders');
  await panel.conversation.receive({ kind: 'profile', action: 'keep' });
  panel.conversation.load(request);
  assert.equal(panel.state().profile?.kind, 'profile');
  await panel.conversation.receive({ kind: 'profile', action: 'none' });
  assert.equal(panel.state().profile, undefined);
  await panel.conversation.send();
  assert.match(panel.result().status, /^401/);
});

test('a token that has expired is asked about before sending; a yes refreshes and sends', async () => {
  await startWith(Date.now() - hour);
  await panel.conversation.send();
  assert.match(warnings().join(), /^The token of "Orders" expired .+ ago \[renews\]$/);
  await panel.conversation.receive({ kind: 'profile', action: 'renew' });
  assert.equal(panel.result().status, '200 OK');
});

test('what was held back once is looked at again: another profile, and tokens that have run out since', async () => {
  await startWith(Date.now() - hour);
  panel.conversation.load({ ...request, profile: 'ordrs' });
  await panel.conversation.send();
  assert.match(warnings().join(), /^There is no profile "ordrs"/);
  panel.conversation.useProfile('lab');
  await panel.conversation.send();
  assert.match(warnings().join(), /\[renews\]$/);
  await panel.conversation.receive({ kind: 'profile', action: 'renew' });
  assert.equal(panel.result().status, '200 OK');
  await at.save({ expiresAt: Date.now() - hour });
  await panel.conversation.send();
  assert.match(warnings().join(), /\[renews\]$/);
  await panel.conversation.send();
  assert.match(panel.result().status, /^401/);
});

test('sent as it is, it fails, and the refresh is asked about once more', async () => {
  await startWith(Date.now() - hour);
  await panel.conversation.send();
  await panel.conversation.send();
  const { run } = panel.state();
  assert.ok(run.kind === 'result' && run.prompt);
  assert.deepEqual([run.prompt.title, run.prompt.questions], ['Refresh the token of "Orders"', []]);
  await panel.conversation.receive({ kind: 'fix', finding: 0, fix: 'refresh-token', answers: {} });
  assert.equal(panel.result().comparison, 'Was 401 (token expired), refreshed, now 200');
});

test('always: it is refreshed by itself from then on, before sending and after a refusal, once', async () => {
  await startWith(Date.now() - hour);
  await panel.conversation.send();
  await panel.conversation.receive({ kind: 'profile', action: 'always' });
  assert.equal(panel.result().status, '200 OK');
  assert.equal(at.policy, 'automatic');
  await startWith(Date.now() + hour);
  const sent = panel.ran.length;
  await panel.conversation.send();
  assert.equal(panel.result().comparison, 'Was 401 (token expired), refreshed, now 200');
  assert.deepEqual(
    panel.ran.slice(sent).map(({ exchange }) => exchange.response?.status),
    [401, 200],
  );
});

test('a refresh that fails leaves the 401 with its verdict, and is not tried again', async () => {
  at.policy = 'automatic';
  await startWith(Date.now() + hour, 'lab-refresh-token-0');
  const asked = at.hits();
  for (let again = 0; again < 3; again++) await panel.conversation.send();
  assert.match(panel.result().status, /^401/);
  assert.equal(at.hits() - asked, 1);
});

test('a server that refuses the refreshed token as well is asked twice, and no more', async () => {
  const challenge = { 'WWW-Authenticate': 'Bearer error="invalid_token", error_description="The token expired"' };
  const server = await start(() => reply(401, challenge));
  at.policy = 'automatic';
  await startWith(Date.now() + hour);
  const url = server.url('/orders');
  await at.profiles.useFor('lab', new URL(url).origin);
  panel.conversation.load({ ...request, url });
  const asked = at.hits();
  await panel.conversation.send();
  assert.deepEqual([server.received.length, at.hits() - asked], [2, 1]);
  assert.match(panel.result().comparison ?? '', /^Was 401 \(token expired\), refreshed, still 401/);
});

test('a workspace that is not trusted refreshes nothing', async () => {
  at.policy = 'automatic';
  await startWith(Date.now() - hour);
  const asked = at.hits();
  panel.maySend = false;
  await panel.conversation.send();
  panel.maySend = true;
  assert.equal(panel.state().run.kind, 'stopped');
  assert.equal(at.hits(), asked);
});
