// The panel with a profile whose tokens are bound to a key, at a server that wants its nonce in the proof.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { decodeJwt } from 'jose';
import { dpopKeyOf } from '../../src/oauth/dpop.ts';
import { openAtLab } from '../profiles/at-lab.ts';
import { reply } from '../request/loopback.ts';
import { start } from '../request/sending.ts';
import { openPanel } from './open-panel.ts';

const at = await openAtLab();
const panel = openPanel({ profile: at.profile });
after(() => panel.sender.dispose());
const key = await dpopKeyOf(true);

async function sendTo(url: string): Promise<void> {
  await at.save({
    accessToken: 'bound',
    tokenType: 'dpop',
    dpopKey: key?.jwk ?? '',
    expiresAt: Date.now() + 3_600_000,
  });
  await at.profiles.useFor('lab', new URL(url).origin);
  panel.conversation.load({ method: 'GET', url, headers: [] });
  await panel.conversation.send();
}

test('the proof is made again with the nonce of the server, and the next request has it from the start', async () => {
  const server = await start(request => {
    const { nonce } = decodeJwt(request.header('dpop') ?? '');
    if (nonce === 'n-1') return reply(200, {}, request.header('authorization') ?? '');
    return reply(401, { 'WWW-Authenticate': 'DPoP error="use_dpop_nonce"', 'DPoP-Nonce': 'n-1' });
  });
  const asked = at.hits();
  await sendTo(server.url('/orders'));
  assert.match(panel.result().status, /^200/);
  await panel.conversation.send();
  assert.match(panel.result().status, /^200/);
  const proofs = server.received.map(request => decodeJwt(request.header('dpop') ?? ''));
  assert.deepEqual(
    proofs.map(({ nonce }) => nonce),
    [undefined, 'n-1', 'n-1'],
  );
  assert.equal(new Set(proofs.map(({ jti }) => jti)).size, 3, 'no proof is used twice');
  assert.ok(server.received.every(request => request.header('authorization') === 'DPoP bound'));
  assert.equal(at.hits(), asked, 'the token is not renewed for that');
});

test('a server that refuses every nonce is asked twice, and no more', async () => {
  let count = 0;
  const server = await start(() =>
    reply(401, { 'WWW-Authenticate': 'DPoP error="use_dpop_nonce"', 'DPoP-Nonce': `n-${++count}` }),
  );
  await sendTo(server.url('/orders'));
  assert.equal(server.received.length, 2);
  assert.match(panel.result().status, /^401/);
});
