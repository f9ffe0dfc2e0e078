import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { fingerprintWith } from '../../src/panel/fingerprints.ts';
import { addRun, type HistoryRun, labelOf, previousRun, readRuns, titleOfComparison } from '../../src/panel/history.ts';
import { toRun } from '../../src/panel/history-entry.ts';
import { formatForComparison, formatRun, withoutMasks } from '../../src/panel/history-text.ts';
import { parseHttpFile } from '../../src/request/importers/http-file.ts';
import type { Exchange } from '../../src/request/model.ts';
import { openLabPanel } from './lab-panel.ts';

const print = fingerprintWith('key of this test');
const panel = await openLabPanel();

/** What the history keeps of the last send. */
function lastRun(id = 'run'): HistoryRun {
  const ran = panel.ran.at(-1);
  assert.ok(ran);
  return toRun(ran, id, 0, print);
}

function runOf(exchange: Exchange, id = 'run'): HistoryRun {
  return toRun({ request: exchange.request, exchange, diagnosis: diagnose(exchange) }, id, 0, print);
}

const password = 'correct horse battery';
const key = 'k9-0123456789abcdef';
const cookie = 'c7-0123456789abcdef';
const refresh = 'r5-0123456789abcdef';

const refused: Exchange = {
  id: 'exchange',
  request: {
    method: 'POST',
    url: `https://me:${encodeURIComponent(password)}@api.example.com/me?page=2&api_key=${key}`,
    headers: [
      { name: 'X-Api-Key', value: key },
      { name: 'Accept', value: '*/*' },
      { name: 'Authorization', value: `Basic ${btoa(`me:${password}`)}` },
      { name: 'Cookie', value: `sid=${cookie}` },
    ],
    body: { text: `refresh_token=${refresh}&page=1` },
  },
  response: {
    status: 401,
    statusText: `No key ${key}`,
    headers: [
      { name: 'X-Reason', value: `The password "${password}" is wrong` },
      { name: 'Set-Cookie', value: `sid=${cookie}-next` },
      { name: 'Date', value: 'Thu, 15 Jan 2026 12:00:00 GMT' },
    ],
    body: { text: `{"detail":"not ${password}","access_token":"${refresh}-next"}` },
  },
  hops: [],
  startedAt: Date.UTC(2026, 0, 15, 12),
  timing: { total: 34.6 },
};

test('a run holds no secret, wherever it stood or was repeated', () => {
  const state = JSON.stringify([runOf(refused), { ...runOf(refused), exchange: runOf(refused).exchange }]);
  for (const secret of [password, encodeURIComponent(password), btoa(`me:${password}`), key, cookie, refresh])
    assert.ok(!state.includes(secret), secret);
  for (const open of ['page=2', 'api.example.com', 'Accept', 'sid=', 'is wrong']) assert.ok(state.includes(open), open);
});

test('whatever a secret is, no run holds it', () => {
  const secrets = fc.array(fc.uuid(), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(secrets, ([token = '', user = '', session = '', field = '']) => {
      const run = runOf({
        ...refused,
        request: {
          method: 'POST',
          url: `https://me:${user}@api.example.com/${token}?access_token=${token}`,
          headers: [
            { name: 'Authorization', value: `Bearer ${token}` },
            { name: 'X-Note', value: `sent with ${session}` },
            { name: 'Cookie', value: `sid=${session}` },
          ],
          body: { text: JSON.stringify({ password: field, note: `not ${user}` }) },
        },
        response: {
          status: 403,
          statusText: session,
          headers: [{ name: 'X-Token', value: user }],
          body: { text: `${field} and ${token} ${token}` },
        },
        failure: { code: 'x', message: `with ${token}` },
      });
      const state = JSON.stringify(run);
      for (const secret of [token, user, session, field]) assert.ok(!state.includes(secret));
    }),
  );
});

