// What no provider here can be made to do: answers as the RFCs have them, and answers that are none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TLSSocket } from 'node:tls';
import { calculateJwkThumbprint, decodeProtectedHeader, type JWK, jwtVerify } from 'jose';
import { createProof, dpopKeyOf } from '../../src/oauth/dpop.ts';
import type { Outside } from '../../src/oauth/model.ts';
import { makeCertificate } from '../request/certificates.ts';
import { type Loopback, type ReceivedRequest, reply } from '../request/loopback.ts';
import { sender, start } from '../request/sending.ts';

import { answering, json, oauthError, reasonOf, requestAt, run, secret, token } from './signing-in.ts';

test('without an issuer, the endpoints that are given are enough', async () => {
  const server = await answering(token({ refresh_token: 'r', scope: 'read' }));
  const result = await run(
    requestAt(server, { scope: 'read', resource: 'https://api.test', parameters: { audience: 'x' } }),
  );
  assert.deepEqual(result.kind === 'signed-in' && result.tokens, {
    accessToken: 'a',
    tokenType: 'bearer',
    expiresAt: 60_000,
    refreshToken: 'r',
    scope: 'read',
  });
  const sent = new URLSearchParams(server.received[0]?.body);
  assert.equal(sent.get('grant_type'), 'client_credentials');
  assert.deepEqual([sent.get('resource'), sent.get('audience')], ['https://api.test', 'x']);
});

const reasons: readonly (readonly [
  title: string,
  answer: string | Buffer,
  cause: string | undefined,
  reason: RegExp,
])[] = [
  [
    'the secret has expired',
    oauthError(401, { error: 'invalid_client', error_description: 'Client secret expired.' }),
    'client-authentication-failed',
    /^token: The token endpoint said "invalid_client": Client secret expired\. \w/,
  ],
  [
    'the client is challenged',
    oauthError(401, { error: 'invalid_client' }, { 'WWW-Authenticate': 'Basic realm="token"' }),
    'client-authentication-failed',
    /said "invalid_client"/,
  ],
  [
    'the grant is unknown',
    oauthError(400, { error: 'unsupported_grant_type' }),
    'auth-method-disabled',
    /said "unsupported_grant_type"/,
  ],
  [
    'the resource is unknown',
    oauthError(400, { error: 'invalid_target', error_description: 'no such resource' }),
    'audience-mismatch',
    /said "invalid_target": no such resource/,
  ],
  [
    'an error comes with the status 200',
    oauthError(200, { error: 'bad_verification_code', error_description: 'The code passed is incorrect or expired.' }),
    undefined,
    /said "bad_verification_code": The code passed is incorrect or expired/,
  ],
  [
    'the endpoint has moved',
    reply(307, { Location: '/v2/token?secret=x' }),
    undefined,
    /redirects to "http:\/\/127\.0\.0\.1:\d+\/v2\/token", where no secret is sent: correct its address$/,
  ],
  [
    'the error is an object',
    oauthError(400, { error: { message: 'Error validating client secret.', type: 'OAuthException', code: 1 } }),
    'client-authentication-failed',
    /answered 400: Error validating client secret\. \w/,
  ],
  [
    'a page comes instead of JSON',
    reply(502, { 'Content-Type': 'text/html' }, '<h1>Bad Gateway</h1>'),
    undefined,
    /answered 502/,
  ],
  ['there is no such endpoint', reply(404), undefined, /answered 404/],
  [
    'no token is in the answer',
    reply(200, json, '{"ok":true}'),
    undefined,
    /gave no answer of OAuth: the answer: "access_token"/,
  ],
  [
    'the answer is text',
    reply(200, { 'Content-Type': 'text/plain' }, 'hello'),
    undefined,
    /gave no answer of OAuth: .*content-type/,
  ],
];

for (const [title, answer, cause, reason] of reasons)
  test(`a sign-in ends with its reason: ${title}`, async () => {
    const result = await run(requestAt(await answering(answer)));
    assert.match(reasonOf(result), reason);
    if (cause !== undefined) assert.equal(result.kind === 'failed' && result.cause, cause, reasonOf(result));
    assert.ok(result.kind === 'failed' && result.exchange);
  });

