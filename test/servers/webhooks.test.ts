// Receivers of webhooks, each with the words of its library.
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { after, before, test } from 'node:test';
import { verifyKeyMiddleware } from 'discord-interactions';
import express from 'express';
import { Webhook } from 'standardwebhooks';
import { type Case, checkCase, checkSuccess, type Running, serve } from './server.ts';

const webhook = new Webhook(Buffer.from('the-secret-of-the-test-which-is-long').toString('base64'));
const other = new Webhook(Buffer.from('another-secret-which-is-long-enough').toString('base64'));
const { publicKey, privateKey } = generateKeyPairSync('ed25519');

let server: Running;

before(async () => {
  const app = express();
  app.post('/standard', express.text({ type: '*/*' }), (request, response) => {
    try {
      response.json({ received: webhook.verify(String(request.body), request.headers as Record<string, string>) });
    } catch (error) {
      response.status(400).json({ error: (error as Error).message });
    }
  });
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex');
  app.post('/discord', verifyKeyMiddleware(raw));
  server = await serve(app);
});

after(() => server.stop());

const body = JSON.stringify({ type: 1 });
const hour = 3_600_000;

function standard({ signer = webhook, at = new Date(), text = body } = {}): Record<string, string> {
  return {
    'Content-Type': 'application/json',
    'Webhook-Id': 'msg_2YotnFZFEjr1zCsicMWpAA',
    'Webhook-Timestamp': String(Math.floor(at.getTime() / 1000)),
    'Webhook-Signature': signer.sign('msg_2YotnFZFEjr1zCsicMWpAA', at, text),
  };
}

function discord(key: KeyObject = privateKey): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  return {
    'Content-Type': 'application/json',
    'X-Signature-Timestamp': timestamp,
    'X-Signature-Ed25519': sign(null, Buffer.from(timestamp + body), key).toString('hex'),
  };
}

const unsigned = { 'Content-Type': 'application/json' };
const cases: readonly (Omit<Case, 'headers'> & { headers: () => Record<string, string> })[] = [
  {
    title: 'no signature',
    url: '/standard',
    headers: () => unsigned,
    expected: 'credentials-missing',
    undetermined: true,
  },
  {
    title: 'another secret',
    url: '/standard',
    headers: () => standard({ signer: other }),
    expected: 'request-signature-mismatch',
  },
  {
    title: 'another body',
    url: '/standard',
    headers: () => standard({ text: '{}' }),
    expected: 'request-signature-mismatch',
  },
  {
    title: 'an old message',
    url: '/standard',
    headers: () => standard({ at: new Date(Date.now() - hour) }),
    expected: 'clock-skew',
  },
  {
    title: 'a message of the future',
    url: '/standard',
    headers: () => standard({ at: new Date(Date.now() + hour) }),
    expected: 'clock-skew',
  },
  { title: 'no signature', url: '/discord', headers: () => unsigned, expected: 'credentials-missing' },
  {
    title: 'another key',
    url: '/discord',
    headers: () => discord(generateKeyPairSync('ed25519').privateKey),
    expected: 'request-signature-mismatch',
  },
];

for (const { url, headers, ...rest } of cases)
  test(`webhooks at ${url}: ${rest.title}`, () =>
    checkCase({ ...rest, url: server.origin + url, headers: headers(), body }));

for (const [path, headers] of Object.entries({ '/standard': standard, '/discord': () => discord() }))
  test(`webhooks at ${path}: whole credentials`, () =>
    checkSuccess({ url: server.origin + path, headers: headers(), body }));
