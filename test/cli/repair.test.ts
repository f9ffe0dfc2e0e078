import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { after, before, test } from 'node:test';
import { askAtTerminal } from '../../src/cli/terminal.ts';
import { type Lab, startLab } from '../../src/lab/lab.ts';
import { reply, serve } from '../request/loopback.ts';
import { folderWith, json, why401 } from './cli.ts';

let lab: Lab;
let cwd: string;

before(async () => {
  lab = await startLab();
  cwd = folderWith({ 'lab.http': lab.httpFile });
});

after(() => lab.stop());

const repair = (name: string, more: readonly string[] = [], io: Parameters<typeof why401>[1] = {}) =>
  why401(['send', '--http', 'lab.http', '--name', name, '--repair', ...more], { cwd, now: Date.now, ...io });

test('a fix that needs nothing is shown as a diff, taken once and compared', async () => {
  const { status, out, error } = await repair('doubledScheme', ['--har-out', 'both.har']);
  assert.equal(status, 0);
  assert.match(error, /^- Authorization: Bearer Bearer \S+…\d+\n\+ Authorization: Bearer \S+…\d+$/m);
  assert.match(out, /Was 40[01] \(malformed header\), now 200/);
  const { entries } = JSON.parse(readFileSync(join(cwd, 'both.har'), 'utf8')).log;
  assert.deepEqual(entries.map((entry: { response: { status: number } }) => entry.response.status).slice(1), [200]);
});

test('answers that are given are used, also from the environment', async () => {
  const environment = { WHY401_PASSWORD: 'engine-no-1' };
  const outcome = await repair('wrongPassword', ['--answer', 'user=ada', '--answer', 'password', '--format', 'json'], {
    environment,
  });
  assert.equal(outcome.status, 0);
  const document = json(outcome);
  assert.equal(document.exchange.status, 401);
  assert.equal(document.repairs[0].comparison, 'Was 401 (invalid credentials), now 200');
  assert.equal(document.repairs[0].exchange.status, 200);
  assert.ok(!`${outcome.out}${outcome.error}`.includes('engine-no-1'));
});

test('what a fix lacks is said where nobody can be asked, and nothing more is sent', async () => {
  const outcome = await repair('wrongPassword', ['--format', 'json']);
  assert.equal(outcome.status, 1);
  const [needs] = json(outcome).repairs;
  assert.deepEqual([needs.id, needs.taken, needs.needs], ['ask-credentials', false, ['user', 'password']]);
  const { out } = await repair('wrongPassword');
  assert.match(out, /Not taken: Enter Basic credentials.*it needs --answer user=… --answer password=…\n$/);
});

test('what is missing is asked at a terminal, and a wrong password is sent once', async () => {
  const server = await serve(() => reply(401, { 'WWW-Authenticate': 'Basic realm="x"' }));
  const asked: string[] = [];
  const ask = async (question: string, secret: boolean) => {
    asked.push(`${question}${secret ? ' (secret)' : ''}`);
    return 'ada';
  };
  const { status, out } = await why401(['send', 'GET', server.url('/'), '--repair'], { now: Date.now, ask });
  await server.stop();
  assert.equal(status, 1);
  assert.deepEqual(asked, ['User name', 'Password (secret)']);
  assert.equal(server.received.length, 2);
  assert.match(out, /Was 401 \(credentials missing\), still 401 \(invalid credentials\)/);
});

test('credentials go where a redirect leads only once whoever runs it agrees to that server', async () => {
  const other = await serve(() => reply(401, { 'WWW-Authenticate': 'Bearer' }));
  const api = await serve(() => reply(302, { Location: other.url('/').replace('127.0.0.1', 'localhost') }));
  const seen = () => other.received.flatMap(request => request.header('authorization') ?? []);
  const send = (...more: string[]) =>
    why401(['send', 'GET', api.url('/'), '-H', 'Authorization: Bearer abc', '--repair', ...more], { now: Date.now });
  const { out, error } = await send();
  assert.match(error, /^! It goes to "http:\/\/localhost:\d+" instead of/m);
  assert.match(out, /Not taken: .*it needs --answer yes=…\n$/);
  assert.deepEqual(seen(), []);
  await send('--answer', 'yes=y');
  assert.deepEqual(seen(), ['Bearer abc']);
  await Promise.all([other.stop(), api.stop()]);
});

test('an answer without a value and without its variable is wrong usage', async () => {
  const { status, error } = await repair('wrongPassword', ['--answer', 'password']);
  assert.equal(status, 2);
  assert.match(error, /"WHY401_PASSWORD" is not set/);
});

test('a terminal does not show what is typed as a secret', async () => {
  const input = new PassThrough();
  const output = new PassThrough();
  const asked = askAtTerminal({ input, output, signal: new AbortController().signal }, 'Password', true);
  input.write('engine-no-1\r');
  assert.equal(await asked, 'engine-no-1');
  assert.equal(String(output.read()), 'Password: \n');
});

test('an answer without --repair is wrong usage', async () => {
  const { status, error } = await why401(['send', 'GET', 'http://127.0.0.1:1/', '--answer', 'user=ada']);
  assert.deepEqual([status, error], [2, 'why401: --answer is of use only with --repair\n']);
});

test('a terminal that ends gives no answer', async () => {
  const input = new PassThrough();
  const asked = askAtTerminal(
    { input, output: new PassThrough(), signal: new AbortController().signal },
    'User',
    false,
  );
  input.end();
  assert.equal(await asked, undefined);
});