test('JSON that is served as text, and a type of token that is the server’s own, are taken as they are', async () => {
  const body = JSON.stringify({ access_token: 'a', token_type: 'bot' });
  const result = await run(requestAt(await answering(reply(200, { 'Content-Type': 'text/plain' }, body))));
  assert.deepEqual(result.kind === 'signed-in' && result.tokens, { accessToken: 'a', tokenType: 'bot' });
});

test('an issuer for many tenants is looked up, and the ID token may name its own tenant', async () => {
  const segment = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: 'https://id.test/t1/v2.0', sub: 'ada', aud: 'service', iat: now, exp: now + 60 };
  const idToken = `${segment({ alg: 'RS256' })}.${segment(claims)}.${Buffer.alloc(256).toString('base64url')}`;
  for (const [template, expected] of [
    ['{tenantid}', /^signed-in$/],
    ['another', /^discovery: .* is the metadata of/],
  ] as const) {
    const server: Loopback = await start(({ target }: ReceivedRequest) => {
      if (target === '/token') return token({ id_token: idToken });
      const metadata = { issuer: server.url(`/${template}/v2.0`), token_endpoint: server.url('/token') };
      return reply(200, json, JSON.stringify(metadata));
    });
    const result = await run(requestAt(server, { issuer: server.url('/common/v2.0'), endpoints: {} }));
    assert.match(reasonOf(result), expected);
  }
});

test('a secret that the server echoes is masked in the reason', async () => {
  const answer = oauthError(401, { error: 'invalid_client', error_description: `"${secret}" is wrong` });
  const reason = reasonOf(await run(requestAt(await answering(answer))));
  assert.match(reason, /"the-se…25" is wrong/);
  assert.ok(!reason.includes(secret));
});

test('a server that is not there is said not to be', async () => {
  const server = await answering('');
  await server.stop();
  assert.match(reasonOf(await run(requestAt(server))), /^token: .*Nothing listens at "127\.0\.0\.1:\d+"/);
});

test('nothing is sent where it could be read on the way', async () => {
  let sent = 0;
  const send: Outside['send'] = (...args) => {
    sent++;
    return sender.send(...args);
  };
  const request = requestAt(await answering(token()), { endpoints: { token: 'http://login.example/token' } });
  assert.match(
    reasonOf(await run(request, { send })),
    /^discovery: The endpoint "http:\/\/login\.example\/token" is not https/,
  );
  assert.equal(sent, 0);
});

test('metadata cannot lead a secret to where it could be read', async () => {
  for (const extra of [
    { pushed_authorization_request_endpoint: 'http://login.example/par' },
    { mtls_endpoint_aliases: { token_endpoint: 'http://login.example/token' } },
  ]) {
    const server: Loopback = await start(() =>
      reply(200, json, JSON.stringify({ issuer: server.url(''), token_endpoint: server.url('/token'), ...extra })),
    );
    const result = await run(requestAt(server, { issuer: server.url(''), endpoints: {} }));
    assert.match(reasonOf(result), /^discovery: The endpoint "http:\/\/login\.example\/\w+" is not https/);
  }
});

for (const [title, extra, reason] of [
  [
    'neither an issuer nor an endpoint',
    { endpoints: {} },
    /^discovery: Neither an issuer nor a token endpoint is given/,
  ],
  [
    'a key that is none',
    { authentication: { kind: 'private_key_jwt', key: 'no key' } },
    /^client: The key of the client is no private key/,
  ],
  ['an empty secret', { authentication: { kind: 'client_secret_basic', secret: '' } }, /^client: .*enter it/],
  ['a DPoP key that is none', { dpop: '{}' }, /^client: The key for DPoP is no private JWK/],
  [
    'no authorization endpoint',
    { grant: { kind: 'authorization-code' } },
    /^authorization: The server names no authorization endpoint/,
  ],
  [
    'no device endpoint',
    { grant: { kind: 'device-code' } },
    /^device-authorization: The server names no device authorization endpoint/,
  ],
] as const)
  test(`what is missing is asked for: ${title}`, async () => {
    assert.match(reasonOf(await run(requestAt(await answering(token()), extra))), reason);
  });

