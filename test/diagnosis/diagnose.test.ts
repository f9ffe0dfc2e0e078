import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { causes } from '../../src/causes/catalogue.ts';
import { detectors } from '../../src/diagnosis/detectors/index.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { example, exampleNow, exampleToken } from '../../src/diagnosis/example.ts';
import { readFacts } from '../../src/diagnosis/exchange.ts';
import { providers } from '../../src/providers/index.ts';
import type { Exchange } from '../../src/request/model.ts';

function diagnoseText(text: string) {
  return diagnose(example('', [], text).exchange);
}

for (const detector of detectors) {
  test(`the detector ${detector.id} sees what its examples say`, () => {
    assert.ok(detector.examples.length > 0);
    for (const { title, sees, exchange } of detector.examples) {
      assert.ok(exchange.response);
      const evidence = detector.detect(readFacts(exchange, exchange.response, []));
      const causesSeen = new Set(evidence.filter(one => !one.against).map(({ cause }) => cause));
      if (sees.length === 0) assert.deepEqual([...causesSeen], [], title);
      for (const cause of sees) assert.ok(causesSeen.has(cause), `${title}: ${cause} was not seen`);
      for (const one of evidence) assert.equal(one.source, detector.id);
    }
  });
}

const token = (claims: Record<string, unknown>) => exampleToken({ iat: exampleNow / 1000 - 60, ...claims });

test('an error at the end of a long body is heard', () => {
  const rows = '{"name":"ada"},'.repeat(60_000);
  const { exchange } = example(
    '',
    [],
    '> GET https://api.example.com/\n> Authorization: Bearer 7f3e9a1c5d8b2460\n< 401',
  );
  const body = { text: `[${rows}{"error":"The token has expired"}]` };
  const response = { ...exchange.response, status: 401, statusText: '', headers: [], body };
  assert.equal(diagnose({ ...exchange, response }).findings[0]?.cause, 'token-expired');
});

test('the title of an expired token names how long ago', () => {
  const [finding] = diagnoseText(`> GET https://api.example.com/
    > Authorization: Bearer ${token({ exp: exampleNow / 1000 - 8040 })}
    < 401
    < WWW-Authenticate: Bearer error="invalid_token"`).findings;
  assert.equal(finding?.cause, 'token-expired');
  assert.equal(finding?.title, 'The token expired 2 h 14 min before you sent it');
  assert.ok(finding?.fixes.some(({ id, automatic }) => id === 'refresh-token' && automatic));
});

test('the page where a key is renewed is named first, at the provider itself and nowhere else', () => {
  const firstPage = (host: string) =>
    diagnoseText(`> GET https://${host}/user
    > Authorization: Bearer 7f3e9a1c5d8b2460
    < 401
    < X-GitHub-Request-Id: 1
    {"message":"Bad credentials"}`).findings[0]?.references[0]?.url;
  assert.equal(firstPage('api.github.com'), 'https://github.com/settings/tokens');
  assert.notEqual(firstPage('github.example.com'), 'https://github.com/settings/tokens');
});

test('a redirect to another origin that loses the header is told from a missing header', () => {
  const [finding] = diagnoseText(`> GET https://example.com/
    > Authorization: Bearer 7f3e9a1c5d8b2460
    < 301
    < Location: https://www.example.com/
    > GET https://www.example.com/
    < 401
    < WWW-Authenticate: Bearer`).findings;
  assert.equal(finding?.cause, 'header-dropped-on-redirect');
  assert.equal(
    finding?.title,
    'The credentials were dropped on the redirect from https://example.com to https://www.example.com',
  );
  assert.ok(finding?.fixes.some(({ id, automatic }) => id === 'send-to-final-url' && automatic));
});

test('a placeholder outweighs what the server makes of it', () => {
  const [finding] = diagnoseText(`> GET https://api.example.com/
    > Authorization: Bearer {{token}}
    < 401
    < Content-Type: application/json
    {"message":"jwt malformed"}`).findings;
  assert.equal(finding?.cause, 'placeholder-credentials');
  assert.ok(finding?.fixes.some(({ id }) => id === 'fill-variable'));
});

