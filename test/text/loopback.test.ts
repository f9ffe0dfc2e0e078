import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLoopbackHost } from '../../src/text/loopback.ts';

test('the loopback blocks, localhost and every name under it are this machine', () => {
  for (const host of [
    'localhost',
    'LOCALHOST',
    'localhost.',
    'app.localhost',
    'a.b.localhost',
    '127.0.0.1',
    '127.8.8.8',
    '::1',
    '[::1]',
    '::ffff:127.0.0.1',
    '[::ffff:7f00:1]',
  ])
    assert.equal(isLoopbackHost(host), true, host);
});

test('what only looks like loopback is not', () => {
  for (const host of [
    '',
    'localhost.example.com',
    'mylocalhost',
    '127.0.0.1.example.com',
    '127.example.com',
    '10.0.0.1',
    '0.0.0.0',
    '[::2]',
    '::ffff:10.0.0.1',
  ])
    assert.equal(isLoopbackHost(host), false, host);
});
