// Issuers that never come to an end: real ones, waited for as long as a user would wait.
import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { after, test } from 'node:test';
import { SignJWT } from 'jose';
import { createIssuerVerifier } from '../../src/oauth/verify-with-issuer.ts';
import { sender, start } from '../request/sending.ts';

const timers: NodeJS.Timeout[] = [];
after(() => timers.forEach(clearInterval));

/** Always one more byte, so that no silence ever gives it away. */
function trickle(_request: unknown, socket: Socket): undefined {
  socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{');
  timers.push(setInterval(() => socket.write(' '), 200));
}

for (const [title, respond] of [
  ['an issuer that never answers is given up', () => undefined],
  ['an issuer whose answer never ends is given up', trickle],
] as const)
  test(title, async () => {
    const issuer = await start(respond);
    const { privateKey } = await crypto.subtle
      .generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
      .then(pair => pair as CryptoKeyPair);
    const token = await new SignJWT({ iss: issuer.url('') }).setProtectedHeader({ alg: 'ES256' }).sign(privateKey);
    const result = await createIssuerVerifier(sender.send, Date.now).verify(token);
    assert.equal(result.kind, 'failed');
    assert.match(result.kind === 'failed' ? result.message : '', /no whole answer came within 5 s/);
    // Its other address would be as slow.
    assert.equal(issuer.received.length, 1);
  });