test('of nothing that the lab sends is a secret kept', async () => {
  let tokens = 0;
  for (const { name } of parseHttpFile(panel.lab.httpFile).requests) {
    // A placeholder is no secret: to see it is the point.
    if (!name || name.text === 'undefinedToken' || name.text === 'examplePlaceholder') continue;
    await panel.send(name.text);
    const { request } = panel.ran.at(-1) ?? assert.fail();
    const state = JSON.stringify(lastRun());
    const sent = JSON.stringify(request);
    const secrets = [
      ...sent.matchAll(/eyJ[\w-]+\.[\w-]+\.[\w-]*/g),
      ...sent.matchAll(/(?<=Basic |Bearer |password=|secret=|api-key","value":"|token=)[\w+/=.-]{8,}/gi),
    ].map(([secret]) => secret);
    tokens += secrets.length;
    for (const secret of secrets) {
      assert.ok(!state.includes(secret), `${name.text}: ${secret}`);
      const decoded = /^[\w+/]+=*$/.test(secret) ? atob(secret.slice(0, secret.length - (secret.length % 4))) : '';
      const decodedPassword = decoded.split(':')[1] ?? '';
      if (decodedPassword.length >= 8) assert.ok(!state.includes(decodedPassword), `${name.text}: ${decodedPassword}`);
    }
  }
  assert.ok(tokens > 40, `${tokens} secrets were looked for`);
});

test('equal secrets have equal fingerprints, others have others, and another key gives others', () => {
  assert.equal(print(key), print(key));
  assert.notEqual(print(key), print(cookie));
  assert.notEqual(print(key), fingerprintWith('another key')(key));
  assert.match(JSON.stringify(runOf(refused)), new RegExp(`k9-012…19·${print(key)}`));
});

test('a run is written as it was, with its outcome, its time and what its token says', async () => {
  await panel.send('expiredToken');
  const run = lastRun();
  assert.equal(labelOf(run), '401 · token expired');
  const text = formatRun(run);
  assert.match(
    text,
    /^# 401 · token expired\n# The token expired .+\n# Sent 20\d\d-.+ UTC · took \d+ ms · from lab: exp/,
  );
  assert.match(text, /\nGET http:\/\/127\.0\.0\.1:\d+\/orders\n/);
  assert.match(
    text,
    /\nAuthorization: Bearer eyJ\w{3}…\d+·[0-9a-f]{6}\n# {3}alg: ES256\n[\s\S]*# {3}exp: 20\d\d-\d\d-\d\d .+ UTC\n/,
  );
  assert.match(text, /\n401 Unauthorized\n/);
});

test('two runs of which one token had expired differ in the token and in the answer alone', async () => {
  await panel.send('goodToken');
  const good = lastRun('good');
  await panel.send('expiredToken');
  const bad = lastRun('bad');
  assert.equal(titleOfComparison(bad, good), '401 token expired ↔ 200 OK');
  const [before, after] = [bad, good].map(run => formatForComparison(run).split('\n'));
  const request = (lines: readonly string[] = []) => {
    const start = lines.indexOf('') + 1;
    return lines.slice(start, lines.indexOf('', start)).filter(line => !line.startsWith('# '));
  };
  const changed = request(before).filter(line => !request(after).includes(line));
  assert.deepEqual(
    changed.map(line => line.split(':')[0]),
    ['authorization'],
  );
  assert.ok(before?.some(line => line.startsWith('#   exp: ')));
  assert.ok(!formatForComparison(good).includes('\ndate: '));
});

