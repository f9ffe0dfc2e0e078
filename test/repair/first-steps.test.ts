// What a repair or an experiment asks elsewhere goes without what proves who the user is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { takeFirstSteps } from '../../src/repair/first-steps.ts';
import { optionsFor } from '../../src/repair/send-elsewhere.ts';
import type { SendOptions } from '../../src/request/sender.ts';

const clientCertificate = { cert: 'cert', key: 'key', passphrase: 'open' };
const proofs: SendOptions = {
  clientCertificate,
  verifyTls: false,
  digest: { user: 'ada', password: 'engine' },
  aws: { accessKeyId: 'AKIA', secretAccessKey: 'key' },
  bodyFile: { path: '/tmp/out', when: 'always' },
};
const home = 'https://api.example/orders';

async function optionsAt(url: string): Promise<SendOptions> {
  const seen: SendOptions[] = [];
  const request = { method: 'GET', url, headers: [] };
  await takeFirstSteps(
    {
      kind: 'first',
      request,
      next: async () => ({ kind: 'instructions', text: 'done' }),
    },
    { request: { ...request, url: home }, options: { ...proofs, timeout: 1 } },
    {
      maySend: () => true,
      send: async (_, options) => {
        seen.push(options);
        return { id: '1', request, hops: [] };
      },
      stop: message => assert.fail(message),
    },
  );
  assert.equal(seen.length, 1);
  return seen[0] ?? {};
}

test('a first step elsewhere shows no client certificate, answers no challenge and verifies the server', async () => {
  assert.deepEqual(await optionsAt('https://login.example/token'), { timeout: 1, followRedirects: false });
});

test('a first step at the same origin shows the certificate that the request shows', async () => {
  assert.deepEqual(await optionsAt('https://api.example/csrf'), {
    timeout: 1,
    followRedirects: false,
    clientCertificate,
    verifyTls: false,
  });
});

test('a server of this machine is taken as it is where the one of the request was', () => {
  assert.deepEqual(optionsFor('https://localhost:5003/token', home, proofs), { verifyTls: false });
});
