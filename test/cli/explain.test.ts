import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { causes } from '../../src/causes/catalogue.ts';
import { folderWith, json, noon, tokenWith, why401 } from './cli.ts';

interface Entry {
  readonly id?: string;
  readonly url?: string;
  readonly request?: Readonly<Record<string, string>>;
  readonly status?: number;
  readonly response?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const headers = (fields: Readonly<Record<string, string>>) =>
  Object.entries(fields).map(([name, value]) => ({ name, value }));

function harOf(...entries: readonly Entry[]): string {
  return JSON.stringify({
    log: {
      version: '1.2',
      creator: { name: 'test', version: '1' },
      entries: entries.map(
        ({ id, url = 'https://api.test/orders', request = {}, status = 401, response = {}, body = '' }) => ({
          ...(id && { _id: id }),
          startedDateTime: new Date(noon).toISOString(),
          time: 12,
          request: {
            method: 'GET',
            url,
            httpVersion: 'HTTP/1.1',
            headers: headers(request),
            queryString: [],
            cookies: [],
          },
          response: {
            status,
            statusText: '',
            headers: headers({ Date: new Date(noon).toUTCString(), ...response }),
            content: { size: body.length, mimeType: 'application/json', text: body },
            redirectURL: response.Location ?? '',
          },
          timings: { send: 1, wait: 10, receive: 1 },
        }),
      ),
    },
  });
}

const expired = tokenWith({ aud: 'api', exp: noon / 1000 - 7200 });
const failing: Entry = {
  id: 'entry-7',
  request: { Authorization: `Bearer ${expired}` },
  response: { 'WWW-Authenticate': 'Bearer error="invalid_token", error_description="The token expired"' },
};

test('an expired token is found, with evidence that points at where it stands', async () => {
  const outcome = await why401(['explain', '--har', '-', '--format', 'json'], { stdin: harOf(failing) });
  assert.equal(outcome.status, 1);
  assert.equal(outcome.error, '');
  const document = json(outcome);
  assert.equal(document.schema, 'why401/explain@1');
  const [{ id, index, method, url, status, findings, observations }] = document.exchanges;
  assert.deepEqual([id, index, method, url, status], ['entry-7', 0, 'GET', 'https://api.test/orders', 401]);
  assert.ok(Array.isArray(observations));
  const [finding] = findings;
  assert.equal(finding.cause, 'token-expired');
  assert.ok(finding.confidence > 0.5 && finding.confidence <= 1);
  assert.ok(finding.title.length > 0 && finding.why.length > 0);
  for (const { source, text, pointer } of finding.evidence)
    assert.ok(source.length > 0 && text.length > 0 && typeof pointer.kind === 'string');
  for (const fix of finding.fixes) assert.deepEqual(Object.keys(fix).sort(), ['automatic', 'id', 'title']);
  for (const reference of finding.references) assert.deepEqual(Object.keys(reference).sort(), ['title', 'url']);
  const known: readonly string[] = causes.map(cause => cause.id);
  assert.ok(findings.every(({ cause }: { cause: string }) => known.includes(cause)));
});

test('the times of an exchange are its own, not those of the run', async () => {
  const cause = async (now: number) =>
    json(await why401(['explain', '--har', '-', '--format', 'json'], { stdin: harOf(failing), now: () => now }))
      .exchanges[0].findings;
  assert.deepEqual(await cause(0), await cause(noon * 2));
});

test('an exchange that succeeded has no findings, and the status is 0', async () => {
  const outcome = await why401(['explain', '--har', '-', '--format', 'json'], { stdin: harOf({ status: 200 }) });
  assert.equal(outcome.status, 0);
  assert.deepEqual(json(outcome).exchanges[0].findings, []);
});

test('each exchange keeps the index of its entry, also where others stand between the legs of a redirect', async () => {
  const stdin = harOf(
    { status: 200, url: 'https://api.test/first' },
    {
      status: 302,
      response: { Location: 'https://other.test/orders' },
      request: { Authorization: 'Bearer abcdefghijklmnopqrst' },
    },
    { status: 200, url: 'https://api.test/between' },
    { url: 'https://other.test/orders', response: { 'WWW-Authenticate': 'Bearer' } },
    { id: 'last', status: 200, url: 'https://api.test/last' },
  );
  const { exchanges } = json(await why401(['explain', '--har', '-', '--format', 'json'], { stdin }));
  assert.deepEqual(
    exchanges.map(({ id, index }: Record<string, unknown>) => [id, index]),
    [
      ['0', 0],
      ['2', 2],
      ['3', 3],
      ['last', 4],
    ],
  );
  assert.equal(exchanges[2].findings[0].cause, 'header-dropped-on-redirect');
});

test('what a record leaves out is named', async () => {
  const stdin = [
    '--> GET https://api.test/orders',
    'Authorization: ██',
    '--> END GET',
    '<-- 401 (4ms)',
    '<-- END HTTP',
  ];
  const outcome = await why401(['explain', '--raw', '-', '--format', 'json'], { stdin: stdin.join('\n') });
  assert.deepEqual(json(outcome).exchanges[0].unseen, ['authorization']);
});

test('what curl -v printed is explained', async () => {
  const stdin = [
    '> GET /orders HTTP/1.1',
    '> Host: api.test',
    '>',
    '< HTTP/1.1 401 Unauthorized',
    '< WWW-Authenticate: Bearer realm="orders"',
    '<',
    '',
  ].join('\n');
  const outcome = await why401(['explain', '--raw', '-', '--format', 'json'], { stdin });
  assert.equal(outcome.status, 1);
  assert.equal(json(outcome).exchanges[0].findings[0].cause, 'credentials-missing');
});

test('the text gives the verdict first, then how sure it is, the evidence and what to do', async () => {
  const { out } = await why401(['explain', '--har', '-'], { stdin: harOf(failing) });
  const at = (text: string) => {
    assert.ok(out.includes(text), text);
    return out.indexOf(text);
  };
  const order = ['401', 'token-expired', 'Evidence', 'What to do'].map(at);
  assert.deepEqual(
    order,
    order.toSorted((a, b) => a - b),
  );
  assert.match(out, /(Almost certain|Very likely|Likely) \(\d+ %\) · token-expired/);
});

test('of many exchanges the text shows those that failed, and counts them all', async () => {
  const { out } = await why401(['explain', '--har', '-'], {
    stdin: harOf({ status: 200, url: 'https://api.test/fine' }, failing),
  });
  assert.ok(!out.includes('/fine'));
  assert.match(out, /── Exchange entry-7 ─/);
  assert.match(out, /\n2 exchanges, 1 failed for a reason of authentication or authorisation\n$/);
});

test('no output holds a secret, wherever the request carried it', async () => {
  const secrets = {
    header: expired,
    key: 'kH7-very-long-api-key-0123456789',
    query: 'qW3-query-secret-987654321',
    password: 'hunter2hunter2',
  };
  const stdin = harOf({
    url: `https://user:${secrets.password}@api.test/orders?access_token=${secrets.query}&page=2`,
    request: { Authorization: `Bearer ${secrets.header}`, 'X-Api-Key': secrets.key },
    response: { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
    body: `{"message":"The token ${secrets.header} is not valid"}`,
  });
  for (const format of ['json', 'text']) {
    const { out } = await why401(['explain', '--har', '-', '--format', format], { stdin });
    for (const [name, secret] of Object.entries(secrets)) assert.ok(!out.includes(secret), `${name} in ${format}`);
    assert.ok(out.includes('page=2'));
  }
});

test('control characters of a server do not reach the terminal', async () => {
  const { out } = await why401(['explain', '--har', '-'], {
    stdin: harOf({
      response: { 'WWW-Authenticate': 'Basic realm="x"' },
      body: '{"message":"bad \\u001b[31m token \\u001b]0;title\\u0007 expired"}',
    }),
  });
  assert.ok(!/[\u0000-\u0009\u000b-\u001f]/.test(out));
});

test('unreadable input is one line that names the file and the position', async () => {
  const cwd = folderWith({
    'broken.har': '{\n  "log": {,}\n}',
    'other.json': '{"a": 1}',
    'empty.txt': '',
    'odd.har': '\u001b[31m\n\u0007',
    'stopped.har': '{"log":{"entries":[',
    'word.har': '{\n"log": nil, "entries": [] }',
  });
  const cases: readonly [string[], RegExp][] = [
    [['--har', 'broken.har'], /^why401: broken\.har:2:11: .*JSON/],
    [['--har', 'other.json'], /^why401: other\.json: .*"log\.entries"/],
    [['--har', 'odd.har'], /^why401: odd\.har:1:1: This is no JSON: [^\u0000-\u001f]+$/],
    [['--har', 'stopped.har'], /^why401: stopped\.har:1:20: This is no JSON/],
    [['--har', 'word.har'], /^why401: word\.har:2:9: This is no JSON/],
    [['--har', 'absent.har'], /^why401: cannot read "absent\.har": no such file$/],
    [['--har', '.'], /^why401: cannot read "\.": it is a folder$/],
    [['--raw', 'empty.txt'], /^why401: empty\.txt: No HTTP message was found/],
    [[], /^why401: explain takes one input/],
    [['--har', 'a', '--raw', 'b'], /^why401: explain takes one input/],
    [['--har', join(cwd, 'other.json'), 'more'], /^why401: explain takes one input/],
  ];
  for (const [args, message] of cases) {
    const { status, out, error } = await why401(['explain', ...args], { cwd });
    assert.equal(status, 2, args.join(' '));
    assert.equal(out, '');
    assert.match(error.trimEnd(), message);
    assert.ok(error.endsWith('\n') && error.split('\n').length === 2, 'one line');
  }
});

test('what a record leaves out is said', async () => {
  const { out } = await why401(['explain', '--raw', '-'], {
    stdin: 'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer\n\n',
  });
  assert.match(out, /The record holds no request/);
});
