// A repaired request goes back to its text: what the edited text reads as is the law, and the cases show how little changes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findRepair } from '../../../src/repair/index.ts';
import { withHeader, withoutHeader } from '../../../src/repair/repair.ts';
import { planHttpFile } from '../../../src/repair/writing/http-file.ts';
import { isSameRequest, type Plan, withReplaced } from '../../../src/repair/writing/plan.ts';
import { planSource } from '../../../src/repair/writing/source.ts';
import { callAt } from '../../../src/request/formats.ts';
import { parseHttpFile } from '../../../src/request/importers/http-file.ts';
import type { HttpRequest } from '../../../src/request/model.ts';
import { resolveRequest } from '../../../src/request/resolve.ts';
import { applyEdits } from '../../../src/text/span.ts';

const [old, fresh] = ['old-token-0123456789', 'new-token-9876543210'];
const swapToken = (request: HttpRequest) => ({
  ...request,
  url: request.url.replace(old, fresh),
  headers: request.headers.map(({ name, value }) => ({ name, value: value.replace(old, fresh) })),
  ...(request.body && { body: { text: request.body.text.replace(old, fresh) } }),
});
const authorization = (value: string) => (request: HttpRequest) => withHeader(request, 'Authorization', value);

interface Case {
  readonly title: string;
  readonly text: string;
  readonly repair: (request: HttpRequest) => HttpRequest;
  /** The text after it; undefined where nothing can be written. */
  readonly becomes: string | undefined;
  /** What the surroundings know, such as a `.env`. */
  readonly known?: Readonly<Record<string, string>>;
  readonly elsewhere?: Plan['elsewhere'];
}

const cases: readonly Case[] = [
  {
    title: 'a literal token gets the new one in its place',
    text: `GET https://a.example/me\nAccept: */*\nAuthorization: Bearer ${old}\n\n`,
    repair: swapToken,
    becomes: `GET https://a.example/me\nAccept: */*\nAuthorization: Bearer ${fresh}\n\n`,
  },
  {
    title: 'a variable of the file gets the new token, and the header stays',
    text: `@token = ${old}\r\n\r\n### one\r\nGET https://a.example/me\r\nAuthorization: Bearer {{token}}\r\n`,
    repair: swapToken,
    becomes: `@token = ${fresh}\r\n\r\n### one\r\nGET https://a.example/me\r\nAuthorization: Bearer {{token}}\r\n`,
  },
  {
    title: 'a variable behind a variable gets it',
    text: `@secret=${old}\n@auth = Bearer {{secret}}\nGET https://a.example/me\nAuthorization: {{auth}}\n`,
    repair: swapToken,
    becomes: `@secret=${fresh}\n@auth = Bearer {{secret}}\nGET https://a.example/me\nAuthorization: {{auth}}\n`,
  },
  {
    title: 'what is looked up changes elsewhere',
    text: 'GET https://a.example/me\nAuthorization: Bearer {{$dotenv TOKEN}}\n',
    repair: swapToken,
    known: { TOKEN: old },
    becomes: 'GET https://a.example/me\nAuthorization: Bearer {{$dotenv TOKEN}}\n',
    elsewhere: [{ from: old, to: fresh }],
  },
  {
    title: 'a doubled scheme goes, and the variable after it stays',
    text: `@token = ${old}\nGET https://a.example/me\nAuthorization: Bearer Bearer {{token}}\n`,
    repair: authorization(`Bearer ${old}`),
    becomes: `@token = ${old}\nGET https://a.example/me\nAuthorization: Bearer {{token}}\n`,
  },
  {
    title: 'a scheme that was missing is written before the variable',
    text: `@token = ${old}\nGET https://a.example/me\nAuthorization: {{token}}\n`,
    repair: authorization(`Bearer ${old}`),
    becomes: `@token = ${old}\nGET https://a.example/me\nAuthorization: Bearer {{token}}\n`,
  },
  {
    title: 'a header is added after the others',
    text: '# @name me\nGET https://a.example/me\n  ?page=2\nAccept: */*\n\n###\nGET https://a.example/other\n',
    repair: authorization(`Bearer ${fresh}`),
    becomes: `# @name me\nGET https://a.example/me\n  ?page=2\nAccept: */*\nAuthorization: Bearer ${fresh}\n\n###\nGET https://a.example/other\n`,
  },
  {
    title: 'a header is added to a request that has none and no line break',
    text: 'https://a.example/me',
    repair: authorization(`Bearer ${fresh}`),
    becomes: `https://a.example/me\nAuthorization: Bearer ${fresh}`,
  },
  {
    title: 'credentials move to another header',
    text: `GET https://a.example/me\nAuthorization: Bearer ${old}\nAccept: */*\n\n`,
    repair: request => withHeader(withoutHeader(request, 'Authorization'), 'X-Api-Key', old),
    becomes: `GET https://a.example/me\nAccept: */*\nX-Api-Key: ${old}\n\n`,
  },
  {
    title: 'the address changes around its variable',
    text: '@host = https://a.example\nGET {{host}}/me\n',
    repair: request => ({ ...request, url: 'https://a.example/v2/me' }),
    becomes: '@host = https://a.example\nGET {{host}}/v2/me\n',
  },
  {
    title: 'a key in the query is changed where it is defined',
    text: `@host = https://a.example\n@key = ${old}\nGET {{host}}/me?key={{key}}\n`,
    repair: swapToken,
    becomes: `@host = https://a.example\n@key = ${fresh}\nGET {{host}}/me?key={{key}}\n`,
  },
  {
    title: 'a token in a form changes in the body',
    text: `POST https://a.example/token\nContent-Type: application/x-www-form-urlencoded\n\ngrant=x&token=${old}\n\n###\n`,
    repair: swapToken,
    becomes: `POST https://a.example/token\nContent-Type: application/x-www-form-urlencoded\n\ngrant=x&token=${fresh}\n\n###\n`,
  },
  {
    title: 'the short form of Basic gives way to the header as it is sent',
    text: 'GET https://a.example/me\nAuthorization: Basic ada wrong\n',
    repair: authorization('Basic YWRhOmVuZ2luZQ=='),
    becomes: 'GET https://a.example/me\nAuthorization: Basic YWRhOmVuZ2luZQ==\n',
  },
  {
    title: 'a value that a .http file would read as a reference is not written',
    text: 'GET https://a.example/me\nX-Api-Key: {{key}}\n',
    repair: request => withHeader(request, 'X-Api-Key', '{{$timestamp}}'),
    known: { key: old },
    becomes: undefined,
  },
];

