import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Gitignore } from '../../src/editor/gitignore.ts';

const ignores = new Gitignore([
  { path: '/w/.gitignore', text: 'dist/\n*.log\n/top.js\n' },
  { path: '/w/packages/a/.gitignore', text: '!keep.log\n' },
]);

const cases: readonly (readonly [string, boolean])[] = [
  ['/w/src/a.js', false],
  ['/w/dist/a.js', true],
  ['/w/packages/a/dist/deep/a.js', true],
  ['/w/a.log', true],
  ['/w/packages/a/keep.log', false],
  ['/w/packages/b/keep.log', true],
  ['/w/top.js', true],
  ['/w/src/top.js', false],
  ['/elsewhere/dist/a.js', false],
];

for (const [path, expected] of cases)
  test(`${path} is ${expected ? 'left out' : 'read'}`, () => {
    assert.equal(ignores.ignores(path), expected);
  });
