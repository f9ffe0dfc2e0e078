import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeUnseen, describeUnsentCookie } from '../../src/request/unseen.ts';

test('what a record leaves out is named in words', () => {
  assert.equal(
    describeUnseen(['authorization', 'cookie']),
    'The record may leave out "Authorization" and "Cookie", so nothing is concluded from the absence',
  );
  assert.match(describeUnseen(['*']), /holds no request/);
});

test('a cookie that was not sent on is named with its origin and the reason', () => {
  const cookie = { name: 'sid', setBy: 'https://a.example', reason: 'It has expired since it was set' };
  assert.equal(
    describeUnsentCookie(cookie),
    'The cookie "sid", which https://a.example had set, was not sent. It has expired since it was set',
  );
});
