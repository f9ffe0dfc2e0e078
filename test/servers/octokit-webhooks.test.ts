import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import { createNodeMiddleware, Webhooks } from '@octokit/webhooks';
import { type Case, checkCase, checkSuccess, type Running, serve } from './server.ts';
import { secret } from './tokens.ts';

let server: Running;

before(async () => {
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const webhooks = new Webhooks({ secret, log });
  server = await serve(createNodeMiddleware(webhooks, { path: '/webhooks', log }));
});

after(() => server.stop());

const body = JSON.stringify({ zen: 'Keep it logically awesome.', hook_id: 1 });
const sign = (text: string, key = secret) => `sha256=${createHmac('sha256', key).update(text).digest('hex')}`;
const signed = (signature: string | undefined) => ({
  url: '/webhooks',
  headers: {
    'Content-Type': 'application/json',
    'X-GitHub-Event': 'ping',
    'X-GitHub-Delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
    ...(signature !== undefined && { 'X-Hub-Signature-256': signature }),
  },
  body,
});

const cases: readonly Case[] = [
  { title: 'no signature', ...signed(undefined), expected: 'credentials-missing' },
  { title: 'another secret', ...signed(sign(body, 'another')), expected: 'request-signature-mismatch' },
  { title: 'another body', ...signed(sign(`${body}\n`)), expected: 'request-signature-mismatch' },
  {
    title: 'another hash',
    ...signed(`sha1=${createHmac('sha1', secret).update(body).digest('hex')}`),
    expected: 'request-signature-mismatch',
  },
];

for (const { url, ...rest } of cases)
  test(`@octokit/webhooks: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

test('@octokit/webhooks: whole credentials', () => {
  const { url, ...rest } = signed(sign(body));
  return checkSuccess({ ...rest, url: server.origin + url });
});
