import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { exampleToken } from '../../src/diagnosis/example.ts';
import type { Finding } from '../../src/diagnosis/model.ts';
import { experiments } from '../../src/repair/experiments/index.ts';
import { findRepair, repairs } from '../../src/repair/index.ts';
import type { RepairStep } from '../../src/repair/repair.ts';
import { type Exchange, type HttpRequest, headerValue } from '../../src/request/model.ts';

const finding: Finding = {
  cause: 'token-expired',
  confidence: 1,
  title: '',
  why: '',
  evidence: [],
  fixes: [],
  references: [],
};

interface Recorded {
  readonly url?: string;
  readonly sent?: Readonly<Record<string, string>>;
  readonly challenge?: string;
  readonly answer?: Readonly<Record<string, string>>;
  readonly from?: string;
}

function exchangeOf({ url = 'https://a.example/x', sent = {}, challenge, answer = {}, from }: Recorded): Exchange {
  const headers = Object.entries(sent).map(([name, value]) => ({ name, value }));
  const responseHeaders = { ...answer, ...(challenge && { 'WWW-Authenticate': challenge }) };
  const request: HttpRequest = { method: 'GET', url, headers };
  const response = {
    status: 401,
    statusText: 'Unauthorized',
    headers: Object.entries(responseHeaders).map(([name, value]) => ({ name, value })),
  };
  const hop = from && { request: { ...request, url: from }, response: { ...response, status: 302 }, credentials: [] };
  return { id: '1', request: { ...request, headers: hop ? [] : headers }, response, hops: hop ? [hop] : [] };
}

function run(id: string, exchange: Exchange, answers?: Record<string, string>): RepairStep | undefined {
  return findRepair(id, finding, exchange)?.repair({ finding, exchange, ...(answers && { answers }) });
}

function authorizationOf(step: RepairStep | undefined): string | undefined {
  return step?.kind === 'request' ? headerValue(step.request.headers, 'Authorization') : undefined;
}

test('credentials that a proxy refused to read are sent where it reads them', () => {
  const refused = exchangeOf({ url: 'http://a.example/', sent: { Authorization: 'Basic YWRhOmVuZ2luZQ==' } });
  const exchange = { ...refused, response: { status: 407, statusText: '', headers: [] } };
  const step = findRepair('move-credentials', finding, exchange)?.repair({ finding, exchange });
  assert.ok(step?.kind === 'request');
  assert.deepEqual(step.request.headers, [{ name: 'Proxy-Authorization', value: 'Basic YWRhOmVuZ2luZQ==' }]);
  const proxy = { ...exchange, proxy: 'http://proxy.example:3128' };
  const through = findRepair('move-credentials', finding, proxy)?.repair({ finding, exchange: proxy });
  assert.ok(through?.kind === 'request');
  assert.deepEqual(through.request.headers, []);
  assert.deepEqual(through.options, {
    proxy: { url: 'http://proxy.example:3128', authorization: 'Basic YWRhOmVuZ2luZQ==' },
  });
});

test('each repair is a file of its id, in order', () => {
  const helpers = [
    'challenges.ts',
    'check-request.ts',
    'diff.ts',
    'first-steps.ts',
    'index.ts',
    'outcome.ts',
    'repair.ts',
    'report.ts',
    'send-elsewhere.ts',
  ];
  assert.deepEqual(
    repairs.map(({ id }) => `${id}.ts`),
    filesIn('').filter(file => !helpers.includes(file)),
  );
});

test('each experiment is a file of its id, in order', () => {
  const helpers = ['compare.ts', 'experiment.ts', 'find-out.ts', 'index.ts', 'pace.ts', 'plan.ts'];
  assert.deepEqual(
    experiments.map(({ id }) => `${id}.ts`),
    filesIn('experiments').filter(file => !helpers.includes(file)),
  );
});

function filesIn(folder: string): string[] {
  return readdirSync(join(import.meta.dirname, '../../src/repair', folder))
    .filter(file => file.endsWith('.ts'))
    .sort();
}

const mended: readonly (readonly [string, Recorded, string])[] = [
  ['fix-header', { sent: { Authorization: 'Bearer Bearer abcdefghijklmnop' } }, 'Bearer abcdefghijklmnop'],
  [
    'use-challenge-scheme',
    { sent: { Authorization: 'Token abcdefghijklmnop' }, challenge: 'Bearer realm="x"' },
    'Bearer abcdefghijklmnop',
  ],
  [
    'send-to-final-url',
    { sent: { Authorization: 'Bearer abcdefghijklmnop' }, from: 'https://b.example/x' },
    'Bearer abcdefghijklmnop',
  ],
];

