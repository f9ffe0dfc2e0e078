import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { isCredentialHeader, isCredentialParameter } from '../../src/request/credential-fields.ts';
import { curl } from '../../src/request/exporters/curl.ts';
import { formatHar } from '../../src/request/exporters/har.ts';
import { formatHttpFile } from '../../src/request/exporters/http-file.ts';
import { parseCurl } from '../../src/request/importers/curl.ts';
import { parseHar } from '../../src/request/importers/har.ts';
import { parseHttpFile } from '../../src/request/importers/http-file.ts';
import { maskExchange } from '../../src/request/mask.ts';
import type { Exchange, HttpRequest } from '../../src/request/model.ts';
import { resolveRequest } from '../../src/request/resolve.ts';

test('names of credentials are known by their words', () => {
  const secret =
    'Authorization,PROXY-AUTHORIZATION,Cookie,Set-Cookie,X-Api-Key,api-key,apikey,X-Auth-Token,Private-Token,X-Vault-Token,X-Amz-Security-Token,Ocp-Apim-Subscription-Key,x-functions-key,X-RapidAPI-Key,DD-API-KEY,X-Shopify-Access-Token,CF-Access-Client-Secret,X-CSRF-Token,X-MBX-APIKEY,X-Goog-Iap-Jwt-Assertion';
  for (const name of secret.split(',')) assert.ok(isCredentialHeader(name), name);
  const open =
    'Host,Accept,Content-Type,Idempotency-Key,Sec-WebSocket-Key,ETag,X-Request-Id,WWW-Authenticate,Proxy-Authenticate,Date,X-Keyword,Public-Key-Pins,Authentication-Info';
  for (const name of open.split(',')) assert.ok(!isCredentialHeader(name), name);
  for (const name of 'access_token,accessToken,api_key,key,client_secret,code,X-Amz-Signature,sig,password,refresh_token,id_token_hint,sessionId'.split(
    ',',
  ))
    assert.ok(isCredentialParameter(name), name);
  for (const name of 'page,token_type,q,client_id,redirect_uri,grant_type,keyword,max_tokens,nextPageToken'.split(','))
    assert.ok(!isCredentialParameter(name), name);
});

const secrets = {
  bearer: 'bearer-0123456789abcdef',
  cookie: 'cookie-0123456789abcdef',
  key: 'apikey-0123456789abcdef',
  query: 'query-0123456789abcdef',
  user: 'user-0123456789abcdef',
  json: 'json-0123456789abcdef',
};

const request: HttpRequest = {
  method: 'POST',
  url: `https://me:${secrets.user}@api.example.com/x?page=2&access_token=${secrets.query}#top`,
  headers: [
    { name: 'Host', value: 'api.example.com' },
    { name: 'Authorization', value: `Bearer ${secrets.bearer}` },
    { name: 'Cookie', value: `sid=${secrets.cookie}; theme=dark` },
    { name: 'X-Api-Key', value: secrets.key },
    { name: 'Content-Type', value: 'application/json' },
  ],
  body: { text: `{"password": "${secrets.json}", "note": "it's $HOME"}` },
};

const exchange: Exchange = {
  id: 'one',
  request,
  response: {
    status: 401,
    statusText: 'Unauthorized',
    headers: [
      { name: 'WWW-Authenticate', value: 'Bearer error="invalid_token"' },
      { name: 'Set-Cookie', value: `sid=${secrets.cookie}; Path=/` },
    ],
    body: { text: `{"error":"invalid_token","code":"E100","refresh_token":"${secrets.json}"}`, size: 80 },
  },
  hops: [
    {
      request,
      response: {
        status: 302,
        statusText: 'Found',
        headers: [{ name: 'Location', value: `/x?page=2&access_token=${secrets.query}#top` }],
      },
      credentials: [],
    },
  ],
  startedAt: 0,
  timing: { total: 5, dns: 1, connect: 1, tls: 1, firstByte: 1, download: 1 },
};

function assertHidden(text: string): void {
  for (const secret of Object.values(secrets)) assert.ok(!text.includes(secret), secret);
}

test('a masked exchange has no secret left, and all the rest', () => {
  const masked = JSON.stringify(maskExchange(exchange));
  assertHidden(masked);
  for (const kept of ['page=2', 'Bearer bearer…23', 'Path=/', '"E100', 'invalid_token', '#top', 'theme='])
    assert.ok(masked.includes(kept.replaceAll('"', '\\"')), kept);
});

