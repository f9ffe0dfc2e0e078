import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CauseId } from '../../src/causes/catalogue.ts';
import { findRepair } from '../../src/repair/index.ts';
import type { RepairStep } from '../../src/repair/repair.ts';
import type { Exchange, HttpRequest } from '../../src/request/model.ts';

interface Refused {
  readonly headers?: Readonly<Record<string, string>>;
  readonly url?: string;
  readonly body?: string;
  readonly answer?: string;
}

function repair(
  id: string,
  cause: CauseId,
  refused: Refused,
  answers?: Record<string, string>,
): RepairStep | undefined {
  const { headers = {}, url = 'https://a.example/orders', body, answer = '' } = refused;
  const fields = Object.entries(headers).map(([name, value]) => ({ name, value }));
  const request = { method: 'POST', url, headers: fields, ...(body !== undefined && { body: { text: body } }) };
  const response = { status: 401, statusText: '', headers: [], body: { text: answer } };
  const exchange: Exchange = { id: 'e', request, response, hops: [] };
  const finding = { cause, title: '', why: '', confidence: 1, evidence: [], fixes: [], references: [] };
  return findRepair(id, finding, exchange)?.repair({ finding, exchange, ...(answers && { answers }) });
}

const sent = (step: RepairStep | undefined): HttpRequest | undefined =>
  step?.kind === 'request' ? step.request : undefined;
const headersOf = (step: RepairStep | undefined) => sent(step)?.headers.map(({ name, value }) => `${name}: ${value}`);

for (const [as, token, expected] of [
  ['', 'abc', 'Authorization: Bearer abc'],
  ['Authorization:', 'abc', 'Authorization: abc'],
  ['Authorization: Basic', 'ada:engine', 'Authorization: Basic YWRhOmVuZ2luZQ=='],
  ['X-Shop-Key:', 'abc', 'X-Shop-Key: abc'],
  ['Cookie: sid=', 'abc', 'Cookie: sid=abc'],
] as const)
  test(`what the answer does not tell is sent as the user says: ${as || 'nothing'}`, () =>
    assert.deepEqual(headersOf(repair('ask-credentials', 'credentials-missing', {}, { as, token })), [expected]));

test('a key goes into the query, and a cookie beside the others', () => {
  const query = repair('ask-credentials', 'credentials-missing', {}, { as: '?key=', token: 'a b' });
  assert.equal(sent(query)?.url, 'https://a.example/orders?key=a+b');
  const cookie = { headers: { Cookie: 'lang=en; sid=old' } };
  const renewed = repair('ask-credentials', 'credentials-missing', cookie, { as: 'Cookie: sid=', token: 'new' });
  assert.deepEqual(headersOf(renewed), ['Cookie: lang=en; sid=new']);
});

test('what is no place for credentials is said, and nothing is sent', () => {
  const step = repair('ask-credentials', 'credentials-missing', {}, { as: 'my key', token: 'abc' });
  assert.equal(step?.kind, 'instructions');
});

test('the header that the answer names is filled in', () => {
  const step = repair('ask-credentials', 'credentials-missing', {
    answer: `{"message":"'X-Shop-Key' header required"}`,
  });
  assert.equal(step?.kind === 'ask' && step.questions[0]?.value, 'X-Shop-Key:');
});

for (const [title, body, expected] of [
  ['JSON', '{ "user": "ada",\n  "password": "x" }', '{ "user": "ada",\n  "password": "a\\"&b" }'],
  ['a form', 'user=ada&keep=1&password=x', 'user=ada&keep=1&password=a%22%26b'],
] as const)
  test(`a sign-in gets another password in its place: ${title}`, () => {
    const asked = repair('ask-credentials', 'invalid-credentials', { body });
    assert.deepEqual(asked?.kind === 'ask' && asked.questions.map(({ name, value }) => [name, value]), [
      ['user', 'ada'],
      ['password', undefined],
    ]);
    const step = repair('ask-credentials', 'invalid-credentials', { body }, { user: 'ada', password: 'a"&b' });
    assert.equal(sent(step)?.body?.text, expected);
  });

test('a client is asked for its secret, where it stood', () => {
  const body = 'grant_type=x&client_id=shop&client_secret=old';
  const answers = { client_id: 'shop', client_secret: 'new' };
  const inBody = repair('ask-credentials', 'client-authentication-failed', { body }, answers);
  assert.equal(sent(inBody)?.body?.text, 'grant_type=x&client_id=shop&client_secret=new');
  const inHeader = repair('ask-credentials', 'client-authentication-failed', { body: 'grant_type=x' }, answers);
  assert.deepEqual(headersOf(inHeader), ['Authorization: Basic c2hvcDpuZXc=']);
});

test('a password that fills a variable of Basic is encoded', () => {
  const refused = { headers: { Authorization: 'Basic {{login}}' } };
  const step = repair('fill-variable', 'placeholder-credentials', refused, { '{{login}}': 'ada:engine' });
  assert.deepEqual(headersOf(step), ['Authorization: Basic YWRhOmVuZ2luZQ==']);
});

test('a user without a password is not sent with an empty one, and a key is', () => {
  const basic = (text: string) => ({ headers: { Authorization: `Basic ${Buffer.from(text).toString('base64')}` } });
  assert.equal(repair('fix-header', 'malformed-header', basic('ada')), undefined);
  const key = ['sk', 'test', 'abcdefghijklmnop'].join('_');
  assert.ok(sent(repair('fix-header', 'malformed-header', basic(key))));
});

test('cookies go to a page of the same origin alone for an anti-forgery token', () => {
  const refused = { headers: { Cookie: 'sid=1' } };
  const other = repair('send-csrf-token', 'csrf-token-invalid', refused, { page: 'https://b.example/form' });
  assert.equal(other?.kind, 'instructions');
  const own = repair('send-csrf-token', 'csrf-token-invalid', refused, { page: 'https://a.example/form' });
  assert.equal(own?.kind, 'first');
});
