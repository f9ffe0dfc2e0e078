// Repairs that take what they need from other exchanges of the same run.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CauseId } from '../../src/causes/catalogue.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import type { Finding } from '../../src/diagnosis/model.ts';
import { findRepair } from '../../src/repair/index.ts';
import type { RepairStep } from '../../src/repair/repair.ts';
import { type Exchange, type Header, type HttpRequest, headerValue } from '../../src/request/model.ts';

interface Short {
  readonly request: string;
  readonly sent?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly answer?: string;
}

function exchange({ request, sent = {}, body, status, headers = {}, answer = '' }: Short): Exchange {
  const [method = '', url = ''] = request.split(' ');
  return {
    id: url,
    request: { method, url, headers: fields(sent), ...(body !== undefined && { body: { text: body } }) },
    response: { status, statusText: '', headers: fields(headers), body: { text: answer } },
    hops: [],
  };
}

function fields(headers: Readonly<Record<string, string>>): Header[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}

function take(id: string, cause: CauseId, failed: Exchange, earlier: Exchange[], answers?: Record<string, string>) {
  const finding: Finding = { cause, confidence: 1, title: '', why: '', evidence: [], fixes: [], references: [] };
  return findRepair(id, finding, failed)?.repair({ finding, exchange: failed, earlier, ...(answers && { answers }) });
}

function requestOf(step: RepairStep | undefined): HttpRequest | undefined {
  return step?.kind === 'request' || step?.kind === 'first' ? step.request : undefined;
}

const signedIn = exchange({
  request: 'POST https://id.example/token',
  sent: { 'Content-Type': 'application/x-www-form-urlencoded' },
  body: 'grant_type=authorization_code&code=once&client_id=app&code_verifier=v',
  status: 200,
  answer: '{"access_token":"the-access-token","id_token":"the-id-token","refresh_token":"the-refresh-token"}',
});
const orders = (secret: string, challenge = 'Bearer') =>
  exchange({
    request: 'GET https://api.example/orders',
    sent: { Authorization: `Bearer ${secret}` },
    status: 401,
    headers: { 'WWW-Authenticate': challenge },
  });

for (const secret of ['the-id-token', 'the-refresh-token'])
  test(`the access token goes in the place of ${secret.replaceAll('-', ' ')}`, () => {
    const step = take('send-access-token', 'wrong-token-type', orders(secret), [signedIn]);
    assert.equal(headerValue(requestOf(step)?.headers ?? [], 'Authorization'), 'Bearer the-access-token');
  });

test('an access token that nothing came with is not replaced', () => {
  for (const secret of ['the-access-token', 'another-token'])
    assert.equal(take('send-access-token', 'wrong-token-type', orders(secret), [signedIn])?.kind, 'instructions');
});

const login = exchange({
  request: 'POST https://shop.example/login',
  sent: { 'Content-Type': 'application/json' },
  body: '{"user":"ada","password":"engine"}',
  status: 204,
  headers: { 'Set-Cookie': 'sid=first; Path=/' },
});
const over = exchange({
  request: 'GET https://shop.example/orders',
  sent: { Cookie: 'theme=dark; sid=first' },
  status: 401,
  answer: '{"error":"session expired"}',
});

test('signing in again is asked for first, and then takes the new cookie along', async () => {
  const { findings } = diagnose(over, { earlier: [login] });
  assert.equal(findings[0]?.fixes[0]?.id, 'repeat-sign-in');
  assert.equal(take('repeat-sign-in', 'session-expired', over, [login])?.kind, 'ask');
  const step = take('repeat-sign-in', 'session-expired', over, [login], {});
  assert.ok(step?.kind === 'first');
  assert.equal(step.request.body?.text, login.request.body?.text);
  const next = await step.next(
    exchange({
      request: 'POST https://shop.example/login',
      status: 204,
      headers: { 'Set-Cookie': 'sid=second; HttpOnly' },
    }),
  );
  assert.equal(headerValue(requestOf(next)?.headers ?? [], 'Cookie'), 'theme=dark; sid=second');
});

