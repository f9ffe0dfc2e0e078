import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeToken } from '../../src/jwt/decode.ts';
import type { DecodedToken } from '../../src/jwt/model.ts';
import { defaultSoon, describeState, formatRelative, nextChange, tokenState } from '../../src/jwt/times.ts';
import { encode, now, nowSeconds, token } from './tokens.ts';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

function decode(compact: string): DecodedToken {
  const decoded = decodeToken(compact);
  assert.notEqual(decoded.kind, 'undecodable');
  return decoded as DecodedToken;
}

function say(payload: object): [kind: string, text: string] {
  const state = tokenState(decode(token(payload)), now);
  return [state.kind, describeState(state, now)];
}

const cases: readonly [claims: object, kind: string, text: string][] = [
  [{ exp: nowSeconds + 42 }, 'expiring', 'expires in 42 s'],
  [{ exp: nowSeconds + 4 * minute }, 'expiring', 'expires in 4 min'],
  [{ exp: nowSeconds + 5 * minute }, 'valid', 'expires in 5 min'],
  [{ exp: nowSeconds + 95 * minute }, 'valid', 'expires in 95 min'],
  [{ exp: nowSeconds + 2 * hour }, 'valid', 'expires in 2 h'],
  [{ exp: nowSeconds + 3 * day }, 'valid', 'expires in 3 days'],
  [{ exp: nowSeconds + 100 * day }, 'valid', 'expires in 3 months'],
  [{ exp: nowSeconds + 1000 * day }, 'valid', 'expires in 2 years'],
  [{ exp: nowSeconds }, 'expired', 'expired just now'],
  [{ exp: nowSeconds - 2 * hour }, 'expired', 'expired 2 h ago'],
  [{ exp: nowSeconds - 0.5 }, 'expired', 'expired just now'],
  [{ exp: -1 }, 'expired', 'expired 56 years ago'],
  [{ nbf: nowSeconds + 10 * minute, exp: nowSeconds + hour }, 'not-yet-valid', 'not yet valid, starts in 10 min'],
  [{ nbf: nowSeconds }, 'no-expiry', 'no expiry'],
  [{}, 'no-expiry', 'no expiry'],
  [{ exp: 'tomorrow' }, 'undecodable', 'exp is not a number'],
  [{ exp: null }, 'undecodable', 'exp is not a number'],
  [{ exp: [nowSeconds] }, 'undecodable', 'exp is not a number'],
  [{ exp: `${nowSeconds + 600}` }, 'valid', 'exp is a string, meant: expires in 10 min'],
  [{ exp: `${nowSeconds - 600}` }, 'expired', 'exp is a string, meant: expired 10 min ago'],
  [{ exp: now + 600_000 }, 'valid', 'exp is in milliseconds, meant: expires in 10 min'],
  [{ exp: now - 600_000 }, 'valid', 'exp is in milliseconds, meant: expired 10 min ago'],
  [{ exp: now * 1000 }, 'valid', 'exp is in microseconds, meant: expired just now'],
  [{ exp: 1e19 }, 'valid', 'expires after the year 9999'],
  [{ exp: 1e308 }, 'valid', 'expires after the year 9999'],
];

for (const [claims, kind, text] of cases) {
  test(`${JSON.stringify(claims)} reads "${text}"`, () => assert.deepEqual(say(claims), [kind, text]));
}

test('an encrypted token and one without claims have no times', () => {
  const jwe = [encode({ alg: 'dir', enc: 'A128GCM' }), '', 'AAAA', 'AAAA', 'AAAA'].join('.');
  assert.deepEqual(tokenState(decode(jwe), now), { kind: 'undecodable', reason: 'encrypted (JWE)' });
  assert.equal(tokenState(decode(token('plain text')), now).kind, 'undecodable');
});

test('a token becomes expiring at the threshold it is asked for', () => {
  const decoded = decode(token({ exp: nowSeconds + hour }));
  assert.equal(tokenState(decoded, now, 2 * hour * 1000).kind, 'expiring');
  assert.equal(tokenState(decoded, now, minute * 1000).kind, 'valid');
});

test('a distance in time says its direction', () => {
  assert.equal(formatRelative(now + 61_000, now), 'in 1 min');
  assert.equal(formatRelative(now - 61_000, now), '1 min ago');
  assert.equal(formatRelative(now, now), 'now');
});

test('nothing changes before the next change, and something does then', () => {
  const offset = fc.oneof(fc.integer({ min: -90, max: 90 }), fc.integer({ min: -1e9, max: 1e9 }));
  const claims = fc.oneof(
    fc.record({ exp: offset.map(by => nowSeconds + by) }),
    fc.record({ exp: offset.map(by => now + by * 1000) }),
    fc.record({ nbf: offset.map(by => nowSeconds + by) }),
  );
  const soon = fc.constantFrom(defaultSoon, 90_500, 3_600_000);
  fc.assert(
    fc.property(claims, soon, fc.nat({ max: 999 }), (payload, threshold, fraction) => {
      const decoded = decode(token(payload));
      const start = now + fraction;
      const seen = (at: number) => {
        const state = tokenState(decoded, at, threshold);
        return `${state.kind} ${describeState(state, at)}`;
      };
      const next = nextChange(tokenState(decoded, start, threshold), start, threshold);
      if (next === undefined) return;
      assert.ok(next > start);
      assert.equal(seen(next - 1), seen(start));
      assert.notEqual(seen(next), seen(start));
    }),
    { numRuns: 1000 },
  );
});