test('a device asks more slowly when it is told to', async () => {
  const code = {
    device_code: 'd',
    user_code: 'U',
    verification_uri: 'https://id.test/device',
    expires_in: 60,
    interval: 1,
  };
  const server = await answering(
    reply(200, json, JSON.stringify(code)),
    oauthError(400, { error: 'authorization_pending' }),
    oauthError(400, { error: 'slow_down' }),
    oauthError(400, { error: 'authorization_pending' }),
    token(),
  );
  const waited: number[] = [];
  const endpoints = { token: server.url('/token'), deviceAuthorization: server.url('/device') };
  const result = await run(requestAt(server, { grant: { kind: 'device-code' }, endpoints }), {
    wait: async milliseconds => void waited.push(milliseconds),
  });
  assert.equal(reasonOf(result), 'signed-in');
  assert.deepEqual(waited, [1000, 1000, 6000, 6000]);
});

test('a device stops asking when its code has run out', async () => {
  const code = { device_code: 'd', user_code: 'U', verification_uri: 'https://id.test/device', expires_in: 10 };
  const server = await answering(
    reply(200, json, JSON.stringify(code)),
    oauthError(400, { error: 'authorization_pending' }),
  );
  let now = 0;
  const endpoints = { token: server.url('/token'), deviceAuthorization: server.url('/device') };
  const result = await run(requestAt(server, { grant: { kind: 'device-code' }, endpoints }), {
    now: () => now,
    wait: async milliseconds => {
      now += milliseconds;
    },
  });
  assert.match(reasonOf(result), /has expired: start again/);
  assert.equal(server.received.length, 3);
});

test('a proof is made again with the nonce of the server, and once only', async () => {
  const refusal = oauthError(400, { error: 'use_dpop_nonce' }, { 'DPoP-Nonce': 'n-1' });
  const server = await answering(refusal, token({ token_type: 'DPoP' }));
  assert.equal(reasonOf(await run(requestAt(server, { dpop: true }))), 'signed-in');
  const proofs = server.received.map((request: ReceivedRequest) => request.header('dpop') ?? '');
  const claims = proofs.map(proof => JSON.parse(Buffer.from(proof.split('.')[1] ?? '', 'base64url').toString()));
  assert.deepEqual(
    claims.map(({ nonce, htm, htu }) => ({ nonce, htm, htu })),
    [undefined, 'n-1'].map(nonce => ({ nonce, htm: 'POST', htu: server.url('/token') })),
  );
  const stubborn = await answering(refusal);
  const result = await run(requestAt(stubborn, { dpop: true }));
  assert.equal(result.kind === 'failed' && result.cause, 'sender-proof-invalid', reasonOf(result));
  assert.equal(stubborn.received.length, 2);
});

test('a proof for a request holds its method, address and token, and the key that the token is bound to', async () => {
  const key = await dpopKeyOf(true);
  assert.ok(key);
  const again = await dpopKeyOf(key.jwk);
  assert.ok(again);
  const proof = await createProof(again, {
    method: 'GET',
    url: 'https://api.test/a?b#c',
    accessToken: 'token',
    nonce: 'n',
    id: 'one',
    now: 1_795_478_400_999,
  });
  const { jwk, typ } = decodeProtectedHeader(proof);
  assert.equal(typ, 'dpop+jwt');
  assert.ok(!JSON.stringify(jwk).includes('"d"'));
  assert.equal(await calculateJwkThumbprint(jwk as JWK), await calculateJwkThumbprint(JSON.parse(key.jwk)));
  const { payload } = await jwtVerify(proof, key.pair.publicKey, { currentDate: new Date(1_795_478_400_000) });
  assert.deepEqual(payload, {
    htm: 'GET',
    htu: 'https://api.test/a',
    jti: 'one',
    nonce: 'n',
    ath: 'PEaenWxYddN6Q_NT1PiOYfz4EsZu7jRXRlpAsNpBU-A',
    iat: 1_795_478_400,
  });
});