test('a clock that is ten minutes ahead is told from an expired token', () => {
  const { findings } = diagnoseText(`> GET https://api.example.com/
    > Authorization: Bearer ${token({ exp: exampleNow / 1000 + 240 })}
    < 401
    < Date: ${new Date(exampleNow + 600_000).toUTCString()}
    < Content-Type: application/json
    {"message":"jwt expired"}`);
  assert.equal(findings[0]?.cause, 'clock-skew');
  assert.match(findings[0]?.title ?? '', /^The server's clock is 10 min ahead of yours/);
});

test('where the exchange does not tell, no finding is sure, and each names an experiment', () => {
  const { findings } = diagnoseText(`> GET https://api.example.com/
    > Authorization: Bearer 7f3e9a1c5d8b2460
    < 401`);
  assert.ok(findings.length > 1);
  for (const { confidence, experiment } of findings) {
    assert.ok(confidence <= 0.9);
    assert.ok(experiment);
  }
});

test('what is worth knowing beside the cause is observed', () => {
  const { observations } = diagnoseText(`> GET http://api.example.com/?api_key=7f3e9a1c5d8b2460
    < 401
    < Set-Cookie: a=b; SameSite=None`);
  assert.deepEqual(
    observations.map(({ id }) => id),
    ['challenge-missing', 'plain-http', 'secret-in-url', 'cookie-not-secure'],
  );
});

const innocent = [
  [
    'a plain success',
    '> GET https://a.example/\n> Authorization: Bearer abc\n< 200\n< Content-Type: application/json\n{"items":[]}',
  ],
  [
    'an article about tokens',
    '> GET https://a.example/\n< 200\n< Content-Type: text/html\n<html><h1>What to do when the token has expired</h1></html>',
  ],
  [
    'a list of other people’s errors',
    '> GET https://a.example/\n< 200\n< Content-Type: application/json\n{"items":[{"error":"token expired"}]}',
  ],
  [
    'an empty list of errors',
    '> GET https://a.example/\n< 200\n< Content-Type: application/json\n{"errors":[],"data":{}}',
  ],
  ['a redirect to another page', '> GET https://a.example/old\n< 302\n< Location: /new'],
  [
    'the start of a sign-in',
    '> GET https://a.example/auth/start\n< 302\n< Location: https://id.example/authorize?client_id=a',
  ],
  ['an unchanged resource', '> GET https://a.example/\n> Cookie: sid=abc\n< 304'],
  [
    'a token that was issued',
    '> POST https://a.example/token\n> grant_type=client_credentials&client_id=a&client_secret=b\n< 200\n< Content-Type: application/json\n{"access_token":"x","token_type":"Bearer","expires_in":3600}',
  ],
] as const;

for (const [what, text] of innocent) {
  test(`${what} has no finding`, () => assert.deepEqual(diagnoseText(text).findings, []));
}

const otherTroubles = [
  [
    'a rate limit',
    '> GET https://a.example/\n> Authorization: Bearer abc\n< 429\n< Content-Type: application/json\n{"message":"Too many requests"}',
  ],
  [
    'a wrong path',
    '> GET https://a.example/nope\n> Authorization: Bearer abc\n< 404\n< Content-Type: text/html\n<h1>Not Found</h1>',
  ],
  [
    'a field too short',
    '> POST https://a.example/users\n> {"password":"x"}\n< 422\n< Content-Type: application/json\n{"errors":{"password":["is too short (minimum is 8 characters)"]}}',
  ],
  [
    'a body that is no JSON',
    '> POST https://a.example/users\n> Authorization: Bearer abc\n< 400\n< Content-Type: application/json\n{"message":"Unexpected end of JSON input"}',
  ],
  [
    'a fault of the server',
    '> GET https://a.example/\n> Authorization: Bearer abc\n< 500\n< Content-Type: text/html\n<h1>Internal Server Error</h1>',
  ],
  ['a method not allowed', '> DELETE https://a.example/\n> Authorization: Bearer abc\n< 405'],
  [
    'a conflict',
    '> PUT https://a.example/\n> Authorization: Bearer abc\n< 409\n< Content-Type: application/json\n{"message":"Version mismatch"}',
  ],
  [
    'an upstream that is down',
    '> GET https://a.example/\n> Authorization: Bearer abc\n< 502\n< Content-Type: text/html\n<h1>Bad Gateway</h1>',
  ],
] as const;

for (const [what, text] of otherTroubles) {
  test(`${what} is no failure of authentication`, () => {
    const [finding] = diagnoseText(text).findings;
    assert.equal(finding?.cause, 'not-an-auth-failure', JSON.stringify(finding));
  });
}

test('every cause can be named by a detector or a provider', () => {
  const words = new Set(detectors.flatMap(({ speaksFor }) => speaksFor));
  const known = new Set(providers.flatMap(({ tells }) => tells.map(({ cause }) => cause)));
  for (const { id } of causes) assert.ok(words.has(id) || known.has(id), id);
});

test('credentials that worked before are over, and not wrong', () => {
  const { exchange } = example('', [], '> GET https://a.example/orders\n> Cookie: sid=abc\n< 401');
  const before: Exchange = { ...exchange, response: { status: 200, statusText: 'OK', headers: [] } };
  const evidence = diagnose(exchange, { earlier: [before] }).findings[0]?.evidence.map(({ source }) => source);
  assert.ok(evidence?.includes('earlier-success'));
  const [finding] = diagnose(
    { ...exchange, response: { status: 403, statusText: '', headers: [] } },
    { earlier: [before] },
  ).findings;
  assert.equal(finding?.cause, 'permission-denied');
});

test('a key that the server echoes is masked', () => {
  const key = ['zz', 'live', '7f3e9a1c5d8b2460'].join('_');
  const diagnosis = diagnoseText(`> GET https://a.example/
    > Authorization: Bearer ${key}
    < 401
    < Content-Type: application/json
    {"error":{"message":"Incorrect API key provided: ${key}"}}`);
  assert.ok(!JSON.stringify(diagnosis).includes(key));
  assert.equal(diagnosis.findings[0]?.cause, 'invalid-api-key');
});

test('a scheme that is written twice is named, and not masked', () => {
  const [best] = diagnoseText(`> GET https://example.com/
    > Authorization: Bearer Bearer 7f3e9a1c5d8b2460
    < 401`).findings;
  assert.equal(best?.evidence[0]?.text, '"Bearer" is written twice; write it once');
});

test('a password with a dollar sign is no placeholder', () => {
  const { findings } = diagnoseText(
    `> GET https://a.example/\n> Authorization: Basic ${btoa('ada:$ecretword')}\n< 401`,
  );
  assert.ok(findings.every(({ cause }) => cause !== 'placeholder-credentials'));
  assert.ok(!JSON.stringify(findings).includes('ecretword'));
});

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('Bearer ', '{"error":', '<a', '"', '\\', '%', 'token expired', 'Digest stale=true', '[[[['),
);
const headers = fc.array(
  fc.record({
    name: fc.oneof(
      fc.constantFrom('Authorization', 'Cookie', 'WWW-Authenticate', 'Date', 'Location', 'Set-Cookie', 'X-Api-Key'),
      text,
    ),
    value: text,
  }),
  { maxLength: 5 },
);
const exchanges: fc.Arbitrary<Exchange> = fc.record({
  id: fc.constant('x'),
  request: fc.record({ method: text, url: fc.oneof(fc.webUrl(), text), headers, body: fc.record({ text }) }),
  response: fc.record({
    status: fc.oneof(fc.integer({ min: 100, max: 599 }), fc.integer()),
    statusText: text,
    headers,
    body: fc.record({ text: fc.oneof(text, fc.json()) }),
  }),
  hops: fc.constant([]),
  startedAt: fc.oneof(fc.integer(), fc.constant(Number.NaN)),
});

