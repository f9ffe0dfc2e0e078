import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { exampleNow, exampleToken } from '../../src/diagnosis/example.ts';
import type { Exchange, Header, HttpRequest } from '../../src/request/model.ts';
import { frameworkSayings, type Sent } from './sayings.ts';
import { serviceSayings } from './service-sayings.ts';

const soundToken = exampleToken({ sub: 'a', iat: exampleNow / 1000 - 60, exp: exampleNow / 1000 + 600 });

const requests: Readonly<Record<Sent, { headers?: readonly Header[]; body?: string; url?: string }>> = {
  none: {},
  jwt: { headers: [{ name: 'Authorization', value: `Bearer ${soundToken}` }] },
  opaque: { headers: [{ name: 'Authorization', value: 'Bearer 7f3e9a1c5d8b2460' }] },
  key: { headers: [{ name: 'X-Api-Key', value: '7f3e9a1c5d8b2460' }] },
  basic: { headers: [{ name: 'Authorization', value: 'Basic YWxpY2U6aHVudGVyMg==' }] },
  cookie: { headers: [{ name: 'Cookie', value: 'session=7f3e9a1c5d8b2460' }] },
  form: { url: 'https://api.example.com/login', body: 'username=alice&password=hunter2' },
  grant: { url: 'https://api.example.com/oauth/token', body: 'grant_type=refresh_token&refresh_token=7f3e9a1c5d8b' },
  client: {
    url: 'https://api.example.com/oauth/token',
    body: 'grant_type=client_credentials&client_id=a&client_secret=7f3e9a1c',
  },
  signed: {
    headers: [
      {
        name: 'Authorization',
        value: `AWS4-HMAC-SHA256 Credential=AK/20260115/eu-west-1/s3/aws4_request, SignedHeaders=host, Signature=${'0a'.repeat(32)}`,
      },
    ],
  },
};

function exchangeOf(sent: Sent, status: number, text: string): Exchange {
  const { headers = [], body, url = 'https://api.example.com/orders' } = requests[sent];
  const request: HttpRequest = {
    method: body ? 'POST' : 'GET',
    url,
    headers,
    ...(body ? { body: { text: body } } : {}),
  };
  const type =
    text.startsWith('{') || text.startsWith('[')
      ? 'application/json'
      : text.startsWith('<')
        ? 'text/html'
        : 'text/plain';
  const answer = [
    { name: 'Content-Type', value: type },
    { name: 'Date', value: new Date(exampleNow).toUTCString() },
  ];
  return {
    id: 'x',
    request,
    response: { status, statusText: '', headers: answer, body: { text } },
    hops: [],
    startedAt: exampleNow,
  };
}

for (const [sent, status, text, accept] of [...frameworkSayings, ...serviceSayings]) {
  test(`${status} to ${sent}: "${text.slice(0, 100)}" means ${accept}`, () => {
    const { findings } = diagnose(exchangeOf(sent, status, text), { providers: [] });
    const got = findings.slice(0, 3).map(({ cause, confidence }) => `${cause} ${confidence.toFixed(2)}`);
    assert.ok(accept.split(' ').includes(findings[0]?.cause ?? 'nothing'), `got ${got.join(', ') || 'nothing'}`);
  });
}