for (const [id, recorded, expected] of mended)
  test(`${id} sends "${expected}" without a question`, () => {
    assert.equal(authorizationOf(run(id, exchangeOf(recorded))), expected);
  });

test('credentials move to the header where servers look for them', () => {
  assert.equal(
    authorizationOf(run('move-credentials', exchangeOf({ sent: { 'X-Auth-Token': 'abcdefghijklmnop' } }))),
    'Bearer abcdefghijklmnop',
  );
  assert.equal(
    authorizationOf(run('move-credentials', exchangeOf({ sent: { Authorisation: 'Bearer abcdefghijklmnop' } }))),
    'Bearer abcdefghijklmnop',
  );
  const step = run('move-credentials', exchangeOf({ url: 'https://a.example/x?a=1&api_key=abcdefghijklmnop' }));
  assert.equal(authorizationOf(step), 'Bearer abcdefghijklmnop');
  assert.equal(step?.kind === 'request' && step.request.url, 'https://a.example/x?a=1');
  const key = run('move-credentials', exchangeOf({ sent: { Authorization: 'Bearer abcdefghijklmnop' } }));
  assert.equal(key?.kind === 'request' && headerValue(key.request.headers, 'X-Api-Key'), 'abcdefghijklmnop');
});

test('credentials move to the header that the answer names, a JWT as well', () => {
  for (const secret of ['abcdefghijklmnop', exampleToken({ sub: 'a' })]) {
    const refused = exchangeOf({ sent: { Authorization: `Bearer ${secret}` } });
    const { response } = refused;
    assert.ok(response);
    const exchange = { ...refused, response: { ...response, body: { text: 'Missing header X-Fleet-Token' } } };
    const step = run('move-credentials', exchange);
    assert.equal(step?.kind === 'request' && headerValue(step.request.headers, 'X-Fleet-Token'), secret);
    const titles = diagnose(exchange).findings.flatMap(({ fixes }) => fixes.map(({ title }) => title));
    assert.ok(titles.includes('Send the key as "X-Fleet-Token"'), titles.join('\n'));
  }
});

test('a token for the API is not handed to a proxy that wants a password', () => {
  const refused = exchangeOf({ sent: { Authorization: 'Bearer abcdefghijklmnop' } });
  const headers = [{ name: 'Proxy-Authenticate', value: 'Basic realm="way"' }];
  const exchange = { ...refused, response: { status: 407, statusText: '', headers } };
  assert.equal(findRepair('move-credentials', finding, exchange), undefined);
  assert.ok(diagnose(exchange).findings.every(({ fixes }) => fixes.every(({ id }) => id !== 'move-credentials')));
});

test('a cookie that carries the anti-forgery token is repeated in its header', () => {
  const step = run('send-csrf-token', exchangeOf({ sent: { Cookie: 'sid=1; XSRF-TOKEN=a%3D%3D' } }));
  assert.equal(step?.kind === 'request' && headerValue(step.request.headers, 'X-XSRF-TOKEN'), 'a==');
});

const pages: readonly (readonly [string, Record<string, string>, string, string, string])[] = [
  [
    'a meta',
    {},
    '<meta name="csrf-param" content="x"><meta content="t0k&amp;n" name="csrf-token">',
    'X-CSRF-Token',
    't0k&n',
  ],
  ['a cookie', { 'Set-Cookie': 'csrftoken=t1; Path=/' }, '', 'X-CSRFToken', 't1'],
  ['a header', { 'X-CSRF-Token': 't2' }, '', 'X-CSRF-Token', 't2'],
];

for (const [title, headers, html, header, token] of pages)
  test(`the anti-forgery token is found in ${title} of the page`, async () => {
    const exchange = exchangeOf({ sent: { Cookie: 'sid=1' } });
    const step = run('send-csrf-token', exchange);
    assert.ok(step?.kind === 'first');
    const fields = Object.entries(headers).map(([name, value]) => ({ name, value }));
    const next = await step.next({
      ...exchange,
      response: { status: 200, statusText: 'OK', headers: fields, body: { text: html } },
    });
    assert.equal(next.kind === 'request' && headerValue(next.request.headers, header), token);
  });

