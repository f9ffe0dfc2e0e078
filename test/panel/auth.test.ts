import assert from 'node:assert/strict';
import { test } from 'node:test';
import { presentAuth, readAuth, writeAuth } from '../../src/panel/auth.ts';
import { fromRequest, toRequest } from '../../src/panel/form.ts';
import type { AuthEdit } from '../../src/panel/protocol.ts';
import type { Header } from '../../src/request/model.ts';
import type { SendOptions } from '../../src/request/sender.ts';

const note = { name: 'X-Note', value: 'hi' };

function signedOf(headers: readonly Header[], url = 'https://a.example/x?b=1#c', options: SendOptions = {}) {
  return { fields: fromRequest({ method: 'GET', url, headers }), options };
}

const bearer = { name: 'Authorization', value: 'Bearer abcdefghijklmnop' };

const known: readonly (readonly [Parameters<typeof signedOf>, ReturnType<typeof readAuth>])[] = [
  [[[note]], { kind: 'none', values: {} }],
  [[[{ name: 'Authorization', value: '' }]], { kind: 'none', values: {} }],
  [[[bearer, note]], { kind: 'bearer', values: { token: 'abcdefghijklmnop' } }],
  [
    [[{ name: 'authorization', value: 'basic YWRhOmE6Yg==' }]],
    { kind: 'basic', values: { user: 'ada', password: 'a:b' } },
  ],
  [[[{ name: 'Authorization', value: 'DPoP abc' }]], { kind: 'other', values: { scheme: 'DPoP' } }],
  [[[{ name: 'Authorization', value: 'abc' }]], { kind: 'other', values: {} }],
  [[[{ name: 'X-Api-Key', value: 'k' }]], { kind: 'api-key', values: { in: 'header', name: 'X-Api-Key', key: 'k' } }],
  [
    [[], 'https://a.example/?b=1&api_key=a%20b'],
    { kind: 'api-key', values: { in: 'query', name: 'api_key', key: 'a b' } },
  ],
  [
    [[{ name: 'Cookie', value: 'a=1; api_key=k' }]],
    { kind: 'api-key', values: { in: 'cookie', name: 'api_key', key: 'k' } },
  ],
  [[[{ name: 'Cookie', value: 'session_id=1' }]], { kind: 'none', values: {} }],
  [[[{ name: 'X-CSRF-Token', value: 'k' }]], { kind: 'none', values: {} }],
  [
    [[], 'https://a.example/', { digest: { user: 'ada', password: 'b' } }],
    { kind: 'digest', values: { user: 'ada', password: 'b' } },
  ],
];

for (const [request, auth] of known)
  test(`${JSON.stringify(request)} signs in by ${JSON.stringify(auth)}`, () =>
    assert.deepEqual(readAuth(signedOf(...request)), auth));

const aws = { accessKeyId: 'AKID', secretAccessKey: 's', region: 'eu-west-1' };
const edits: readonly AuthEdit[] = [
  { kind: 'none', values: {} },
  { kind: 'bearer', values: { token: 'new-token' } },
  { kind: 'basic', values: { user: 'ada', password: 'pässword:1' } },
  { kind: 'api-key', values: { in: 'header', name: 'X-Api-Key', key: 'k' } },
  { kind: 'api-key', values: { in: 'query', name: 'api_key', key: 'a b&c' } },
  { kind: 'api-key', values: { in: 'cookie', name: 'api_key', key: 'k' } },
  { kind: 'digest', values: { user: 'ada', password: 'b' } },
  { kind: 'aws', values: aws },
];

for (const from of edits)
  for (const to of edits)
    test(`from ${from.kind} ${from.values.in ?? ''} to ${to.kind} ${to.values.in ?? ''}, only the new one is in the request`, () => {
      const before = signedOf([note, { name: 'Cookie', value: 'a=1' }]);
      const after = writeAuth(writeAuth(before, from), to);
      assert.deepEqual(readAuth(after), to);
      const { fields, options } = writeAuth(after, { kind: 'none', values: {} });
      assert.deepEqual(
        toRequest(fields),
        toRequest(before.fields),
        'nothing is left behind, and nothing else was changed',
      );
      assert.deepEqual(options, {});
    });

test('a header keeps its place and its identity when its credentials change', () => {
  const { fields } = writeAuth(signedOf([bearer, note]), { kind: 'basic', values: { user: 'a', password: 'b' } });
  assert.deepEqual(
    fields.headers.map(({ id, name }) => [id, name]),
    [
      ['0', 'Authorization'],
      ['1', 'X-Note'],
    ],
  );
});

test('credentials that are not complete take the place of no others', () => {
  const signed = signedOf([bearer]);
  for (const edit of [
    { kind: 'basic', values: {} },
    { kind: 'api-key', values: { in: 'header', name: 'X-Api-Key', key: '' } },
    { kind: 'aws', values: { accessKeyId: 'AKID' } },
  ] as const)
    assert.deepEqual(writeAuth(signed, edit), signed);
  assert.deepEqual(writeAuth(signed, { kind: 'bearer', values: { token: '' } }).fields.headers, []);
});

test('the page learns which secrets there are, and none of them', () => {
  const view = presentAuth({ kind: 'aws', values: aws }, 1);
  assert.deepEqual(view, {
    id: 1,
    kind: 'aws',
    values: { accessKeyId: 'AKID', region: 'eu-west-1' },
    secrets: ['secretAccessKey'],
  });
});

test('a key that is sent as the user name of Basic, with no password, is not shown', () => {
  const auth = presentAuth({ kind: 'basic', values: { user: 'sk_live_0123456789', password: '' } }, 1);
  assert.deepEqual(auth, { id: 1, kind: 'basic', values: {}, secrets: ['user'] });
});
