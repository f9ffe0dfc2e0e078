import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseForm, parseFromWebview } from '../../src/panel/parse-message.ts';
import { emptyForm } from '../../src/panel/protocol.ts';

test('messages of the page are taken as they are', () => {
  const messages = [
    { kind: 'ready' },
    { kind: 'send', revision: 1, form: emptyForm },
    { kind: 'edit', revision: 1, form: emptyForm, auth: { kind: 'basic', values: { user: 'ada' } } },
    { kind: 'fix', finding: 0, fix: 'fix-header', answers: { user: 'ada' } },
    { kind: 'reveal', request: 1, target: 'request-header-0' },
    { kind: 'explain', text: '{}', name: 'a.har' },
    { kind: 'use-experiment', step: 2 },
  ];
  for (const message of messages) assert.deepEqual(parseFromWebview(message), message);
});

test('anything else is refused', () => {
  const others = [
    undefined,
    'ready',
    { kind: 'run' },
    { kind: 'send', revision: '1', form: emptyForm },
    { kind: 'edit', revision: 1, form: emptyForm, auth: { kind: 'other', values: {} } },
    { kind: 'edit', revision: 1, form: emptyForm, auth: { kind: 'basic', values: { user: 1 } } },
    { kind: 'send', revision: 1, form: { ...emptyForm, headers: [{ name: 'A' }] } },
    { kind: 'fix', finding: 0, fix: 'fix-header', answers: { user: 1 } },
    { kind: 'reveal', target: 'request-header-0' },
  ];
  for (const message of others) assert.equal(parseFromWebview(message), undefined);
});

test('no value makes the guards throw', () => {
  fc.assert(
    fc.property(fc.anything(), value => {
      parseFromWebview(value);
      parseForm(value);
    }),
    { numRuns: 500 },
  );
});