test('the strongest scheme that can be asked for is chosen', () => {
  const exchange = exchangeOf({ challenge: 'Basic realm="x", Digest realm="x", nonce="n", Negotiate' });
  const step = run('ask-credentials', exchange, { user: 'ada', password: 'p' });
  assert.deepEqual(step?.kind === 'request' && step.options, { digest: { user: 'ada', password: 'p' } });
});

test('a user name and a password of any characters become Basic credentials', () => {
  const exchange = exchangeOf({ challenge: 'Basic realm="x"' });
  const step = run('ask-credentials', exchange, { user: 'ada', password: 'pä:ss' });
  assert.equal(authorizationOf(step), `Basic ${Buffer.from('ada:pä:ss').toString('base64')}`);
});

test('a scheme that cannot be asked for is not offered', () => {
  assert.equal(findRepair('ask-credentials', finding, exchangeOf({ challenge: 'Negotiate' })), undefined);
});

test('a key goes into the header that held one', () => {
  const exchange = exchangeOf({ sent: { 'X-Api-Key': 'old' } });
  const step = run('ask-credentials', exchange, { key: ' new ' });
  assert.equal(step?.kind === 'request' && headerValue(step.request.headers, 'X-Api-Key'), 'new');
});

test('credentials leave TLS only with a yes', () => {
  const exchange = exchangeOf({ url: 'http://a.example/x', from: 'https://a.example/x' });
  assert.equal(run('send-to-final-url', exchange)?.kind, 'ask');
  assert.equal(run('send-to-final-url', exchange, {})?.kind, 'request');
});

test('the token endpoint is taken from the metadata of the very issuer, and from no other', async () => {
  const issuer = 'https://login.example';
  const segment = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = `${segment({ alg: 'ES256' })}.${segment({ iss: `${issuer}/tenant` })}.${Buffer.alloc(64).toString('base64url')}`;
  const exchange = exchangeOf({ sent: { Authorization: `Bearer ${token}` } });
  const step = run('refresh-token', exchange);
  assert.ok(step?.kind === 'first');
  assert.equal(step.request.url, `${issuer}/tenant/.well-known/openid-configuration`);
  assert.deepEqual(step.options, { followRedirects: false, timeout: 5000, maxBody: 1024 * 1024, reach: 'public' });
  const answered = (metadata: Record<string, string>): Exchange => {
    const response = { status: 200, statusText: 'OK', headers: [], body: { text: JSON.stringify(metadata) } };
    return { ...exchange, response };
  };
  const own = answered({ issuer: `${issuer}/tenant`, token_endpoint: `${issuer}/token` });
  const other = answered({ issuer: 'https://evil.example', token_endpoint: 'https://evil.example/token' });
  const endpointOf = (asked: RepairStep) => (asked.kind === 'ask' ? asked.questions[0]?.value : asked.kind);
  assert.equal(endpointOf(await step.next(own)), `${issuer}/token`);
  for (const outcome of [other, exchange]) {
    const second = await step.next(outcome);
    assert.ok(second.kind === 'first');
    assert.equal(second.request.url, `${issuer}/.well-known/oauth-authorization-server/tenant`);
    assert.equal(endpointOf(await second.next(own)), `${issuer}/token`);
    const instead = await second.next(other);
    assert.deepEqual(instead.kind === 'ask' && instead.questions.map(({ name }) => name), ['token']);
  }
});

test('a refresh token is sent over TLS or to this machine, and nowhere else', () => {
  const refused = run('refresh-token', exchangeOf({}), { endpoint: 'http://a.example/token', refresh_token: 'r' });
  assert.equal(refused?.kind, 'instructions');
  const local = run('refresh-token', exchangeOf({}), { endpoint: 'http://127.0.0.1:1/token', refresh_token: 'r' });
  assert.equal(local?.kind, 'first');
});

test('the headers of the client are not written again', () => {
  const sent = { Host: 'b.example', ':method': 'GET', 'Content-Length': '0', Authorization: 'Bearer abcdefghijklmnop' };
  const step = run('send-to-final-url', exchangeOf({ sent, from: 'https://b.example/x' }));
  assert.deepEqual(step?.kind === 'request' && step.request.headers.map(({ name }) => name), ['Authorization']);
});

test('placeholders are asked for once each', () => {
  const exchange = exchangeOf({ url: 'https://a.example/{{id}}/{{id}}', sent: { 'X-Api-Key': 'YOUR_API_KEY' } });
  const step = run('fill-variable', exchange);
  assert.deepEqual(step?.kind === 'ask' && step.questions.map(({ name }) => name), ['YOUR_API_KEY', '{{id}}']);
  const filled = run('fill-variable', exchange, { YOUR_API_KEY: 'k', '{{id}}': '7' });
  assert.equal(filled?.kind === 'request' && filled.request.url, 'https://a.example/7/7');
});

