import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { example, exampleNow, exampleToken } from '../../src/diagnosis/example.ts';

// What holds for servers that nobody has met: each line is one mechanism, with no provider known.

const sound = { sub: 'a', iat: exampleNow / 1000 - 60, exp: exampleNow / 1000 + 600 };
const jwt = exampleToken(sound);
const json = '< Content-Type: application/json';
const get = '> GET https://api.example.com/orders';

function diagnoseText(text: string) {
  return diagnose(example('', [], text).exchange, { providers: [] });
}

const apachePage = `< Server: Apache
  < Content-Type: text/html
  <p>This server could not verify that you are authorized to access the document requested. Either you supplied
  the wrong credentials (e.g., bad password), or your browser doesn't understand how to supply
  the credentials required.</p>`;

const mechanisms: readonly (readonly [title: string, text: string, cause: string])[] = [
  [
    'one refusal that is said three times does not outweigh what the token shows',
    `${get}\n> Authorization: Bearer ${exampleToken({ ...sound, token_type: 'refresh' })}\n< 401\n< WWW-Authenticate: Bearer error="invalid_token"\n${json}\n{"error":"invalid_token"}`,
    'wrong-token-type',
  ],
  [
    'a stock page says nothing of a Bearer token where Basic is offered',
    `${get}\n> Authorization: Bearer abc\n< 401\n< WWW-Authenticate: Basic realm="a"\n${apachePage}`,
    'scheme-mismatch',
  ],
  [
    'a stock page does not make a refused Digest response a wrong password',
    `${get}\n> Authorization: Digest username="a", realm="a", nonce="n", uri="/orders", response="x"\n< 401\n< WWW-Authenticate: Digest realm="a", nonce="m"\n${apachePage}`,
    'digest-mismatch',
  ],
  [
    'an unoffered scheme explains a sentence about passwords',
    `${get}\n> Authorization: Basic dTpw\n< 401\n< WWW-Authenticate: Digest realm="a", nonce="m"\nUsername or password wrong`,
    'scheme-mismatch',
  ],
  [
    'a sound header of another scheme than the one named is no malformed header',
    `${get}\n> Authorization: Basic dTpw\n< 401\n${json}\n{"message":"Format is Authorization: Bearer [token]"}`,
    'scheme-mismatch',
  ],
  [
    'an unknown user, said to a token, is an unknown token',
    `${get}\n> Authorization: Bearer 7f3e9a1c5d8b2460\n< 401\n${json}\n{"message":"user does not exist"}`,
    'token-unknown',
  ],
  [
    'a statement about a token is about a missing one where none was sent',
    `${get}\n< 400\n${json}\n{"message":"missing or malformed jwt"}`,
    'credentials-missing',
  ],
  [
    'a server that saw nobody did not see the token',
    `${get}\n> Authorization: Bearer ${jwt}\n< 403\n${json}\n{"message":"User anonymous is not allowed to list orders"}`,
    'header-stripped-by-intermediary',
  ],
  [
    'the words of a URL are not read',
    `${get}\n> Authorization: Bearer ${jwt}\n< 429\n${json}\n{"message":"Slow down, see https://docs.example.com/two_factor_authentication_required"}`,
    'not-an-auth-failure',
  ],
  [
    'the token in question at an introspection endpoint is no credential of the caller',
    `> POST https://id.example.com/introspect\n> token=abc\n< 401\n${json}\n{"error":"invalid_request"}`,
    'credentials-missing',
  ],
  [
    'a Bearer challenge without an error behind a proxy hints at a removed header',
    `${get}\n> Authorization: Bearer 7f3e9a1c5d8b2460\n< 401\n< Server: nginx\n< WWW-Authenticate: Bearer realm="a"`,
    'header-stripped-by-intermediary',
  ],
  [
    'an error in an envelope of a success is seen',
    `${get}\n> Authorization: TC3-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=0a\n< 200\n${json}\n{"Response":{"Error":{"Code":"AuthFailure.SignatureFailure"}}}`,
    'request-signature-mismatch',
  ],
  [
    'an expired token is named inside a 200',
    `${get}\n> Authorization: Bearer ${exampleToken({ ...sound, exp: exampleNow / 1000 - 420 })}\n< 200\n${json}\n{"errors":[{"message":"You must be logged in"}]}`,
    'token-expired',
  ],
  [
    'of "invalid, or missing", a request that sent something is told the first',
    `${get}\n> Authorization: Bearer 7f3e9a1c5d8b2460\n< 401\n${json}\n{"message":"Authentication failed due to invalid credentials or a missing Authorization header."}`,
    'token-unknown',
  ],
  [
    'a sentence in the place of a challenge offers no scheme',
    `${get}\n> Authorization: Bearer 7f3e9a1c5d8b2460\n< 401\n< WWW-Authenticate: invalid token: malformed`,
    'token-unknown',
  ],
  [
    'a general demand for authentication is no proof that a header has the wrong name',
    `${get}\n> X-Auth-Token: 7f3e9a1c5d8b2460\n< 401\n< WWW-Authenticate: Vault uri='https://id.example.com'\n${json}\n{"message":"This request requires authentication"}`,
    'invalid-api-key',
  ],
  [
    'a variable of a program that was never read is a placeholder',
    `${get}\n> Authorization: Bearer process.env.TOKEN\n< 401`,
    'placeholder-credentials',
  ],
  [
    'a rate limit on sign-ins is a rate limit',
    `> POST https://a.example/login\n> {"user":"a","password":"b"}\n< 429\n${json}\n{"message":"Too many login attempts, account locked for 1 minute"}`,
    'not-an-auth-failure',
  ],
  [
    'a check of the token that throws is about the token',
    `${get}\n> Authorization: Bearer ${exampleToken({ ...sound, nbf: exampleNow / 1000 + 86_400 })}\n< 500\n${json}\n{"error":"Internal Server Error","message":"The token will be active tomorrow"}`,
    'token-not-yet-valid',
  ],
  [
    'a parser that throws at a token is a fault of the server',
    `${get}\n> Authorization: Bearer ${jwt}\n< 500\n${json}\n{"message":"Unexpected token < in JSON at position 0"}`,
    'not-an-auth-failure',
  ],
  [
    'a server that misses a token was sent a password',
    `${get}\n> Authorization: Basic dTpw\n< 401\n${json}\n{"message":"No auth token"}`,
    'scheme-mismatch',
  ],
  [
    'a server that misses a password was sent a token',
    `${get}\n> Authorization: Bearer abc\n< 401\n${json}\n{"message":"Missing username or password"}`,
    'scheme-mismatch',
  ],
  [
    'a placeholder in the place of user and password is a placeholder, whatever the server says',
    `${get}\n> Authorization: Basic undefined\n< 401\n< WWW-Authenticate: Basic realm="a"\n${json}\n{"message":"Malformed authorization header"}`,
    'placeholder-credentials',
  ],
  [
    'the signature of a file is content',
    `> POST https://a.example/files\n> Authorization: Bearer ${jwt}\n< 400\n${json}\n{"message":"Invalid file signature: not a PNG"}`,
    'not-an-auth-failure',
  ],
];