test('a diagnosis never throws, and its confidences are probabilities', () => {
  fc.assert(
    fc.property(exchanges, exchange => {
      const { findings } = diagnose(exchange, { earlier: [exchange] });
      const total = findings.reduce((sum, { confidence }) => sum + confidence, 0);
      assert.ok(findings.every(({ confidence }) => confidence >= 0 && confidence <= 1) && total <= 1.0001);
    }),
    { numRuns: 400 },
  );
});

test('a body of 50 MB costs no more than its edges', () => {
  const padding = 'x '.repeat(25_000_000);
  const { exchange } = example('', [], '> GET https://a.example/\n> Authorization: Bearer abc\n< 401');
  const big: Exchange = {
    ...exchange,
    response: { status: 401, statusText: '', headers: [], body: { text: `${padding}{"error":"x"}` } },
  };
  // Joined strings are flattened when they are first read, which is not what is measured here.
  assert.equal(big.response?.body?.text.charCodeAt(0), 120);
  const started = process.cpuUsage();
  diagnose(big);
  assert.ok(process.cpuUsage(started).user < 1_000_000);
});

test('pointers into the body point at the words that were read', () => {
  const { exchange } = example(
    '',
    [],
    '> GET https://a.example/\n> Authorization: Bearer abc\n< 401\n< Content-Type: application/json\n{"error":"the token has expired"}',
  );
  const body = exchange.response?.body?.text ?? '';
  const evidence = diagnose(exchange).findings[0]?.evidence.find(({ source }) => source === 'server-words');
  assert.ok(evidence?.pointer.kind === 'response-body' && evidence.pointer.span);
  assert.equal(body.slice(evidence.pointer.span.start, evidence.pointer.span.end), 'token has expired');
});