test('what is alike is written alike: names, order, parameters and JSON', () => {
  const { request, response } = refused;
  const other: Exchange = {
    ...refused,
    request: {
      ...request,
      headers: request.headers.toReversed().map(({ name, value }) => ({ name: name.toUpperCase(), value })),
    },
    ...(response && {
      response: { ...response, headers: [{ name: 'Date', value: 'later' }, ...response.headers.slice(0, 2)] },
    }),
  };
  const text = formatForComparison(runOf(refused));
  assert.equal(formatForComparison(runOf(other)), text);
  assert.match(text, /\/me\n {4}\?page=2\n {4}&api_key=k9-012…19·[0-9a-f]{6}\n/);
  assert.match(text, /\n {2}"detail": "not corre/);
});

test('a redirect is written leg by leg, with what became of the credentials', async () => {
  await panel.send('redirectedAway');
  const text = formatRun(lastRun());
  assert.match(text, /\n30\d .+\n[\s\S]*# Authorization was withheld: .+\n\nGET http:[\s\S]*\n401 Unauthorized\n/);
});

test('without its secrets a run is a request with variables, and says what is missing', () => {
  const { request, missing } = withoutMasks(runOf(refused));
  assert.deepEqual(missing, [
    'the secret in the URL',
    'the secret of "X-Api-Key"',
    'the secret of "Authorization"',
    'the secret of "Cookie"',
    'the secret in the body',
  ]);
  assert.equal(request.url, 'https://me:{{secret}}@api.example.com/me?page=2&api_key={{secret}}');
  assert.deepEqual(request.headers.at(2), { name: 'Authorization', value: 'Basic {{token}}' });
  assert.equal(request.body?.text, 'refresh_token={{secret}}&page=1');
  const open = { ...refused, request: { method: 'GET', url: 'https://api.example.com/', headers: [] } };
  assert.deepEqual(withoutMasks(runOf(open)), { request: open.request, missing: [] });
});

test('the runs are so many at the most, and together so long; the oldest go', () => {
  const one = runOf(refused);
  let runs: readonly HistoryRun[] = [];
  for (let i = 0; i < 120; i++) runs = addRun(runs, { ...one, id: String(i) });
  assert.equal(runs.length, 100);
  assert.equal(runs[0]?.id, '119');
  const long = { ...one, title: 'x'.repeat(150_000) };
  for (let i = 0; i < 5; i++) runs = addRun(runs, { ...long, id: `long ${i}` });
  assert.deepEqual(
    runs.map(({ id }) => id),
    ['long 4', 'long 3'],
  );
});

test('a long body is kept in part, masked to its end, and said to be in part', () => {
  const text = `${'x'.repeat(1_990)} ${key} ${'y'.repeat(100_000)}`;
  const run = runOf({ ...refused, response: { status: 200, statusText: 'OK', headers: [], body: { text } } });
  assert.ok(JSON.stringify(run).length < 5_000);
  assert.ok(!JSON.stringify(run).includes(key.slice(0, 9)));
  assert.match(formatRun(run), /# Not all of the body is kept\n/);
  for (const body of [{ text }, { text: '(binary)', base64: btoa('\0\0\0\0 bytes') }]) {
    const sent = runOf({ ...refused, request: { ...refused.request, body } });
    assert.ok(withoutMasks(sent).missing.includes('all of the body'));
    assert.ok(!('base64' in (sent.exchange.request.body ?? {})));
  }
});

test('the previous run is the last one of the same method and address', () => {
  const run = (id: string, method: string, url: string) =>
    runOf({ ...refused, request: { method, url, headers: [] } }, id);
  const runs = [
    run('now', 'GET', 'https://a.example/me?page=2'),
    run('method', 'POST', 'https://a.example/me'),
    run('address', 'GET', 'https://a.example/you'),
    run('same', 'GET', 'https://a.example/me'),
  ];
  const [now, , , same] = runs;
  assert.ok(now && same);
  assert.equal(previousRun(runs, now), same);
  assert.equal(previousRun(runs, same), undefined);
});

test('a state of another shape shows nothing', () => {
  const run = runOf(refused);
  assert.deepEqual(readRuns([run, null, 3, {}, { ...run, exchange: {} }, { ...run, tokens: 1 }]), [run]);
  assert.deepEqual(readRuns(undefined), []);
  assert.deepEqual(readRuns({ 0: run }), []);
});