for (const { title, text, repair, becomes, known = {}, elsewhere = [] } of cases)
  test(title, () => {
    const file = parseHttpFile(text);
    const before = read(text, known) ?? assert.fail('There is no request');
    const after = repair(before);
    const plan = planHttpFile(file, 0, before, after, ({ edits, elsewhere: changed }) =>
      read(applyEdits(text, edits), known, changed),
    );
    assert.equal(plan && applyEdits(text, plan.edits), becomes);
    assert.deepEqual(plan?.elsewhere ?? [], elsewhere);
    if (!plan) return;
    const again = read(applyEdits(text, plan.edits), known, plan.elsewhere);
    assert.ok(again && isSameRequest(again, after), 'the edited text reads as the repaired request');
  });

function read(
  text: string,
  known: Readonly<Record<string, string>>,
  elsewhere: Plan['elsewhere'] = [],
): HttpRequest | undefined {
  const value = (name: string) => known[name];
  const lookup = withReplaced({ variable: value, dotenv: value }, elsewhere);
  const { request, problems } = resolveRequest(parseHttpFile(text), 0, lookup);
  return problems.some(({ severity }) => severity === 'error') ? undefined : request;
}

const calls: readonly (readonly [string, string, string, string | undefined])[] = [
  [
    'a literal token in JavaScript',
    `const answer = await fetch('https://a.example/me', { headers: { Authorization: 'Bearer ${old}' } });\n`,
    `Bearer ${fresh}`,
    `const answer = await fetch('https://a.example/me', { headers: { Authorization: 'Bearer ${fresh}' } });\n`,
  ],
  [
    'a doubled scheme in Python',
    `requests.get("https://a.example/me", headers={"Authorization": "Bearer Bearer ${old}"})\n`,
    `Bearer ${old}`,
    `requests.get("https://a.example/me", headers={"Authorization": "Bearer ${old}"})\n`,
  ],
  [
    'a curl command',
    `curl https://a.example/me -H 'Authorization: Bearer ${old}'\n`,
    `Bearer ${fresh}`,
    `curl https://a.example/me -H 'Authorization: Bearer ${fresh}'\n`,
  ],
  [
    'no value that would end a string',
    `fetch('https://a.example/me', { headers: { Authorization: 'Bearer ${old}' } });\n`,
    `Bearer it's`,
    undefined,
  ],
];

for (const [title, text, value, becomes] of calls)
  test(`in source: ${title}`, () => {
    const call = callAt(text, text.indexOf('a.example')) ?? assert.fail('There is no call');
    const after = authorization(value)(call.request);
    const reads = ({ edits }: Plan) => callAt(applyEdits(text, edits), call.span.start + 1)?.request;
    const plan = planSource(text, call.span, call.request, after, reads);
    assert.equal(plan && applyEdits(text, plan.edits), becomes);
  });

test('what the repair of a header makes goes back to the file', () => {
  const text = `GET https://a.example/me\nAuthorization: "Bearer ${old}"\n`;
  const before = read(text, {}) ?? assert.fail('There is no request');
  const response = { status: 401, statusText: '', headers: [] };
  const exchange = { id: 'one', request: before, response, hops: [] };
  const finding = {
    cause: 'malformed-header',
    confidence: 1,
    title: '',
    why: '',
    evidence: [],
    fixes: [],
    references: [],
  } as const;
  const step = findRepair('fix-header', finding, exchange)?.repair({ finding, exchange });
  assert.ok(step?.kind === 'request');
  const plan = planHttpFile(parseHttpFile(text), 0, before, step.request, ({ edits }) =>
    read(applyEdits(text, edits), {}),
  );
  assert.equal(plan && applyEdits(text, plan.edits), `GET https://a.example/me\nAuthorization: Bearer ${old}\n`);
});