test('of Digest and signed credentials only the proof is masked', () => {
  const masked = (value: string) =>
    maskExchange({ ...exchange, request: { ...request, headers: [{ name: 'Authorization', value }] } }).request
      .headers[0]?.value;
  assert.equal(
    masked('Digest username="me", realm="r", uri="/", response="0123456789abcdef0123456789abcdef"'),
    'Digest username="me", realm="r", uri="/", response="012345…32"',
  );
  assert.equal(
    masked(
      'AWS4-HMAC-SHA256 Credential=AKID/20260102/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0123456789abcdef',
    ),
    'AWS4-HMAC-SHA256 Credential=AKID/20260102/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=012345…16',
  );
});

describe('an export', () => {
  test('to curl has variables for secrets, and is the same request where they are shown', () => {
    const hidden = curl.format(request, { showSecrets: false });
    assertHidden(hidden);
    assert.match(hidden, /--header 'Authorization: Bearer '"\$TOKEN"/);
    const [again] = parseCurl(curl.format(request, { showSecrets: true })).requests;
    assert.deepEqual([again?.method, again?.url, again?.body], [request.method, request.url, request.body]);
    assert.deepEqual(again?.headers, request.headers.slice(1));
  });

  test('to a .http file asks for secrets, and is the same request once they are given', () => {
    const text = formatHttpFile([{ ...request, name: 'mine' }], { showSecrets: false });
    assertHidden(text);
    const given: Record<string, string> = {
      PASSWORD: secrets.user,
      ACCESS_TOKEN: secrets.query,
      TOKEN: secrets.bearer,
      SID: secrets.cookie,
      THEME: 'dark',
      X_API_KEY: secrets.key,
      PASSWORD_2: secrets.json,
    };
    const resolved = resolveRequest(parseHttpFile(text), 0, { variable: name => given[name] });
    assert.deepEqual(resolved.problems, []);
    assert.equal(resolved.request?.url, request.url);
    assert.deepEqual(resolved.request?.headers, request.headers.slice(1));
    assert.equal(resolved.request?.body?.text, request.body?.text);
  });

  test('to HAR and back is the same exchange', () => {
    assertHidden(formatHar([exchange], { showSecrets: false }));
    const [again] = parseHar(formatHar([exchange], { showSecrets: true })).exchanges;
    assert.equal(again?.id, 'one');
    assert.deepEqual(again?.request.headers, request.headers);
    assert.deepEqual(again?.response?.body, exchange.response?.body);
    assert.deepEqual(again?.timing, exchange.timing);
    assert.equal(again?.startedAt, 0);
  });

  test('to curl keeps any header value and body', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
        (value, body) => {
          const plain = value.replace(/[\0\r\n]/g, '').trim();
          const text = body.replaceAll('\0', '').replace(/^@/, '');
          if (plain === '' || text === '') return;
          const sent: HttpRequest = {
            method: 'PUT',
            url: 'https://a.example/',
            headers: [
              { name: 'X-Value', value: plain },
              { name: 'Content-Type', value: 'text/plain' },
            ],
            body: { text },
          };
          const [again] = parseCurl(curl.format(sent, { showSecrets: true })).requests;
          assert.deepEqual(again?.headers, sent.headers);
          assert.equal(again?.body?.text, text);
        },
      ),
      { numRuns: 300 },
    );
  });
});

test('a secret that the server repeats is masked there too', () => {
  const secret = 'sk-9f8e7d6c5b4a39281706f5e4d3c2b1a0';
  const exchange: Exchange = {
    id: '0',
    hops: [],
    request: {
      method: 'GET',
      url: 'https://api.test/',
      headers: [{ name: 'Authorization', value: `Bearer ${secret}` }],
    },
    response: {
      status: 401,
      statusText: 'Unauthorized',
      headers: [{ name: 'X-Reason', value: `no such key: ${secret}` }],
      body: { text: `Incorrect API key provided: ${secret}. ${secret}` },
    },
  };
  const masked = JSON.stringify(maskExchange(exchange));
  assert.ok(!masked.includes(secret.slice(0, 12)), masked);
  assert.ok(masked.includes('Incorrect API key provided: sk-9f8'));
});

test('what a server repeats is masked in its decoded form too', () => {
  const password = 'correct horse: battery';
  const key = 'k9/+f2d41==';
  const masked = JSON.stringify(
    maskExchange({
      id: '0',
      hops: [],
      request: {
        method: 'GET',
        url: `https://api.test/?api_key=${encodeURIComponent(key)}`,
        headers: [{ name: 'Authorization', value: `Basic ${btoa(`me:${password}`)}` }],
      },
      response: {
        status: 401,
        statusText: `Unknown ${key}`,
        headers: [],
        body: { text: `"${password}" is not the password of me, nor "${key}" a key` },
      },
    }),
  );
  assert.ok(!masked.includes(password), masked);
  assert.ok(!masked.includes(key), masked);
  assert.ok(masked.includes('is not the password of me'), masked);
});
