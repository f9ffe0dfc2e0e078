import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findOpaqueTokens } from '../../src/jwt/opaque.ts';
import { sliceSpan } from '../../src/text/span.ts';

/** Varied characters; the samples are put together here so that no scanner takes this file for a leak. */
function fill(length: number, alphabet = 'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7'): string {
  return Array.from({ length }, (_, index) => alphabet[(index * 7 + 3) % alphabet.length]).join('');
}

const hexadecimal = '0a1b2c3d4e5f6789';
const capitals = 'A2B3C4D5E6F7GHJK';

const samples: readonly [title: string, sample: string][] = [
  ['GitHub personal access token', `ghp${'_'}${fill(36)}`],
  ['GitHub fine-grained personal access token', `github${'_pat_'}${fill(22)}_${fill(59)}`],
  ['GitLab personal access token', `glpat${'-'}${fill(20)}`],
  ['Slack bot token', `xoxb${'-'}123456789012-1234567890123-${fill(24)}`],
  ['Stripe secret key', `sk${'_live_'}${fill(24)}`],
  ['Stripe test secret key', `sk${'_test_'}${fill(99)}`],
  ['npm access token', `npm${'_'}${fill(36)}`],
  ['AWS access key id', `AK${'IA'}${fill(16, capitals)}`],
  ['Google API key', `AI${'za'}${fill(35)}`],
  ['SendGrid API key', `S${'G.'}${fill(22)}.${fill(43)}`],
  ['DigitalOcean personal access token', `dop${'_v1_'}${fill(64, hexadecimal)}`],
  ['Databricks token', `da${'pi'}${fill(32, hexadecimal)}`],
  ['HashiCorp Vault token', `hv${'s.'}${fill(24)}`],
  ['Hugging Face access token', `h${'f_'}${fill(34)}`],
];

for (const [title, sample] of samples) {
  test(`a ${title} is known by its shape`, () => {
    const text = `Authorization: Bearer ${sample}\nnext`;
    const [found, ...more] = findOpaqueTokens(text);
    assert.deepEqual(more, []);
    assert.equal(found?.title, title);
    assert.equal(found && sliceSpan(text, found.span), sample);
  });

  test(`what is longer, shorter or only ends like a ${title} is none`, () => {
    for (const text of [sample.slice(0, 14), `x${sample}`, `${sample}${'z'.repeat(300)}`])
      assert.deepEqual(findOpaqueTokens(text), []);
  });
}

test('only what starts between from and to is given', () => {
  const [, sample] = samples[0] ?? [];
  const text = `${sample} ${sample} ${sample}`;
  const second = (text.length + 1) / 3;
  assert.deepEqual(
    findOpaqueTokens(text, { from: 1, to: second + 1 }).map(({ span }) => span.start),
    [second],
  );
});

test('placeholders are no tokens', () => {
  for (const text of [`ghp${'_'}${'x'.repeat(36)}`, `sk${'_test_'}${'0'.repeat(24)}`, `AK${'IA'}${'X'.repeat(16)}`])
    assert.deepEqual(findOpaqueTokens(text), []);
});

test('Basic credentials give the user, and the span of the credentials alone', () => {
  for (const lead of ['Basic ', 'basic ', 'Basic%20']) {
    const credentials = Buffer.from('alice:open: sesame').toString('base64');
    const text = `Authorization: ${lead}${credentials}"`;
    const [found] = findOpaqueTokens(text);
    assert.equal(found?.user, 'alice');
    assert.equal(found && sliceSpan(text, found.span), credentials);
    assert.ok(!JSON.stringify(found).includes('sesame'));
  }
});

test('the word Basic before other text is nothing', () => {
  for (const text of [
    'Basic authentication is simple',
    'Basic YWxpY2U=',
    'VisualBasic YTpi',
    'Basic realm="x"',
    'Basic AAAA',
  ])
    assert.deepEqual(findOpaqueTokens(text), []);
});

test('any text gives spans in it, in order', () => {
  const piece = fc.oneof(fc.constantFrom(...samples.map(([, sample]) => sample), 'Basic ', 'YTpi', ' '), fc.string());
  fc.assert(
    fc.property(fc.array(piece), pieces => {
      const text = pieces.join('');
      let end = 0;
      for (const { span } of findOpaqueTokens(text)) {
        assert.ok(span.start >= end && span.end <= text.length);
        end = span.end;
      }
    }),
    { numRuns: 300 },
  );
});
