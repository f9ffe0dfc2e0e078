import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { curlCommands } from '../../eval/curl-commands.ts';
import { loadOracle, ours } from '../../eval/curlconverter.ts';

const theirs = await loadOracle();

test('generated curl commands mean to us what they mean to curlconverter', {
  skip: !theirs && 'no build for this machine',
}, () => {
  // The same commands each time; `npm run eval:curl` has new ones, and more, and runs curl itself.
  const commands = fc.sample(curlCommands('https://api.example.com', 'curlconverter'), { numRuns: 2000, seed: 401 });
  let compared = 0;
  for (const command of commands) {
    const expected = theirs?.(command);
    if (!expected) continue;
    compared++;
    assert.deepEqual(ours(command), expected, command);
  }
  assert.ok(compared > 1900, `${compared} were compared`);
});