test('a password that is refused is not tried a second time', async () => {
  const step = take('repeat-sign-in', 'session-expired', over, [login], {});
  assert.ok(step?.kind === 'first');
  const next = await step.next(exchange({ request: 'POST https://shop.example/login', status: 401 }));
  assert.ok(next.kind === 'instructions');
  assert.match(next.text, /not tried a second time/);
});

test('who signed in at another origin does not sign in here', () => {
  const elsewhere = { ...over, request: { ...over.request, url: 'https://other.example/orders' } };
  assert.equal(take('repeat-sign-in', 'session-expired', elsewhere, [login], {})?.kind, 'instructions');
  const offered = diagnose(elsewhere, { earlier: [login] }).findings.flatMap(({ fixes }) => fixes.map(({ id }) => id));
  assert.ok(!offered.includes('repeat-sign-in'));
});

test('a refresh token gets a token with the scope that is missing', async () => {
  const failed = orders('the-access-token', 'Bearer error="insufficient_scope", scope="orders:write"');
  const asked = take('request-token', 'insufficient-scope', failed, [signedIn]);
  assert.ok(asked?.kind === 'ask');
  assert.deepEqual(
    asked.questions.map(({ name, value }) => [name, value]),
    [
      ['scope', 'orders:write'],
      ['resource', ''],
    ],
  );
  const step = take('request-token', 'insufficient-scope', failed, [signedIn], { scope: 'orders:write', resource: '' });
  assert.ok(step?.kind === 'first');
  assert.equal(step.request.url, 'https://id.example/token');
  assert.deepEqual(Object.fromEntries(new URLSearchParams(step.request.body?.text)), {
    grant_type: 'refresh_token',
    refresh_token: 'the-refresh-token',
    client_id: 'app',
    scope: 'orders:write',
  });
});

test('the name of the API is read from its own metadata, and from no other place', async () => {
  const at = (url: string) => orders('the-access-token', `Bearer resource_metadata="${url}"`);
  const step = take(
    'request-token',
    'audience-mismatch',
    at('https://api.example/.well-known/oauth-protected-resource'),
    [signedIn],
  );
  assert.ok(step?.kind === 'first');
  const metadata = exchange({
    request: `GET ${step.request.url}`,
    status: 200,
    answer: '{"resource":"https://api.example/orders"}',
  });
  const next = await step.next(metadata);
  assert.equal(next.kind === 'ask' && next.questions[1]?.value, 'https://api.example/orders');
  assert.equal(
    take('request-token', 'audience-mismatch', at('https://evil.example/metadata'), [signedIn])?.kind,
    'ask',
  );
});

test('a stronger sign-in takes the user, who is told what to ask for', () => {
  const claims = Buffer.from('{"access_token":{"acrs":{"essential":true,"value":"c1"}}}').toString('base64');
  const challenge = `Bearer error="insufficient_user_authentication", acr_values="mfa", max_age="300", claims="${claims}"`;
  const step = take('request-token', 'step-up-required', orders('the-access-token', challenge), [signedIn]);
  assert.equal(
    step?.kind === 'instructions' && step.lines,
    'acr_values=mfa\nmax_age=300\nclaims={"access_token":{"acrs":{"essential":true,"value":"c1"}}}',
  );
});

test('a password grant is not repeated', () => {
  const byPassword = exchange({
    request: 'POST https://id.example/token',
    body: 'grant_type=password&username=ada&password=engine',
    status: 200,
    answer: '{"access_token":"the-access-token"}',
  });
  const failed = orders('the-access-token', 'Bearer error="insufficient_scope", scope="orders:write"');
  const step = take('request-token', 'insufficient-scope', failed, [byPassword]);
  assert.equal(step?.kind === 'instructions' && step.lines, 'scope=orders:write');
});
