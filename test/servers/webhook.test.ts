import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import { checkCase, checkSuccess, type Running, run, userHas } from './server.ts';

let server: Running;

const secret = 'the-secret-of-the-hook';
const match = (rule: object) => ({ match: rule });
const hook = (id: string, rule: object, status?: number) => ({
  id,
  'execute-command': '/bin/true',
  'response-message': 'done',
  'trigger-rule': rule,
  ...(status && { 'trigger-rule-mismatch-http-response-code': status }),
});

const signed = match({
  type: 'payload-hmac-sha256',
  secret,
  parameter: { source: 'header', name: 'X-Hub-Signature-256' },
});
const named = match({ type: 'value', value: secret, parameter: { source: 'header', name: 'X-Gitlab-Token' } });

before(async () => {
  server = await run('webhook', {
    args: ['-hooks', '{folder}/hooks.json', '-ip', '127.0.0.1', '-port', '{port}'],
    files: {
      'hooks.json': JSON.stringify([hook('signed', signed, 401), hook('named', named, 403), hook('quiet', named)]),
    },
    debianPackage: 'webhook',
  });
});

after(() => server?.stop());

const body = '{"ref":"refs/heads/main"}';
const signature = (key: string) => `sha256=${createHmac('sha256', key).update(body).digest('hex')}`;
const call = (path: string, headers: Record<string, string> = {}) => ({
  url: `${server.origin}/hooks/${path}`,
  headers: { 'Content-Type': 'application/json', ...headers },
  body,
});

test('webhook: no signature', () => checkCase({ title: '', expected: 'credentials-missing', ...call('signed') }));

test('webhook: a signature with another secret', () =>
  checkCase({
    title: '',
    expected: 'request-signature-mismatch',
    ...call('signed', { 'X-Hub-Signature-256': signature('another') }),
  }));

test('webhook: no token', () => checkCase({ title: '', expected: 'credentials-missing', ...call('named') }));

test('webhook: a wrong token', () =>
  checkCase({
    title: '',
    expected: 'invalid-api-key',
    undetermined: true,
    ...call('named', { 'X-Gitlab-Token': 'another' }),
  }));

test('webhook: a hook that is not there', () =>
  checkCase({ title: '', expected: 'not-an-auth-failure', ...call('orders', { 'X-Gitlab-Token': secret }) }));

test('webhook: a whole signature', () => checkSuccess(call('signed', { 'X-Hub-Signature-256': signature(secret) })));

userHas(() => call('named', { 'X-Gitlab-Token': secret }));
