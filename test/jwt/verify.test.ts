import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { CompactEncrypt, type CryptoKey, exportJWK, exportPKCS8, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { signatureAlgorithms } from '../../src/jwt/algorithms.ts';
import { parseKeys, type VerificationKeys, verifyToken } from '../../src/jwt/verify.ts';
import { encode, token } from './tokens.ts';

const algorithms = ['RS256', 'PS384', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];

const secret = 'a secret of more than 64 bytes, as HS512 wants it, and so it goes on a bit';
const pairs = new Map<string, { publicKey: CryptoKey; privateKey: CryptoKey }>();

before(async () => {
  for (const name of algorithms) pairs.set(name, await generateKeyPair(name, { extractable: true }));
});

function pairOf(name: string): { publicKey: CryptoKey; privateKey: CryptoKey } {
  const pair = pairs.get(name);
  assert.ok(pair);
  return pair;
}

function sign(name: string, header: object = {}): Promise<string> {
  const key = name.startsWith('HS') ? new TextEncoder().encode(secret) : pairOf(name).privateKey;
  return new SignJWT({ sub: 'a' }).setProtectedHeader({ alg: name, ...header }).sign(key);
}

async function keySet(names: readonly string[], extra: object = {}): Promise<VerificationKeys> {
  const keys = await Promise.all(
    names.map(async name => ({ ...(await exportJWK(pairOf(name).publicKey)), kid: name, alg: name, ...extra })),
  );
  return parseKeys(JSON.stringify({ keys }));
}

function change(compact: string): string {
  const [header, , signature] = compact.split('.');
  return `${header}.${encode({ sub: 'b' })}.${signature}`;
}

for (const name of algorithms) {
  test(`${name} is verified with a key set, and a changed payload does not match`, async () => {
    const compact = await sign(name, { kid: name });
    const keys = await keySet(algorithms);
    assert.deepEqual(await verifyToken(compact, keys), { kind: 'verified', keyId: name, problems: [] });
    assert.deepEqual(await verifyToken(change(compact), keys), { kind: 'signature-mismatch', keyId: name });
  });
}

for (const name of ['RS256', 'ES256', 'EdDSA']) {
  test(`${name} is verified with a PEM, public or private`, async () => {
    const compact = await sign(name);
    for (const pem of [await exportSPKI(pairOf(name).publicKey), await exportPKCS8(pairOf(name).privateKey)]) {
      assert.deepEqual(await verifyToken(compact, parseKeys(pem)), { kind: 'verified', problems: [] });
      assert.deepEqual(await verifyToken(change(compact), parseKeys(pem)), { kind: 'signature-mismatch' });
    }
  });
}

for (const name of ['HS256', 'HS384', 'HS512']) {
  test(`${name} is verified with its secret`, async () => {
    const compact = await sign(name);
    assert.deepEqual(await verifyToken(compact, parseKeys(secret)), { kind: 'verified', problems: [] });
    assert.deepEqual(await verifyToken(compact, parseKeys('another')), { kind: 'signature-mismatch' });
    const base64 = Buffer.from(secret).toString('base64');
    assert.equal((await verifyToken(compact, { kind: 'secret', secret: base64, encoding: 'base64' })).kind, 'verified');
    const jwk = JSON.stringify({ kty: 'oct', k: Buffer.from(secret).toString('base64url') });
    assert.equal((await verifyToken(compact, parseKeys(jwk))).kind, 'verified');
    assert.deepEqual(await verifyToken(compact, undefined), { kind: 'needs-secret', algorithm: name });
  });
}

test('a short secret that verifies is called short', async () => {
  const compact = await new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode('secret'));
  const result = await verifyToken(compact, parseKeys('secret'));
  assert.ok(result.kind === 'verified');
  assert.deepEqual(
    result.problems.map(({ code }) => code),
    ['secret-short'],
  );
});

test('a rotated key is not found', async () => {
  const compact = await sign('ES256', { kid: 'old' });
  assert.deepEqual(await verifyToken(compact, await keySet(['ES256', 'RS256'])), {
    kind: 'key-not-found',
    keyId: 'old',
  });
  assert.equal((await verifyToken(compact, parseKeys('{"keys":[]}'))).kind, 'key-not-found');
});

test('without a kid, every key that fits is tried', async () => {
  const compact = await sign('ES256');
  const keys = await keySet(['RS256', 'ES384', 'ES256']);
  assert.deepEqual(await verifyToken(compact, keys), { kind: 'verified', keyId: 'ES256', problems: [] });
});