for (const [title, text, cause] of mechanisms) {
  const ambiguous: readonly (readonly [text: string, first: string, other: string])[] = [
    [
      `${get}\n> Authorization: Basic YTpiYg==\n< 401\n< WWW-Authenticate: Basic realm="api"\n${json}\n{"detail":"Invalid username/password."}`,
      'invalid-credentials',
      'account-disabled',
    ],
    [`${get}\n< 404\n${json}\n{"message":"Project Not Found"}`, 'not-an-auth-failure', 'credentials-missing'],
  ];

  for (const [text, first, other] of ambiguous)
    test(`${first} is not told as if it were sure where it may be ${other}`, () => {
      const { findings } = diagnoseText(text);
      assert.deepEqual(
        findings.slice(0, 2).map(({ cause }) => cause),
        [first, other],
      );
      assert.ok((findings[0]?.confidence ?? 1) <= 0.9, `${findings[0]?.confidence}`);
    });

  test('who asks for a certificate is sent one', () => {
    const [finding] = diagnoseText(`${get}\n< 496`).findings;
    assert.equal(finding?.fixes[0]?.id, 'send-certificate');
  });

  test(title, () => {
    const { findings } = diagnoseText(text);
    assert.equal(findings[0]?.cause, cause, findings.map(one => `${one.cause} ${one.confidence}`).join(', '));
  });
}