test('an ID token of another issuer or for another client is refused', async () => {
  const segment = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: 'https://id.test', sub: 'ada', aud: 'somebody-else', iat: now, exp: now + 60 };
  const idToken = `${segment({ alg: 'RS256' })}.${segment(claims)}.${Buffer.alloc(256).toString('base64url')}`;
  const result = await run(requestAt(await answering(token({ id_token: idToken }))));
  assert.match(reasonOf(result), /^token: The ID token was refused: .*"aud"/);
});

test('a device goes on asking, more slowly, when the network fails for a while', async () => {
  const code = { device_code: 'd', user_code: 'U', verification_uri: 'https://id.test/device', expires_in: 600 };
  let asked = 0;
  const server = await start(({ target }, socket) => {
    if (target === '/device') return reply(200, json, JSON.stringify(code));
    if (++asked > 2) return token();
    socket.destroy();
    return undefined;
  });
  const waited: number[] = [];
  const endpoints = { token: server.url('/token'), deviceAuthorization: server.url('/device') };
  const result = await run(requestAt(server, { grant: { kind: 'device-code' }, endpoints }), {
    wait: async milliseconds => void waited.push(milliseconds),
  });
  assert.equal(reasonOf(result), 'signed-in');
  assert.deepEqual(waited, [5000, 10_000, 20_000]);
});

test('a client signs in by its certificate, at the address that the server has for that', async () => {
  const authority = makeCertificate('Test authority', { authority: true });
  const identity = makeCertificate('server', { issuer: authority, names: ['127.0.0.1'] });
  const { cert, key } = makeCertificate('client', { issuer: authority });
  const server: Loopback = await start(
    ({ target }, socket) => {
      if (target !== '/.well-known/openid-configuration') {
        const isKnown = target === '/mtls' && (socket as TLSSocket).authorized;
        return isKnown ? token() : oauthError(401, { error: 'invalid_client' });
      }
      const own = server.url('');
      const aliases = { token_endpoint: server.url('/mtls') };
      const metadata = { issuer: own, token_endpoint: `${own}/token`, mtls_endpoint_aliases: aliases };
      return reply(200, json, JSON.stringify(metadata));
    },
    { ...identity, ca: authority.cert, requestCert: true, rejectUnauthorized: false },
  );
  const sending = { certificateAuthorities: [authority.cert] };
  const request = {
    issuer: server.url(''),
    clientId: 'service',
    authentication: { kind: 'tls_client_auth' },
    grant: { kind: 'client-credentials' },
  } as const;
  assert.match(reasonOf(await run({ ...request, sending })), /^client: "tls_client_auth" needs a client certificate/);
  const result = await run({ ...request, sending: { ...sending, clientCertificate: { cert, key } } });
  assert.equal(reasonOf(result), 'signed-in');
});

test('a client certificate is read from its files, and a file that is not there is named', async () => {
  const authority = makeCertificate('Test authority', { authority: true });
  const { cert, key } = makeCertificate('client', { issuer: authority });
  const server = await start(
    (_request, socket) => ((socket as TLSSocket).authorized ? token() : oauthError(401, { error: 'invalid_client' })),
    {
      ...makeCertificate('server', { issuer: authority, names: ['127.0.0.1'] }),
      ca: authority.cert,
      requestCert: true,
      rejectUnauthorized: false,
    },
  );
  const request = requestAt(server, {
    authentication: { kind: 'self_signed_tls_client_auth' },
    sending: { certificateAuthorities: [authority.cert] },
    certificate: { cert: '/keys/client.pem' },
  });
  const result = await run(request, { readFile: async () => `${cert}\n${key}` });
  assert.equal(reasonOf(result), 'signed-in');
  assert.match(
    reasonOf(await run(request)),
    /^client: The client certificate cannot be read from "\/keys\/client\.pem"/,
  );
});
