import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folderWith, json, noon, tokenWith, why401 } from './cli.ts';

const seconds = noon / 1000;
const expired = tokenWith({ iss: 'https://issuer.test/', aud: 'api', exp: seconds - 3600 });
const good = tokenWith({ aud: 'api', exp: seconds + 3600 });

test('each token has its place, its parts and its state', async () => {
  const cwd = folderWith({ 'a.env': `A=1\nTOKEN=${expired}\n` });
  const outcome = await why401(['tokens', '--format', 'json'], { cwd });
  assert.equal(outcome.status, 1);
  const document = json(outcome);
  assert.equal(document.schema, 'why401/tokens@1');
  const [{ problems, ...token }] = document.tokens;
  assert.ok(Array.isArray(problems));
  assert.deepEqual(token, {
    file: 'a.env',
    line: 2,
    column: 7,
    endLine: 2,
    endColumn: 7 + expired.length,
    kind: 'jws',
    header: { alg: 'HS256', typ: 'JWT' },
    payload: { iss: 'https://issuer.test/', aud: 'api', exp: seconds - 3600 },
    state: 'expired',
    expiresAt: '2026-01-31T11:00:00.000Z',
    issuer: 'https://issuer.test/',
  });
});

test('--at judges as of another time, in any offset', async () => {
  const state = async (at: string) =>
    json(await why401(['tokens', '-', '--at', at, '--format', 'json'], { stdin: expired })).tokens[0].state;
  assert.equal(await state('2026-01-31T10:59:59Z'), 'valid');
  assert.equal(await state('2026-01-31T12:30:00.5+02:00'), 'valid');
  assert.equal(await state('2026-01-31T11:00:00Z'), 'expired');
});

test('a time that is no RFC 3339 time is wrong usage', async () => {
  for (const at of ['yesterday', '2026-01-31', '2026-01-31T12:00:00', '2026-13-01T00:00:00Z']) {
    const { status, error } = await why401(['tokens', '-', '--at', at], { stdin: good });
    assert.equal(status, 2, at);
    assert.match(error, /^why401: --at is /);
  }
});

test('a good token ends with status 0, and a folder without tokens as well', async () => {
  assert.equal((await why401(['tokens', '-'], { stdin: good })).status, 0);
  assert.equal((await why401(['tokens'], { cwd: folderWith({ 'a.js': 'none' }) })).out, 'No tokens found\n');
});

test('a token that is about to expire is still valid', async () => {
  const soon = tokenWith({ aud: 'api', exp: seconds + 10 });
  const { tokens } = json(await why401(['tokens', '-', '--format', 'json'], { stdin: soon }));
  assert.equal(tokens[0].state, 'valid');
});

test('no output holds a token', async () => {
  for (const format of ['text', 'json']) {
    const { out } = await why401(['tokens', '-', '--format', format], { stdin: `${expired} ${good}` });
    assert.ok(!out.includes(expired) && !out.includes(good));
  }
});
