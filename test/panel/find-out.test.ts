import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reply } from '../request/loopback.ts';
import { start } from '../request/sending.ts';
import { openLabPanel } from './lab-panel.ts';

const key = 'k4jv8zq2m1x7c9b3n5w6t0yd';
const panel = await openLabPanel();
/** It wants the key in a header of its own, and says only "no". */
const silent = await start(request =>
  request.header('x-api-key') === key ? reply(200, {}, 'orders') : reply(401, {}, 'Unauthorized'),
);

async function sendKey(method = 'GET'): Promise<void> {
  panel.conversation.load({
    method,
    url: silent.url('/orders'),
    headers: [{ name: 'Authorization', value: `Bearer ${key}` }],
  });
  await panel.conversation.send();
}

function investigation() {
  const { run } = panel.state();
  assert.equal(run.kind, 'result');
  return run.investigation;
}

test('experiments bring the cause to the top, and the table tells how', async () => {
  await sendKey();
  assert.notEqual(panel.result().findings[0]?.cause, 'wrong-header-name');
  await panel.conversation.receive({ kind: 'find-out' });
  assert.equal(panel.result().findings[0]?.cause, 'wrong-header-name');
  const last = investigation()?.steps.at(-1);
  assert.equal(last?.title, 'With the same credentials in "X-Api-Key"');
  assert.equal(last?.answer, '200 Status');
  assert.equal(investigation()?.running, false);
});

test('the request that worked takes the place of the failed one', async () => {
  await sendKey();
  await panel.conversation.receive({ kind: 'find-out' });
  const step = investigation()?.steps.findIndex(({ mends }) => mends) ?? -1;
  await panel.conversation.receive({ kind: 'use-experiment', step });
  assert.equal(panel.result().comparison, 'Was 401 (wrong header name), now 200');
  assert.deepEqual(
    panel.state().form.headers.map(({ name }) => name),
    ['X-Api-Key'],
  );
  await panel.conversation.receive({ kind: 'copy-report' });
  const report = panel.copied.at(-1) ?? '';
  assert.match(report, /Was 401 \(wrong header name\), now 200/);
  assert.ok(!report.includes(key));
});

test('the table grows while experiments are made', async () => {
  await sendKey();
  const from = panel.messages.length;
  await panel.conversation.receive({ kind: 'find-out' });
  const counts = panel.messages.slice(from).flatMap(message => {
    if (message.kind !== 'state' || message.state.run.kind !== 'result') return [];
    return message.state.run.investigation?.steps.length ?? [];
  });
  const grown = [...new Set(counts)];
  assert.ok(grown.length > 2);
  assert.deepEqual(grown, [...grown.keys()]);
});

test('a request that changes something is not sent again', async () => {
  await sendKey('POST');
  const before = silent.received.length;
  await panel.conversation.receive({ kind: 'find-out' });
  assert.ok(silent.received.slice(before).every(({ method }) => method === 'GET'));
});

test('a password is sent once', async () => {
  panel.conversation.load({
    method: 'GET',
    url: silent.url('/orders'),
    headers: [{ name: 'Authorization', value: `Basic ${btoa('ada:engine')}` }],
  });
  await panel.conversation.send();
  await panel.conversation.receive({ kind: 'find-out' });
  const sent = silent.received.filter(request => request.header('authorization')?.startsWith('Basic '));
  assert.equal(sent.length, 1);
});

test('nothing is sent from a workspace that is not trusted, and none after "Stop"', async () => {
  await sendKey();
  panel.maySend = false;
  const before = silent.received.length;
  assert.equal(await panel.conversation.findOut(), false);
  panel.maySend = true;
  const found = panel.conversation.findOut();
  await panel.conversation.receive({ kind: 'cancel' });
  await found;
  assert.ok(silent.received.length <= before + 1, `${silent.received.length - before} requests`);
  assert.equal(investigation()?.running, false);
});

test('a key that the server repeats is masked in what is shown of the answer', async () => {
  const echoing = await start(request => reply(401, {}, `no such key: ${request.header('authorization')}`));
  panel.conversation.load({
    method: 'GET',
    url: echoing.url('/'),
    headers: [{ name: 'Authorization', value: `Bearer ${key}` }],
  });
  await panel.conversation.send();
  assert.ok(!JSON.stringify(panel.state()).includes(key));
  assert.match(JSON.stringify(panel.result().response?.body), /no such key: Bearer /);
});
