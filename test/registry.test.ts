import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { schemes } from '../src/auth/schemes/index.ts';
import { detectors } from '../src/diagnosis/detectors/index.ts';
import { rules } from '../src/lint/rules/index.ts';
import { providers } from '../src/providers/index.ts';
import { importers } from '../src/request/importers/index.ts';
import { generatedFiles, generatedFolders, read, root } from './generate.ts';

const registries: [string, readonly { readonly id: string }[]][] = [
  ['src/lint/rules', rules],
  ['src/diagnosis/detectors', detectors],
  ['src/providers', providers],
  ['src/request/importers', importers],
];

/** Files that stand beside a registry's units and hold what they share. */
const shared = new Set(['index.ts', 'provider.ts', 'detector.ts', 'importer.ts']);

for (const [folder, units] of registries) {
  test(`${folder}: every file is in its index under its own name`, () => {
    const files = readdirSync(join(root, folder)).filter(file => file.endsWith('.ts') && !shared.has(file));
    const ids = units.map(unit => unit.id);
    assert.deepEqual([...ids].sort(), files.map(file => basename(file, '.ts')).sort());
    assert.equal(new Set(ids).size, ids.length);
  });
}

test('every scheme has a name of its own', () => {
  const names = schemes.map(scheme => scheme.name.toLowerCase());
  assert.equal(new Set(names).size, names.length);
});

test('every rule has a bad example and a good one', () => {
  for (const { id, examples } of rules) {
    assert.ok(examples.some(example => 'bad' in example) && examples.some(example => 'good' in example), id);
  }
});

test('what is generated is what the registries say', () => {
  const files = generatedFiles();
  const stale = [...files].filter(([path, content]) => read(path) !== content).map(([path]) => path);
  const stray = generatedFolders.flatMap(folder =>
    readdirSync(join(root, folder))
      .map(name => `${folder}/${name}`)
      .filter(path => !files.has(path)),
  );
  assert.deepEqual({ stale, stray }, { stale: [], stray: [] }, 'run npm run generate');
});
