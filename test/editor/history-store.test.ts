import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HistoryStore } from '../../src/editor/history-store.ts';
import type { HistoryRun } from '../../src/panel/history.ts';

/** A state as VS Code has it: what is written is there again, as JSON. */
function openState() {
  const texts = new Map<string, string>();
  return {
    texts,
    get<T>(key: string): T | undefined {
      const text = texts.get(key);
      return text === undefined ? undefined : JSON.parse(text);
    },
    async update(key: string, value: unknown): Promise<void> {
      if (value === undefined) texts.delete(key);
      else texts.set(key, JSON.stringify(value));
    },
  };
}

const secret = 'k9-0123456789abcdef';

function fresh(id: string) {
  const request = { method: 'GET', url: 'https://api.example.com/me', headers: [] };
  const run: HistoryRun = { id, at: 0, title: '', exchange: { request, hops: [] }, tokens: {} };
  return { run, request: { ...request, headers: [{ name: 'X-Api-Key', value: secret }] } };
}

test('runs are there again in the next window, their true requests only in this one', async () => {
  const state = openState();
  const history = new HistoryStore(state);
  await history.add(fresh('one'));
  await history.add(fresh('two'));
  const { run, request } = fresh('two');
  assert.deepEqual(history.requestOf(run), request);
  const next = new HistoryStore(state);
  assert.deepEqual(
    next.runs.map(({ id }) => id),
    ['two', 'one'],
  );
  assert.equal(next.requestOf(run), undefined);
  assert.ok(![...state.texts.values()].join().includes(secret));
});

test('what is deleted is gone from the state and from memory; an empty history leaves nothing', async () => {
  const state = openState();
  const history = new HistoryStore(state);
  const { run } = fresh('one');
  await history.add(fresh('one'));
  await history.add(fresh('two'));
  await history.delete([run]);
  assert.equal(history.find('one'), undefined);
  assert.equal(history.requestOf(run), undefined);
  await history.delete(history.runs);
  assert.equal(state.texts.size, 0);
});

test('true requests are kept of the last runs alone', async () => {
  const history = new HistoryStore(openState());
  for (let i = 0; i < 30; i++) await history.add(fresh(String(i)));
  assert.equal(history.requestOf(fresh('9').run), undefined);
  assert.ok(history.requestOf(fresh('10').run));
});
