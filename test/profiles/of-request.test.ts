// A profile at work: what is warned of, what the request is sent with, and what a renewal does to it.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import type { ImportedRequest } from '../../src/request/importer.ts';
import { sender } from '../request/sending.ts';
import { openAtLab } from './at-lab.ts';

const at = await openAtLab();
const request: ImportedRequest = { method: 'GET', url: `${at.lab.origin}/orders`, headers: [] };
const hour = 3_600_000;

beforeEach(async () => {
  await at.profiles.forget('lab');
  at.renewals.tryAgain('lab');
  at.policy = 'ask';
  at.profile.reset();
});

async function warnings(to = request, agreed = false): Promise<readonly string[]> {
  const found = await at.profile.check(to, agreed);
  return found === 'cancelled' ? [found] : found.map(({ message, renews }) => `${message}${renews ? ' [renews]' : ''}`);
}

async function send(to = request) {
  const used = await at.profile.use(to);
  const exchange = await sender.send({ ...to, headers: used?.headers ?? to.headers }, used?.options);
  const diagnosis = diagnose(exchange);
  return { status: exchange.response?.status, advice: at.profile.judge(exchange, diagnosis), exchange };
}

test('a profile is offered for an origin once it has worked there, and is then sent unasked to that origin alone', async () => {
  await at.save({ accessToken: at.tokenOf('goodToken'), expiresAt: Date.now() + hour });
  assert.equal(at.profile.show(request), undefined);
  at.profile.choose('lab', request.url);
  assert.deepEqual(await warnings(), []);
  const chosen = at.profile.show(request);
  assert.equal(chosen?.kind === 'profile' && chosen.worked, false);
  assert.equal((await send()).status, 200);
  const shown = at.profile.show(request);
  assert.deepEqual(shown?.kind === 'profile' && [shown.name, shown.origin, shown.kept, shown.worked], [
    'Orders',
    at.lab.origin,
    false,
    true,
  ]);
  await at.profile.keep(request);
  at.profile.reset();
  assert.equal((await send()).status, 200);
  const elsewhere = { ...request, url: request.url.replace('127.0.0.1', 'localhost') };
  assert.equal(at.profile.show(elsewhere), undefined);
  assert.equal(await at.profile.use(elsewhere), undefined);
  await at.profile.stop(request);
  at.profile.reset();
  assert.equal(at.profile.show(request), undefined);
});

test('a profile that a file names goes to another origin only after a warning that says where', async () => {
  await at.save({ accessToken: at.tokenOf('goodToken'), expiresAt: Date.now() + hour });
  at.profile.reset('orders');
  assert.equal(await at.profile.use(request), undefined);
  const [warning, ...others] = await warnings();
  assert.equal(
    warning,
    `The profile "Orders" was not used for ${at.lab.origin} before: sending gives that server its credentials`,
  );
  assert.deepEqual(others, []);
  assert.equal((await send()).status, 200);
  assert.equal(await at.profile.use({ ...request, url: 'http://127.0.0.1:1/' }), undefined);
  at.profile.reset('payments');
  assert.match((await warnings())[0] ?? '', /^There is no profile "payments": choose one/);
});

test('a token that runs out is renewed before sending: by itself, when the user says so, or not at all', async () => {
  for (const [policy, agreed, expected, hits] of [
    ['never', false, /^The token of "Orders" expired .*; "why401\.refresh" says.*\[renews\]$/, 0],
    ['ask', false, /^The token of "Orders" expired .+ ago \[renews\]$/, 0],
    ['ask', true, /^$/, 1],
    ['automatic', false, /^$/, 1],
  ] as const) {
    await at.save({ expiresAt: Date.now() - hour });
    await at.profiles.useFor('lab', at.lab.origin);
    at.policy = policy;
    const asked = at.hits();
    assert.match((await warnings(request, agreed)).join('\n'), expected);
    assert.equal(at.hits() - asked, hits, policy);
    assert.equal((await send()).status, hits === 0 ? 401 : 200);
  }
});

test('a token that is refused although it seemed good is renewed once, and then the request succeeds', async () => {
  await at.save({ expiresAt: Date.now() + hour });
  await at.profiles.useFor('lab', at.lab.origin);
  assert.equal((await send()).advice, 'ask');
  at.policy = 'never';
  assert.equal((await send()).advice, undefined);
  at.policy = 'automatic';
  assert.deepEqual(await warnings(), []);
  assert.equal((await send()).advice, 'renew');
  assert.equal(await at.profile.renew(), true);
  assert.equal((await send()).status, 200);
});

test('a renewal that failed is told with its reason, and not tried again', async () => {
  await at.save({ expiresAt: Date.now() - hour, refreshToken: 'lab-refresh-token-0' });
  await at.profiles.useFor('lab', at.lab.origin);
  at.policy = 'automatic';
  const asked = at.hits();
  for (let again = 0; again < 3; again++)
    assert.match((await warnings())[0] ?? '', /could not be renewed: .*"invalid_grant": The refresh token is revoked/);
  assert.equal((await send()).advice, undefined);
  assert.equal(await at.profile.renew(), false);
  assert.equal(at.hits() - asked, 1);
});

test('a password over plain http to another computer is warned of', async () => {
  await at.profiles.save({ id: 'lab', name: 'Ada', credentials: { kind: 'basic', user: 'ada', password: 'x' } });
  const open = { ...request, url: 'http://api.example/' };
  at.profile.choose('lab', open.url);
  assert.match((await warnings(open))[0] ?? '', /"Ada" would cross the network to "api\.example" unencrypted/);
});

test('credentials are not given unasked to a server that the request does not verify', async () => {
  await at.profiles.save({ id: 'lab', name: 'Ada', credentials: { kind: 'basic', user: 'ada', password: 'x' } });
  const url = 'https://api.example/';
  await at.profiles.useFor('lab', url.slice(0, -1));
  assert.deepEqual(await warnings({ ...request, url }), []);
  assert.match((await warnings({ ...request, url, options: { verifyTls: false } }))[0] ?? '', /is not verified/);
});

test('a request that was mended out of the sent one gets the profile anew, unless it has other credentials or goes elsewhere', async () => {
  await at.save({ accessToken: at.tokenOf('goodToken'), expiresAt: Date.now() + hour });
  at.profile.choose('lab', request.url);
  const { exchange } = await send();
  const [sent] = exchange.request.headers.filter(({ name }) => name === 'Authorization');
  assert.ok(sent);
  const mended = { ...request, url: `${request.url}/`, headers: [sent, { name: 'Accept', value: '*/*' }] };
  assert.deepEqual(at.profile.takeBack(mended).headers, [{ name: 'Accept', value: '*/*' }]);
  assert.equal(at.profile.show(mended)?.kind, 'profile');
  assert.deepEqual(at.profile.takeBack({ ...mended, url: 'https://other.example/' }).headers, mended.headers);
  assert.equal(at.profile.show(mended), undefined);
});
