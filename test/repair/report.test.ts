import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { formatReport } from '../../src/repair/report.ts';
import type { Exchange } from '../../src/request/model.ts';

const secret = 'sk-9f8e7d6c5b4a39281706f5e4d3c2b1a0';

function failed(body: string): Exchange {
  return {
    id: '0',
    hops: [],
    startedAt: Date.UTC(2026, 0, 2, 3, 4, 5),
    request: {
      method: 'GET',
      url: `https://api.test/orders?api_key=${secret}`,
      headers: [{ name: 'Authorization', value: `Bearer ${secret}` }],
    },
    response: {
      status: 401,
      statusText: 'Unauthorized',
      headers: [{ name: 'Content-Type', value: 'text/plain' }],
      body: { text: body },
    },
  };
}

function report(body: string): string {
  const exchange = failed(body);
  return formatReport({ exchange, diagnosis: diagnose(exchange) });
}

test('a report has the verdict, its evidence and both messages', () => {
  const text = report('invalid token');
  assert.match(text, /^# 401 Unauthorized: GET https:\/\/api\.test\/orders/);
  assert.match(text, /\nProbability: \d+ %\n/);
  assert.match(text, /\nSent at 2026-01-02T03:04:05\.000Z\n/);
  assert.match(text, /\n```http\n401 Unauthorized\nContent-Type: text\/plain\n\ninvalid token\n```\n/);
});

test('no secret is in it', () => {
  assert.ok(!report(`no such key ${secret}`).includes(secret.slice(0, 12)));
});

test('what a server wrote cannot leave its block', () => {
  const text = report('```\n# Not a title\n````');
  assert.match(text, /\n`````http\n401/);
  assert.equal(text.split('\n`````').length, 3);
});

test('experiments are a table, and a comparison stands first', () => {
  const exchange = failed('no');
  const steps = [{ title: 'Without credentials', answer: '401', says: 'a|b' }];
  const text = formatReport({
    exchange,
    diagnosis: diagnose(exchange),
    steps,
    comparison: 'Was 401, now 200',
    before: exchange,
  });
  assert.match(text, /\n\n\*\*Was 401, now 200\*\*\n/);
  assert.ok(text.includes('| Without credentials | 401 | a\\|b |'));
  assert.ok(text.includes('## Before') && text.includes('## After'));
});