test('the nonce of a DPoP answer is handed over', () => {
  const step = run('retry-with-nonce', exchangeOf({ answer: { 'DPoP-Nonce': 'n-1' } }));
  assert.match(step?.kind === 'instructions' ? step.text : '', /"nonce": "n-1"/);
});

/** What the page of the same address, or the address for tokens, answers; and where the token has to go then. */
const frameworks: readonly (readonly [string, Recorded, string, string, string])[] = [
  ['Spring', {}, '<meta name="_csrf_header" content="X-XSRF"><meta name="_csrf" content="t4">', 'X-XSRF', 't4'],
  [
    'ASP.NET Core',
    {},
    '<input name="__RequestVerificationToken" type="hidden" value="t5">',
    'RequestVerificationToken',
    't5',
  ],
  [
    'Jenkins',
    { answer: { 'X-Jenkins': '2.440' } },
    '{"crumb":"t6","crumbRequestField":"Jenkins-Crumb"}',
    'Jenkins-Crumb',
    't6',
  ],
  [
    'Drupal',
    { answer: { 'X-Generator': 'Drupal 10' } },
    'abcdefghijklmnopqrstuvwx',
    'X-CSRF-Token',
    'abcdefghijklmnopqrstuvwx',
  ],
];

for (const [title, recorded, text, header, token] of frameworks)
  test(`the anti-forgery token of ${title} goes where it reads it`, async () => {
    const exchange = exchangeOf({ ...recorded, sent: { Cookie: 'sid=1' } });
    const step = run('send-csrf-token', exchange);
    assert.ok(step?.kind === 'first');
    const response = { status: 200, statusText: 'OK', headers: [], body: { text } };
    const next = await step.next({ id: '2', request: step.request, response, hops: [] });
    assert.equal(next.kind === 'request' && headerValue(next.request.headers, header), token);
  });

test('a token of a cookie that went along already is not sent a second time', () => {
  const step = run('send-csrf-token', exchangeOf({ sent: { Cookie: 'csrftoken=t1', 'X-CSRFToken': 't1' } }));
  assert.equal(step?.kind, 'first');
});

const signature = (scope: string) =>
  `AWS4-HMAC-SHA256 Credential=AK/20260115/${scope}/aws4_request, SignedHeaders=host, Signature=0a`;

const signings: readonly (readonly [string, Recorded, readonly string[]])[] = [
  [
    'its host',
    { url: 'https://a.s3.eu-west-1.amazonaws.com/x', sent: { Authorization: signature('us-east-1/s3') } },
    ['s3', 'eu-west-1'],
  ],
  [
    'a header of the answer',
    { sent: { Authorization: signature('us-east-1/s3') }, answer: { 'X-Amz-Bucket-Region': 'ap-south-1' } },
    ['s3', 'ap-south-1'],
  ],
  ['what it was signed for', { sent: { Authorization: signature('us-east-1/es') } }, ['es', 'us-east-1']],
];

for (const [title, recorded, expected] of signings)
  test(`the place to sign for is known from ${title}`, () => {
    const step = run('sign-again', exchangeOf(recorded));
    assert.ok(step?.kind === 'ask');
    assert.deepEqual(
      step.questions.slice(2).map(({ value }) => value),
      expected,
    );
  });

test('a request is signed anew by the clock of the server, with nothing left of the old signature', () => {
  const sent = {
    Authorization: signature('us-east-1/s3'),
    'X-Amz-Date': '20260115T110000Z',
    'X-Amz-Security-Token': 'st',
  };
  const date = new Date(Date.UTC(2026, 0, 15, 12)).toUTCString();
  const exchange = { ...exchangeOf({ sent, answer: { Date: date } }), startedAt: Date.UTC(2026, 0, 15, 11) };
  const answers = { access_key_id: 'AK', secret_access_key: 'sk', service: 's3', region: 'eu-west-1' };
  const step = run('sign-again', exchange, answers);
  assert.ok(step?.kind === 'request');
  assert.deepEqual(step.request.headers, []);
  assert.deepEqual(step.options?.aws, {
    accessKeyId: 'AK',
    secretAccessKey: 'sk',
    sessionToken: 'st',
    service: 's3',
    region: 'eu-west-1',
    clockSkew: 3_600_000,
  });
});
