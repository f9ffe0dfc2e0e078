import assert from 'node:assert/strict';
import { test } from 'node:test';
import { why401 } from './cli.ts';

test('the demo explains every request of the lab, and finds the cause of each', async () => {
  const { status, out } = await why401(['demo'], { now: Date.now });
  const [, table = ''] = out.split(/\n(?=Request +Status)/);
  const wrong = table.split('\n').filter(line => line.includes('  wrong, '));
  assert.deepEqual(wrong, []);
  assert.match(table, /\n\n(\d+) of \1 right\n$/);
  assert.equal(status, 0);
});
