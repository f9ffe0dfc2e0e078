// The third lock on the house: what the bundles hold. Reads dist/meta.json, which the test runner's build leaves.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { read } from './generate.ts';

interface Output {
  readonly bytes: number;
  readonly inputs: Record<string, unknown>;
  readonly imports: readonly { readonly path: string; readonly kind: string; readonly external?: boolean }[];
}

/** Bytes, minified, without source maps: of a bundle and of the chunks that are loaded with it. */
const budgets: Record<string, number> = {
  extension: 150_000,
  'http-language': 150_000,
  lint: 300_000,
  'token-actions': 100_000,
  'token-details': 100_000,
  verification: 130_000,
  'profile-actions': 600_000,
  'history-text': 20_000,
  panel: 680_000,
  formats: 200_000,
  webview: 120_000,
  sender: 700_000,
  lab: 400_000,
  cli: 1_110_000,
};

const outputs: Record<string, Output> = JSON.parse(read('dist/meta.json')).outputs;

for (const [name, budget] of Object.entries(budgets)) {
  test(`dist/${name}.js is at most ${budget / 1000} kB`, () => {
    const bytes = loadedWith(name).reduce((sum, output) => sum + output.bytes, 0);
    assert.ok(bytes <= budget, `${bytes} bytes`);
  });
}

test('the package has every bundle but that of the command line', () => {
  const packed = read('.vscodeignore').split('\n');
  assert.deepEqual(
    Object.keys(budgets).filter(name => !packed.includes(`!dist/${name}.js`)),
    ['cli'],
  );
});

test('vscode is an external of the extension and its panel alone', () => {
  const users = Object.keys(budgets).filter(name =>
    loadedWith(name).some(({ imports }) => imports.some(({ path, external }) => external && path === 'vscode')),
  );
  assert.deepEqual(users, ['extension', 'panel']);
});

test('undici is in the sender alone, because loading it changes fetch for the whole process', () => {
  const users = Object.keys(budgets).filter(name =>
    loadedWith(name).some(({ inputs }) => Object.keys(inputs).some(file => file.includes('node_modules/undici/'))),
  );
  assert.deepEqual(users, ['sender']);
});

/** The bundle, and the chunks that it imports, directly or through others. */
function loadedWith(name: string): Output[] {
  const files = new Set([`dist/${name}.js`]);
  for (const file of files) {
    const found = outputs[file];
    assert.ok(found, `${file} was not built`);
    for (const { path, kind, external } of found.imports) if (kind === 'import-statement' && !external) files.add(path);
  }
  return [...files].flatMap(file => outputs[file] ?? []);
}
