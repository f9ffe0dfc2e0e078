import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeUnseen } from '../../src/request/unseen.ts';

test('what a record leaves out is named in words', () => {
  assert.equal(
    describeUnseen(['authorization', 'cookie']),
    'The record may leave out "Authorization" and "Cookie", so nothing is concluded from the absence',
  );
  assert.match(describeUnseen(['*']), /holds no request/);
});
