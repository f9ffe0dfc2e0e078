import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPrivateHost, requireReach } from '../../src/request/addresses.ts';

const ofNobody = [
  'localhost',
  'a.localhost',
  'printer.local',
  'metadata.google.internal',
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.8.8.8',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '[::1]',
  '::ffff:10.0.0.1',
  '[::ffff:a00:1]',
  '64:ff9b::7f00:1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'ff02::1',
];

test('addresses of this machine and of the local network are not public, however they are written', () => {
  for (const host of ofNobody) assert.equal(isPrivateHost(host), true, host);
});

test('public addresses and names are not mistaken for private ones', () => {
  for (const host of ['login.example.com', '8.8.8.8', '100.128.0.1', '172.32.0.1', '192.169.0.1', '2606:4700::1111'])
    assert.equal(isPrivateHost(host), false, host);
});

test('an address of another kind than a request may reach is closed before anything is sent', () => {
  for (const [reach, address, allowed] of [
    ['loopback', '127.0.0.1', true],
    ['loopback', '::ffff:127.0.0.1', true],
    ['loopback', '192.0.2.1', false],
    ['loopback', '10.0.0.1', false],
    ['public', '8.8.8.8', true],
    ['public', '::1', false],
    [undefined, '10.0.0.1', true],
  ] as const) {
    let destroyed = false;
    const check = () => requireReach(reach, { remoteAddress: address, destroy: () => (destroyed = true) });
    if (allowed) assert.doesNotThrow(check, address);
    else assert.throws(check, { code: `not-${reach}` }, address);
    assert.equal(destroyed, !allowed, address);
  }
});
