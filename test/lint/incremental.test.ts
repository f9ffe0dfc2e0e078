// Linting around an edit must say what linting the whole file says of that place.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { languages } from '../../src/lint/language-table.ts';
import { lintText } from '../../src/lint/lint.ts';
import { scanSegments } from '../../src/lint/scan.ts';
import { segmentsOfFile } from '../../src/lint/segments-of-file.ts';

const folder = join(import.meta.dirname, '../fixtures/lint');
const files = readdirSync(folder).map(name => ({
  file: name.replace(/\.txt$/, ''),
  text: readFileSync(join(folder, name), 'utf8'),
}));

test('the segments after any edits are those of a fresh scan', () => {
  const edit = fc.record({
    at: fc.nat(),
    remove: fc.nat({ max: 30 }),
    put: fc.constantFrom('', 'x', '"', "'", '`', '"""', '/*', '*/', '//', '#', '\n', '\\', '${', '}', '<<EOF\n'),
  });
  fc.assert(
    fc.property(
      fc.constantFrom(...languages),
      fc.constantFrom(...files),
      fc.array(edit, { maxLength: 6 }),
      (language, { text }, edits) => {
        let current = text.slice(0, 6000);
        segmentsOfFile('a', current, language.id);
        for (const { at, remove, put } of edits) {
          const start = at % (current.length + 1);
          current = current.slice(0, start) + put + current.slice(start + remove);
          assert.deepEqual(segmentsOfFile('a', current, language.id), scanSegments(current, language.id));
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('a long quote that nothing closed is one string as soon as something does', () => {
  const opened = `"""\n"a"\n${'b = "c"\n'.repeat(300)}`;
  segmentsOfFile('b', opened, 'elixir');
  const closed = `${opened}"""\n`;
  assert.deepEqual(segmentsOfFile('b', closed, 'elixir'), scanSegments(closed, 'elixir'));
});

test('a string or comment that opens far above an edit is known there', () => {
  const filler = 'const x = 1;\n'.repeat(2000);
  const bad = "const headers = { Authorization: 'Bearer' + token };\n";
  for (const [open, close, expected] of [
    ['', '', ['missing-scheme-space']],
    ['/*\n', '*/\n', []],
    ['const t = `\n', '`;\n', []],
  ] as const) {
    const text = open + filler + bad + close + filler;
    const from = text.indexOf('const headers');
    const found = lintText(text, { file: 'a.js', from, to: from + bad.length });
    assert.deepEqual(
      found.map(problem => problem.rule),
      expected,
    );
  }
});

test('around an edit the same is said as of the whole file', () => {
  for (const { file, text } of files) {
    const all = lintText(text, { file });
    for (const problem of all.filter((_, index) => index % 7 === 0)) {
      const near = lintText(text, { file, from: problem.span.start, to: problem.span.end });
      assert.ok(
        near.some(found => found.rule === problem.rule && found.span.start === problem.span.start),
        `${file}: ${problem.rule}: ${problem.message}`,
      );
    }
  }
});
