import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { excerptOf, noSecrets } from '../../src/cli/output/excerpt.ts';
import { secretsInHeader, secretsInText, shownUrl } from '../../src/cli/output/masking.ts';
import { plain, table, wrap } from '../../src/cli/output/paint.ts';
import { tokenWith } from './cli.ts';

test('a URL loses its password and the values that are credentials, and nothing else', () => {
  const cases = [
    ['https://api.test/a?page=2&sort=name#top', 'https://api.test/a?page=2&sort=name#top'],
    ['https://ada:engine@api.test/a', 'https://ada:…6@api.test/a'],
    ['https://api.test/?access_token=abcdefghijklmnop&page=2', 'https://api.test/?access_token=abcdef…16&page=2'],
    ['https://api.test/?api%5Fkey=abcdefghijklmnop', 'https://api.test/?api%5Fkey=abcdef…16'],
    ['https://app.test/#access_token=abcdefghijklmnop&state=x', 'https://app.test/#access_token=abcdef…16&state=x'],
    ['https://api.test/?a=%E0%A4%A', 'https://api.test/?a=%E0%A4%A'],
    ['https://api.test/?token', 'https://api.test/?token'],
  ] as const;
  for (const [url, shown] of cases) assert.equal(shownUrl(url, false), shown);
  assert.equal(
    shownUrl('https://ada:engine@api.test/?api_key=secret', true),
    'https://ada:engine@api.test/?api_key=secret',
  );
});

test('of a header that carries credentials only the scheme stays', () => {
  const masked = (name: string, value: string) => mask(value, secretsInHeader(name)(value));
  assert.equal(masked('Authorization', 'Bearer abcdefghijklmnop'), 'Bearer abcdef…16');
  assert.equal(masked('authorization', 'Bearer Bearer abcdefghijklmnop'), 'Bearer Bearer abcdef…16');
  assert.equal(masked('Authorization', 'Bearerabcdefghijklmnop'), 'Bearer…22');
  assert.equal(masked('X-Api-Key', 'basically-a-key-0123'), 'basica…20');
  assert.equal(masked('Accept', 'application/json'), 'application/json');
});

test('prose stays as it is, and tokens in it do not', () => {
  const masked = (text: string) => mask(text, secretsInText(text));
  const token = tokenWith({ sub: 'ada' });
  assert.equal(masked('Bearer authentication needs a token.'), 'Bearer authentication needs a token.');
  assert.equal(masked('Bearer realm="orders", error="invalid_token"'), 'Bearer realm="orders", error="invalid_token"');
  assert.equal(masked('Token token=abcdefghijklm123'), 'Token token=abcdef…16');
  assert.equal(masked("const header = 'Bearer ' + token;"), "const header = 'Bearer ' + token;");
  assert.equal(masked(`the token ${token} expired`), `the token ${token.slice(0, 6)}…${token.length} expired`);
  assert.equal(masked('// why401-disable-next-line doubled-scheme'), '// why401-disable-next-line doubled-scheme');
  assert.equal(masked('/api/v2/organisations/members2024'), '/api/v2/organisations/members2024');
  assert.equal(masked('key-0123456789abcdef01'), 'key-01…22');
  assert.equal(masked('Basic YWRhOmVuZ2luZQ=='), 'Basic YWRhOm…16');
});

test('carets stand below what the span covers, whatever is masked before it', () => {
  const token = tokenWith({ sub: 'ada' });
  const text = `first\n  a = "Bearer ${token}", "x"\nlast`;
  const start = text.indexOf('"x"');
  const { line, carets } = excerptOf(text, { start, end: start + 3 }, 100, secretsInText);
  assert.equal(line, `  a = "Bearer ${token.slice(0, 6)}…${token.length}", "x"`);
  assert.equal(line.slice(carets.indexOf('^'), carets.length), '"x"');
});

test('a long line is cut around the span', () => {
  const text = `${'a'.repeat(5000)}HERE${'b'.repeat(5000)}`;
  const { line, carets } = excerptOf(text, { start: 5000, end: 5004 }, 60, noSecrets);
  assert.ok(line.length <= 62);
  assert.equal(line.slice(carets.indexOf('^'), carets.length), 'HERE');
});

test('an excerpt of anything is one line, with its carets within', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.nat(60), fc.nat(20), (text, start, length) => {
      const { line, carets } = excerptOf(text, { start, end: start + length }, 40, secretsInText);
      assert.ok(!/[\r\n]/.test(line));
      assert.match(carets, /^ *\^+$/);
      assert.ok(carets.length <= line.length + 1);
    }),
    { numRuns: 300 },
  );
});

test('text from elsewhere loses its control characters', () => {
  assert.equal(plain('a\u001b[31mb\u0007\r\nc\u009b'), 'ab c ');
});

test('wrapping keeps every word and its width', () => {
  const text = 'The quick brown fox jumps over the lazy dog and goes on';
  const wrapped = wrap(text, 24, '  ');
  assert.equal(wrapped.replaceAll(/\s+/g, ' '), text);
  assert.ok(wrapped.split('\n').every(line => line.length <= 24));
});

test('a table has aligned columns and no blanks at the end', () => {
  assert.equal(
    table([
      ['a', 'bb', 'c'],
      ['aaa', 'b', ''],
    ]),
    'a    bb  c\naaa  b',
  );
});

function mask(text: string, secrets: readonly { start: number; end: number; mask: string }[]): string {
  return [...secrets]
    .reverse()
    .reduce((result, { start, end, mask }) => result.slice(0, start) + mask + result.slice(end), text);
}

test('text that a server turned around is printed from left to right', () => {
  assert.equal(plain('moc.\u202eelpmaxe\u202c \u2067x\u2069'), 'moc. elpmaxe   x ');
});
