import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { describe, test } from 'node:test';
import { parseCurl } from '../../src/request/importers/curl.ts';
import { parseHttpFile } from '../../src/request/importers/http-file.ts';
import { headerValue } from '../../src/request/model.ts';
import { resolveRequest } from '../../src/request/resolve.ts';
import { signForAws } from '../../src/request/send-signature.ts';
import { type ReceivedRequest, reply } from './loopback.ts';
import { sender, start } from './sending.ts';

/** The example key of Amazon's documentation. */
const aws = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: ['wJalrXUtnFEMI', 'K7MDENG+bPxRfiCYEXAMPLEKEY'].join('/'),
  region: 'us-east-1',
  service: 'service',
};

describe('the vectors of the Signature Version 4 test suite', () => {
  const at = Date.UTC(2015, 7, 30, 12, 36, 0);
  const rows: [string, string, string, string | undefined, string][] = [
    ['get-vanilla', 'GET', '/', undefined, '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
    [
      'get-vanilla-query-order-key-case',
      'GET',
      '/?Param2=value2&Param1=value1',
      undefined,
      'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
    ],
    [
      'post-x-www-form-urlencoded',
      'POST',
      '/',
      'Param1=value1',
      'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
    ],
  ];
  for (const [name, method, path, body, signature] of rows) {
    test(name, async () => {
      const headers = body ? [{ name: 'Content-Type', value: 'application/x-www-form-urlencoded' }] : [];
      const url = `https://example.amazonaws.com${path}`;
      const signed = await signForAws({ method, url, headers, ...(body ? { body: { text: body } } : {}) }, aws, at);
      const value = headerValue(signed.headers, 'Authorization') ?? '';
      assert.match(value, /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/20150830\/us-east-1\/service\/aws4_request, /);
      assert.ok(value.endsWith(`Signature=${signature}`), value);
      assert.equal(headerValue(signed.headers, 'X-Amz-Date'), '20150830T123600Z');
    });
  }
});

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** The server's side of the signature, written apart from the client's, over what arrived. */
function isRightSignature({ method, target, body, header }: ReceivedRequest): boolean {
  const [, scope = '', names = '', signature] =
    /Credential=AKIDEXAMPLE\/([^,]+), SignedHeaders=([^,]+), Signature=(\w+)$/.exec(header('Authorization') ?? '') ??
    [];
  const [date = '', region = '', service = ''] = scope.split('/');
  const [path, query = ''] = target.split('?');
  const fields = names.split(';').map(name => `${name}:${header(name)}\n`);
  const sorted = query.split('&').sort().join('&');
  const canonical = [method, path, sorted, fields.join(''), names, header('x-amz-content-sha256') ?? sha256(body)];
  const text = ['AWS4-HMAC-SHA256', header('x-amz-date'), scope, sha256(canonical.join('\n'))].join('\n');
  const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${aws.secretAccessKey}`);
  return createHmac('sha256', key).update(text).digest('hex') === signature;
}

describe('a request with keys for AWS', () => {
  for (const service of ['execute-api', 's3']) {
    test(`is signed for ${service} over its method, path, query, type and body`, async () => {
      const server = await start(request => reply(isRightSignature(request) ? 200 : 403));
      const { response, request } = await sender.send(
        {
          method: 'PUT',
          url: server.url('/a/b-c.d?y=1&x=2'),
          headers: [
            { name: 'X-Other', value: 'a' },
            { name: 'Content-Type', value: 'text/plain' },
            { name: 'Authorization', value: 'Bearer goes' },
          ],
          body: { text: 'body ä' },
        },
        { aws: { ...aws, service, sessionToken: 'session' } },
      );
      assert.equal(response?.status, 200);
      assert.equal(server.received[0]?.header('x-amz-security-token'), 'session');
      assert.equal(request.headers.filter(({ name }) => name === 'Authorization').length, 1);
    });
  }

  test('is not signed for the origin that a redirect leads to', async () => {
    const other = await start(() => reply(200));
    const first = await start(({ target }) =>
      reply(302, { Location: target === '/' ? '/again' : `http://localhost:${other.port}/` }),
    );
    await sender.send({ method: 'GET', url: first.url('/'), headers: [] }, { aws });
    assert.ok(first.received.every(isRightSignature));
    assert.equal(first.received.length, 2);
    assert.equal(other.received[0]?.header('Authorization'), undefined);
    assert.equal(other.received[0]?.header('x-amz-date'), undefined);
  });
});

test('the keys come from a curl command or from the short form of a .http file', () => {
  const expected = { accessKeyId: 'id', secretAccessKey: 'se/cret', region: 'eu-west-1', service: 's3' };
  const command = 'curl --aws-sigv4 aws:amz:eu-west-1:s3 -u id:se/cret https://a.example/';
  assert.deepEqual(parseCurl(command).requests[0]?.options?.aws, expected);
  const text = 'GET https://a.example/\nAuthorization: AWS id se/cret token:t region:eu-west-1 service:s3\n';
  const { request, problems } = resolveRequest(parseHttpFile(text), 0, {
    variable: () => undefined,
    now: 0,
    random: () => 0,
  });
  assert.deepEqual(problems, []);
  assert.deepEqual(request?.options?.aws, { ...expected, sessionToken: 't' });
  assert.deepEqual(request?.headers, []);
});