test('where a key set came from is told', async () => {
  const keys = await keySet(['ES256']);
  assert.ok(keys.kind === 'jwks');
  const result = await verifyToken(await sign('ES256'), { ...keys, from: 'https://a.example/jwks' });
  assert.equal(result.kind === 'verified' && result.from, 'https://a.example/jwks');
});

test('a wrong kind of key is named, with the kind that is needed', async () => {
  const rs = await sign('RS256', { kid: 'k' });
  const hs = await sign('HS256');
  const spki = await exportSPKI(pairOf('ES256').publicKey);
  const given: readonly [compact: string, keys: VerificationKeys, needed: RegExp, given: RegExp][] = [
    [rs, parseKeys('secret'), /an RSA public key/, /a secret/],
    [rs, parseKeys(spki), /an RSA public key/, /a PEM \(public key\)/],
    [rs, await keySet(['ES256'], { kid: 'k' }), /an RSA public key/, /type EC \(P-256\)/],
    [rs, await keySet(['PS384'], { kid: 'k' }), /an RSA public key/, /for PS384/],
    [hs, parseKeys(spki), /the shared secret/, /a PEM/],
    [hs, await keySet(['RS256']), /the shared secret/, /type RSA/],
    [hs, parseKeys(''), /the shared secret/, /empty/],
    [await sign('ES384'), await keySet(['ES256']), /EC public key \(P-384\)/, /P-256/],
  ];
  for (const [compact, keys, needed, wrong] of given) {
    const result = await verifyToken(compact, keys);
    assert.ok(result.kind === 'wrong-key', result.kind);
    assert.match(result.needed, needed);
    assert.match(result.given, wrong);
  }
});

test('the public key as a secret does not verify a forged token', async () => {
  const spki = await exportSPKI(pairOf('RS256').publicKey);
  const forged = await new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(spki));
  assert.equal((await verifyToken(forged, parseKeys(spki))).kind, 'wrong-key');
});

test('what has no signature to check says so', async () => {
  const jwe = await new CompactEncrypt(new TextEncoder().encode('{}'))
    .setProtectedHeader({ alg: 'dir', enc: 'A128GCM' })
    .encrypt(new Uint8Array(16));
  const unsecured = `${encode({ alg: 'none' })}.${encode({})}.`;
  for (const compact of [jwe, unsecured, 'nonsense', token({}, { alg: 'XX256' }), token({}, { alg: 'none' })]) {
    assert.equal((await verifyToken(compact, parseKeys(secret))).kind, 'cannot-check', compact);
  }
});

test('a token of Entra ID for Microsoft Graph is not said to be wrong', async () => {
  const compact = await new SignJWT({ iss: 'https://sts.windows.net/1/' })
    .setProtectedHeader({ alg: 'RS256', nonce: 'n' })
    .sign(pairOf('RS256').privateKey);
  assert.equal((await verifyToken(compact, await keySet(['RS256']))).kind, 'cannot-check');
});

test('every algorithm of the table is either checked or refused in words', async () => {
  for (const { name } of signatureAlgorithms) {
    const result = await verifyToken(token({}, { alg: name }), { kind: 'jwks', keys: [{ kty: 'oct', k: 'AAAA' }] });
    assert.ok(['wrong-key', 'signature-mismatch', 'cannot-check'].includes(result.kind), `${name}: ${result.kind}`);
  }
});

test('an algorithm that is not supported here is no fault of the key', async () => {
  const point = { x: Buffer.alloc(32, 1).toString('base64url'), y: Buffer.alloc(32, 2).toString('base64url') };
  const keys: VerificationKeys = { kind: 'jwks', keys: [{ kty: 'EC', crv: 'secp256k1', ...point }] };
  const result = await verifyToken(token({}, { alg: 'ES256K' }), keys);
  assert.deepEqual(result, { kind: 'cannot-check', reason: 'ES256K is not supported here' });
});

test('broken keys give an answer, not an exception', async () => {
  const rs = await sign('RS256');
  for (const text of [
    '{"keys":[{"kty":"RSA"}]}',
    '{"kty":"RSA","n":"!","e":"AQAB"}',
    '{"keys":[1,null]}',
    '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----',
    '{}',
  ])
    assert.notEqual((await verifyToken(rs, parseKeys(text))).kind, 'verified');
});
