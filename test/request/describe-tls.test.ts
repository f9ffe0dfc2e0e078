import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeTls } from '../../src/request/describe-tls.ts';

const day = 86_400_000;
const at = Date.UTC(2026, 0, 31);

function lineFor(part: { subject?: string; validFrom?: number; validTo?: number; names?: string[] }): string {
  const certificate = { subject: 'a.example', issuer: 'An authority', validFrom: 0, validTo: at + 90 * day, ...part };
  const facts = { protocol: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384', verified: false, chain: [certificate] };
  assert.equal(describeTls(facts, at).connection, 'TLS 1.3, TLS_AES_256_GCM_SHA384, not verified');
  return describeTls(facts, at).certificates[0] ?? '';
}

test('a certificate is described by its names, its issuer and its dates', () => {
  assert.equal(lineFor({}), 'a.example, issued by An authority, valid until 2026-05-01');
  assert.equal(
    lineFor({ validTo: at + 1.5 * day }),
    'a.example, issued by An authority, valid until 2026-02-01, 1 more day',
  );
  assert.equal(lineFor({ validTo: at - day }), 'a.example, issued by An authority, expired on 2026-01-30');
  assert.equal(lineFor({ validFrom: at + day }), 'a.example, issued by An authority, not valid before 2026-02-01');
  assert.equal(lineFor({ subject: 'An authority' }), 'An authority, self-signed, valid until 2026-05-01');
  assert.match(lineFor({ names: ['a.example', 'b', 'c', 'd', 'e'] }), /^a\.example \(also b, c, d, …\), /);
  assert.match(lineFor({ validTo: Number.NaN }), /valid until an unknown date$/);
});

test('a connection says which protocol was agreed to, and why its certificate was not found good', () => {
  const facts = { protocol: 'TLSv1.2', cipher: 'X', verified: false, alpn: 'h2', chain: [] };
  const said = (fault: string) => describeTls({ ...facts, fault }, at).connection;
  assert.equal(said('CERT_HAS_EXPIRED'), 'TLS 1.2, X, ALPN h2, not verified: the certificate has expired');
  assert.equal(said('OTHER'), 'TLS 1.2, X, ALPN h2, not verified: OTHER');
});
