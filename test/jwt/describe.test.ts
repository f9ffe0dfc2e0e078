import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeToken } from '../../src/jwt/decode.ts';
import { describeContent, describeSummary } from '../../src/jwt/describe.ts';
import { describeVerification, type FactOptions, factsOf, formatTime } from '../../src/jwt/facts.ts';
import { findTokens } from '../../src/jwt/find.ts';
import { escapeMarkdown } from '../../src/jwt/markdown.ts';
import type { Verification } from '../../src/jwt/model.ts';
import { encode, fakeSignature, now, nowSeconds, token } from './tokens.ts';

function describe(compact: string, options: FactOptions = { timeZone: 'UTC' }): string {
  const decoded = decodeToken(compact);
  assert.ok(decoded.kind !== 'undecodable');
  const facts = factsOf(decoded, now, options);
  return `${describeSummary(facts)}\n\n${describeContent(facts)}`;
}

/** What a reader sees of escaped text. */
function readBack(markdown: string): string {
  return markdown.replace(
    /\\([!-/:-@[-`{-~])|&(lt|gt|amp);/g,
    (_, char, name) => char ?? { lt: '<', gt: '>', amp: '&' }[name as 'lt'],
  );
}

test('a hover shows state, kind, header, claims and the state of the signature', () => {
  const compact = token({
    iss: 'https://id.example',
    aud: 'api',
    scope: 'read',
    iat: nowSeconds,
    exp: nowSeconds + 600,
  });
  assert.equal(
    readBack(describe(compact)),
    `**JSON Web Token** · expires in 10 min

This seems to be an access token: it carries "scope"

**Signature:** not verified

| Header | Value | Meaning |
|---|---|---|
| **alg** | HS256 | HMAC with SHA-256: one secret both signs and verifies (RFC 7518 §3.2) |

| Payload | Value | Meaning |
|---|---|---|
| **iss** | https://id.example | Who issued the token (RFC 7519 §4.1.1) |
| **aud** | api | For whom the token is meant; a recipient that is not listed must refuse it (RFC 7519 §4.1.3) |
| **scope** | read | What the token allows, as a list separated by blanks (RFC 8693 §4.2) |
| **iat** | 1795478400 · 2026-11-24 00:00:00 UTC · now | When the token was issued (RFC 7519 §4.1.6) |
| **exp** | 1795479000 · 2026-11-24 00:10:00 UTC · in 10 min | From when on the token must not be accepted (RFC 7519 §4.1.4) |`,
  );
});

test('times are given in local time and in UTC', () => {
  const text = readBack(describe(token({ aud: 'a', exp: nowSeconds + 60 }), { timeZone: 'Asia/Kolkata' }));
  assert.match(text, /2026-11-24 05:31:00 GMT\+5:30 · 2026-11-24 00:01:00 UTC · in 60 s|in 1 min/);
  assert.equal(formatTime(0, 'UTC'), '1970-01-01 00:00:00 UTC');
});

test('a time in milliseconds is shown as what was meant, and as what it is', () => {
  const text = readBack(describe(token({ aud: 'a', exp: now + 600_000 })));
  assert.match(text, /if milliseconds: 2026-11-24 00:10:00 UTC · in 10 min/);
  assert.match(
    text,
    /- \*\*Error:\*\* "exp" seems to be in milliseconds; it counts seconds, so divide by 1000 \(RFC 7519 §2\)/,
  );
});

test('the worst problems come first', () => {
  const text = describe(token({ sub: 1 }));
  assert.ok(text.indexOf('**Error:**') < text.indexOf('**Note:**'));
});

test('an encrypted and an unsecured token say that there is nothing to check', () => {
  const jwe = [encode({ alg: 'dir', enc: 'A128GCM' }), '', 'AAAA', 'AAAA', 'AAAA'].join('.');
  assert.match(
    readBack(describe(jwe)),
    /\*\*Encrypted token \(JWE\)\*\* · encrypted[\s\S]*can't be checked: the token is encrypted \(JWE\)/,
  );
  assert.match(readBack(describe(`${encode({ alg: 'none' })}.${encode({})}.`)), /can't be checked: the token has none/);
});

test('a nested token is shown as what the payload is', () => {
  assert.match(describe(token(token(), { alg: 'HS256', cty: 'JWT' })), /\*\*Payload:\*\* eyJhbGciOiJIUzI1NiJ9/);
});

const verifications: readonly [verification: Verification, text: RegExp][] = [
  [{ kind: 'not-verified' }, /^not verified$/],
  [
    { kind: 'verified', keyId: 'k', from: 'https://a.example/jwks', at: now, problems: [] },
    /^verified with key "k" from https:\/\/a\.example\/jwks at 2026-11-24 00:00:00 UTC$/,
  ],
  [{ kind: 'key-not-found', keyId: 'k', from: 'https://a.example/jwks' }, /^key not found: no key "k" from https/],
  [{ kind: 'signature-mismatch' }, /^does not match key/],
  [{ kind: 'needs-secret', algorithm: 'HS256' }, /^needs the secret: HS256/],
  [
    { kind: 'wrong-key', algorithm: 'RS256', needed: 'an RSA public key', given: 'a secret' },
    /^wrong key: RS256 needs an RSA/,
  ],
  [{ kind: 'cannot-check', reason: 'the token is encrypted (JWE)' }, /^can't be checked: the token is encrypted/],
];

for (const [verification, text] of verifications) {
  test(`a signature that is ${verification.kind} is said to be so`, () => {
    assert.match(describeVerification(verification, 'UTC'), text);
    const shown = readBack(describe(token(), { verification, timeZone: 'UTC' }));
    assert.ok(shown.includes(`**Signature:** ${describeVerification(verification, 'UTC')}`));
  });
}

test('the signature is never shown', () => {
  for (const bytes of [32, 64, 256])
    assert.ok(!describe(token({}, { alg: 'HS256' }, fakeSignature(bytes))).includes(fakeSignature(bytes)));
});

const attacks = [
  '[click](command:workbench.action.terminal.new)',
  '![x](https://evil.example/pixel.png)',
  '<img src=x onerror=alert(1)>',
  '<https://evil.example>',
  'https://evil.example/ www.evil.example mail@evil.example',
  '$(sync~spin)',
  '`code` | cell | **bold** ~~gone~~ # title',
  '| a | b |\n|---|---|\n\n---\n# title',
  '&lt;script&gt; &#60;',
  '[x]: https://evil.example',
  '\u202Egnp.exe\u202C \u0000\u0007\u200B',
  '\\[x\\](https://evil.example)',
];

for (const attack of attacks) {
  test(`${JSON.stringify(attack)} in a token is only text`, () => {
    const compact = token({ sub: attack, [attack]: { [attack]: [attack] } }, { alg: 'HS256', kid: attack });
    const text = describe(compact);
    const bare = text.replace(/\\[!-/:-@[-`{-~]/g, '').replace(/&(?:lt|gt|amp);/g, '');
    assert.doesNotMatch(bare, /\]\(|https?:\/\/|www\.|@|\$\(|`|<|!\[|[\u0000-\u0009\u000b-\u001f\u200b\u202a-\u202e]/);
    const rows = text.split('\n').filter(line => line.startsWith('| **'));
    for (const row of rows) assert.equal(row.replace(/\\[|\\]/g, '').split('|').length, 5, row);
  });
}

test('escaped text reads as it was, and holds no character that means something to Markdown', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), text => {
      const escaped = escapeMarkdown(text);
      assert.equal(readBack(escaped), text);
      assert.doesNotMatch(escaped.replace(/\\[!-/:-@[-`{-~]/g, '').replace(/&(?:lt|gt|amp);/g, ''), /[!-/:-@[-`{-~]/);
    }),
    { numRuns: 500 },
  );
});

test('long values, many claims and deep nesting stay short', () => {
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`claim${index}`, 'x'.repeat(300)]));
  assert.ok(describe(token(many)).length < 40_000);
  assert.match(describe(token(many)), /4940 more are not shown/);
  assert.match(
    describe(token(`{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`)),
    /nested too deeply|\\\[…|\.\.\.|… \(/,
  );
});

test('disclosed claims stand among the others, and are said to be unchecked', () => {
  const [found] = findTokens(`${token({ iss: 'https://id.example' })}~${encode(['salt', 'given_name', 'Ada'])}~`);
  assert.ok(found);
  const text = describeContent(factsOf(found, now));
  assert.match(text, /\*\*given\\_name\*\* \| .*Ada.* \| First name.* Disclosed beside the token/);
});
