import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFacts } from '../../src/diagnosis/exchange.ts';
import { readProviders, recogniseProviders } from '../../src/diagnosis/providers.ts';
import { providers } from '../../src/providers/index.ts';
import type { Provider, ProviderSample } from '../../src/providers/provider.ts';
import type { Exchange, HttpResponse } from '../../src/request/model.ts';

function factsOf({
  host = 'api.example.com',
  status,
  headers = [],
  body = '',
  credentials = 'present',
}: ProviderSample) {
  const sent = credentials === 'present' ? [{ name: 'Authorization', value: 'Bearer 7f3e9a1c5d8b2460' }] : [];
  const response: HttpResponse = { status, statusText: '', headers, body: { text: body } };
  const exchange: Exchange = {
    id: 'x',
    request: { method: 'GET', url: `https://${host}/`, headers: sent },
    response,
    hops: [],
  };
  return readFacts(exchange, response, []);
}

function isRecognised(provider: Provider, sample: ProviderSample): boolean {
  return recogniseProviders(factsOf(sample), [provider]).length === 1;
}

test('at least sixty providers are known, each with a page of documentation', () => {
  assert.ok(providers.length >= 60);
  for (const { id, documentation, account, passwordReset } of providers)
    for (const page of [documentation, account, passwordReset]) assert.match(page ?? 'https://', /^https:\/\//, id);
});

for (const provider of providers) {
  test(`${provider.title} is recognised by how it speaks, and its answers are understood`, () => {
    assert.ok(provider.matches.length > 0);
    for (const sample of provider.matches) {
      const named = JSON.stringify(sample);
      assert.ok(isRecognised(provider, sample), `not recognised: ${named}`);
      if (!sample.cause) continue;
      const causes = readProviders(factsOf(sample), [provider]).map(({ cause }) => cause);
      assert.ok(causes.includes(sample.cause), `${named} gave ${causes.join(', ') || 'nothing'}`);
    }
  });

  test(`${provider.title} is not mistaken for another`, () => {
    assert.ok(provider.nearMisses.length > 0);
    for (const sample of provider.nearMisses) assert.ok(!isRecognised(provider, sample), JSON.stringify(sample));
  });
}