test('a challenge that says invalid_token and no more leaves open why', () => {
  const { findings } = diagnoseText(
    `${get}\n> Authorization: Bearer 2YotnFZFEjr1zCsicMWpAA\n< 401\n< WWW-Authenticate: Bearer error="invalid_token"`,
  );
  assert.ok(findings.length > 1 && findings.every(({ confidence }) => confidence <= 0.9));
});

test('a gRPC status that is no matter of authentication has no finding', () => {
  const { findings } = diagnoseText(
    `${get}\n> Authorization: Bearer ${jwt}\n< 200\n< grpc-status: 5\n< grpc-message: user not found`,
  );
  assert.deepEqual(findings, []);
});

test('what the record leaves out is not said to be missing', () => {
  const { exchange } = example('', [], `${get}\n< 401\n< WWW-Authenticate: Bearer`);
  const seen = diagnose(exchange).findings[0];
  const unseen = diagnose({ ...exchange, unseen: ['authorization'] }).findings;
  assert.ok((seen?.confidence ?? 0) > 0.9);
  assert.ok(unseen.length > 1 && unseen.every(({ confidence }) => confidence < 0.7));
  assert.match(unseen.find(({ cause }) => cause === 'credentials-missing')?.why ?? '', /leaves headers out/);
});

test('a refusal of what the record leaves out is no missing credential', () => {
  const { exchange } = example('', [], `${get}\n< 401\n${json}\n{"message":"Invalid token"}`);
  const { findings, observations } = diagnose({ ...exchange, unseen: ['*'] }, { providers: [] });
  assert.equal(findings[0]?.cause, 'token-unknown');
  assert.ok((findings[0]?.confidence ?? 1) < 0.7);
  assert.ok(observations.some(({ id }) => id === 'request-incomplete'));
});

test('no finding is certain, and the title of a guess says so', () => {
  const { findings } = diagnoseText(`${get}\n> Authorization: Bearer ${jwt}\n< 401`);
  for (const { confidence, title } of findings) if (confidence < 0.5) assert.match(title, / may /);
  const [sure] = diagnoseText(
    `${get}\n> Authorization: Bearer ${exampleToken({ exp: 1 })}\n< 401\n${json}\n{"message":"jwt expired"}`,
  ).findings;
  assert.equal(sure?.confidence, 0.99);
});

test('evidence in a challenge covers exactly the words that were read', () => {
  const field = 'Bearer error="invalid_token", error_description="the token has expired"';
  const { findings } = diagnoseText(`${get}\n> Authorization: Bearer ${jwt}\n< 401\n< WWW-Authenticate: ${field}`);
  const pointers = findings[0]?.evidence.filter(one => one.source === 'server-words').map(({ pointer }) => pointer);
  assert.ok(pointers?.[0]?.kind === 'response-header' && pointers[0].span);
  assert.equal(field.slice(pointers[0].span.start, pointers[0].span.end), 'token has expired');
});

test('of a refusal whose request is not in the record, the scheme that the server offers tells what it was', () => {
  const response = {
    status: 401,
    statusText: 'Unauthorized',
    headers: [{ name: 'WWW-Authenticate', value: 'Basic realm="x"' }],
  };
  const request = { method: 'GET', url: '', headers: [] };
  const { findings } = diagnose({ id: '1', request, response, hops: [], unseen: ['*'] });
  assert.deepEqual(
    new Set(findings.slice(0, 2).map(({ cause }) => cause)),
    new Set(['invalid-credentials', 'credentials-missing']),
  );
  assert.ok(findings.every(({ confidence }) => confidence < 0.7));
});
