import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import aws4 from 'aws4';
import S3rver from 's3rver';
import { type Case, checkCase, checkSuccess, type ShortRequest } from './server.ts';
import { basic, bearer } from './tokens.ts';

const folder = mkdtempSync(join(tmpdir(), 'why401-s3rver-'));
const server = new S3rver({
  port: 0,
  address: '127.0.0.1',
  silent: true,
  directory: folder,
  configureBuckets: [{ name: 'orders', configs: [] }],
});
let host: string;

before(async () => {
  const { port } = (await server.run()) as AddressInfo;
  host = `127.0.0.1:${port}`;
});

after(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const keys = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };

interface Change {
  readonly keys?: Partial<typeof keys>;
  readonly headers?: Record<string, string>;
  readonly signQuery?: boolean;
  readonly path?: string;
  readonly after?: (headers: Record<string, string>, url: string) => ShortRequest;
}

/** A request as a client library signs it, changed before or after. */
function signed({
  keys: others,
  headers = {},
  signQuery = false,
  path = '/orders',
  after: change,
}: Change): ShortRequest {
  const request = aws4.sign(
    { host, path, service: 's3', region: 'us-east-1', headers, signQuery },
    { ...keys, ...others },
  );
  const { Host: _host, ...rest } = request.headers as Record<string, string>;
  const url = `http://${host}${request.path}`;
  return change?.(rest, url) ?? { url, headers: rest };
}

const amzDate = (milliseconds: number) => new Date(milliseconds).toISOString().replace(/[:-]|\.\d{3}/g, '');

/** A link as older libraries sign it. The server computes only these signatures itself. */
function signedAsBefore(secret: string, seconds = 3600): ShortRequest {
  const expires = String(Math.floor(Date.now() / 1000) + seconds);
  const signature = createHmac('sha1', secret).update(`GET\n\n\n${expires}\n/orders`).digest('base64');
  const query = new URLSearchParams({ AWSAccessKeyId: 'S3RVER', Expires: expires, Signature: signature });
  return { url: `http://${host}/orders?${query}` };
}

const cases: readonly (Pick<Case, 'title' | 'expected'> & { request: () => ShortRequest })[] = [
  { title: 'an old link whose time is over', expected: 'token-expired', request: () => signedAsBefore('S3RVER', -600) },
  { title: 'another secret', expected: 'request-signature-mismatch', request: () => signedAsBefore('another') },
  {
    title: 'an unknown key',
    expected: 'invalid-api-key',
    request: () => signed({ keys: { accessKeyId: 'AKIA' + 'IOSFODNN7EXAMPLE' } }),
  },
  {
    title: 'a clock that is an hour slow',
    expected: 'clock-skew',
    request: () => signed({ headers: { 'X-Amz-Date': amzDate(Date.now() - 3_600_000) } }),
  },
  {
    title: 'an Authorization without its signature',
    expected: 'malformed-header',
    request: () =>
      signed({
        after: ({ Authorization = '', ...headers }, url) => ({
          url,
          headers: { ...headers, Authorization: Authorization.replace(/, Signature=.*/, '') },
        }),
      }),
  },
  {
    title: 'a link whose time is over',
    expected: 'token-expired',
    request: () =>
      signed({
        signQuery: true,
        path: `/orders?X-Amz-Expires=60&X-Amz-Date=${amzDate(Date.now() - 600_000)}`,
      }),
  },
  {
    title: 'a token',
    expected: 'scheme-mismatch',
    request: () => ({ url: `http://${host}/orders`, headers: { Authorization: bearer() } }),
  },
  {
    title: 'a password',
    expected: 'scheme-mismatch',
    request: () => ({ url: `http://${host}/orders`, headers: { Authorization: basic('S3RVER:S3RVER') } }),
  },
  { title: 'a bucket that is not there', expected: 'not-an-auth-failure', request: () => signed({ path: '/order' }) },
];

for (const { request, ...rest } of cases) test(`S3rver: ${rest.title}`, () => checkCase({ ...rest, ...request() }));

test('S3rver: whole credentials', () => checkSuccess(signed({})));

test('S3rver: whole credentials, signed as before', () => checkSuccess(signedAsBefore('S3RVER')));
