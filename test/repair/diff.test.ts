import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diffRequests, formatDiff, type Sendable } from '../../src/repair/diff.ts';
import type { HttpRequest } from '../../src/request/model.ts';

const request: HttpRequest = {
  method: 'GET',
  url: 'https://api.example/me',
  headers: [
    { name: 'Accept', value: '*/*' },
    { name: 'Authorization', value: 'Bearer abcdefghijklmnop' },
  ],
};

function withValue(value: string): HttpRequest {
  return {
    ...request,
    headers: [
      { name: 'Accept', value: '*/*' },
      { name: 'Authorization', value },
    ],
  };
}

/** `changed` is the request after the repair. */
const cases: readonly (readonly [string, HttpRequest | Sendable, HttpRequest | Sendable, readonly string[]])[] = [
  [
    'a header that is written anew',
    withValue('Bearer Bearer abcdefghijklmnop'),
    request,
    [
      '  GET https://api.example/me',
      '  Accept: */*',
      '- Authorization: Bearer Bearer abcdef…16',
      '+ Authorization: Bearer abcdef…16',
    ],
  ],
  [
    'a secret that looks like the one before',
    request,
    withValue('Bearer abcdefghijklmno9'),
    [
      '  GET https://api.example/me',
      '  Accept: */*',
      '- Authorization: Bearer abcdef…16',
      '+ Authorization: Bearer abcdef…16 (another one)',
    ],
  ],
  [
    'a space that is none',
    withValue('Bearer\u00a0abcdefghijklmnop'),
    request,
    [
      '  GET https://api.example/me',
      '  Accept: */*',
      '- Authorization: Bearer\\u{a0}abcdef…16',
      '+ Authorization: Bearer abcdef…16',
    ],
  ],
  [
    'another server, and what it gets',
    request,
    { ...request, url: 'https://other.example/me' },
    [
      '- GET https://api.example/me',
      '+ GET https://other.example/me',
      '  Accept: */*',
      '  Authorization: Bearer abcdef…16',
      '! It goes to "https://other.example" instead of "https://api.example", and "Authorization" with it',
    ],
  ],
  [
    'what the sender adds',
    request,
    { request: { ...request, headers: [] }, options: { digest: { user: 'ada', password: 'engine-no-1' } } },
    [
      '  GET https://api.example/me',
      '- Accept: */*',
      '- Authorization: Bearer abcdef…16',
      '+ Authorization: Digest for "ada", password …11',
    ],
  ],
  [
    'a line of a long body',
    { ...request, headers: [], body: { text: [...'abcdefghij'].join('\n') } },
    { ...request, headers: [], body: { text: [...'abcdeFghij'].join('\n') } },
    ['  GET https://api.example/me', '  …', '  d', '  e', '- f', '+ F', '  g', '  h', '  …'],
  ],
];

for (const [title, before, after, expected] of cases)
  test(`a diff shows ${title}`, () => {
    const sendable = (one: HttpRequest | Sendable) => ('request' in one ? one : { request: one });
    assert.deepEqual(formatDiff(diffRequests(sendable(before), sendable(after))).split('\n'), expected);
  });
