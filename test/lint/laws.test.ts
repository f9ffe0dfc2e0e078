// Laws of the whole lint: it never throws, its spans lie in the text, silence in comments, suppressions, and fixes that
// still parse in their language.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Script } from 'node:vm';
import fc from 'fast-check';
import { languages } from '../../src/lint/language-table.ts';
import { lintText } from '../../src/lint/lint.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { applyEdits } from '../../src/text/span.ts';

const endings = [
  ...languages.flatMap(language => language.extensions.slice(0, 1)),
  'http',
  'yml',
  'md',
  'env',
  'bru',
  'vue',
];
const words = [
  'Authorization',
  'Bearer ',
  'Basic ',
  '"',
  "'",
  '`',
  '${',
  '}',
  '{',
  '(',
  ')',
  ':',
  '\n',
  '\\',
  '+',
  '#',
  '//',
  '/*',
  '$x',
  '-H ',
  '\u0000',
  '“',
  ' ',
  'x',
  '[',
  ']',
  ',',
  '.',
  '?',
  '<<EOF',
  '=>',
  '"""',
];

test('any text in any language gives problems whose spans and edits lie in it, and no throw', () => {
  const text = fc
    .array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 4 })), { maxLength: 60 })
    .map(parts => parts.join(''));
  fc.assert(
    fc.property(text, fc.constantFrom(...endings), (source, ending) => {
      for (const problem of lintText(source, { file: `a.${ending}` })) {
        for (const span of [problem.span, ...problem.fixes.flatMap(fix => fix.edits.map(edit => edit.span))])
          assert.ok(span.start >= 0 && span.start <= span.end && span.end <= source.length);
      }
    }),
    { numRuns: 600 },
  );
});

test('a snippet that is cut or changed anywhere is read without a throw', () => {
  const folder = join(import.meta.dirname, '../fixtures/lint');
  const files = readdirSync(folder).map(name => ({
    file: name.replace(/\.txt$/, ''),
    text: readFileSync(join(folder, name), 'utf8'),
  }));
  fc.assert(
    fc.property(
      fc.constantFrom(...files),
      fc.nat(),
      fc.nat({ max: 400 }),
      fc.string({ maxLength: 3 }),
      ({ file, text }, at, length, put) => {
        const start = at % text.length;
        lintText(text.slice(start, start + length) + put + text.slice(start + length, start + 2 * length), { file });
      },
    ),
    { numRuns: 400 },
  );
});

test('the time for a text grows with its length, whatever it is made of', () => {
  for (const part of [
    '"Authorization": `Bearer ${',
    "'Bearer ' + (",
    'Authorization: Bearer {{',
    '-H "Authorization: Bearer $(',
    'f"Bearer {',
    'Bearer """',
    '/*Bearer',
    '[{(Authorization,',
    '[{"bearer":',
    '- - authorization:\n  ',
  ] as const) {
    for (const ending of ['js', 'py', 'sh', 'php', 'yml', 'json', 'md', 'rs']) {
      const time = (count: number) => {
        const text = part.repeat(count);
        const start = process.cpuUsage();
        lintText(text, { file: `a.${ending}` });
        const used = process.cpuUsage(start);
        return (used.user + used.system) / 1000;
      };
      time(50);
      const [short, long] = [time(200), time(1600)];
      // Eight times the text: sixty-four times the time would be a square.
      assert.ok(long < 30 * short + 150, `${part} in .${ending}: ${short} ms, then ${long} ms`);
    }
  }
});

/** Line comments of languages whose table has them. */
const commented = languages.filter(language => language.lineComments.length > 0);

test('a bad line in a comment is no fault', () => {
  for (const rule of rules) {
    if (rule.id === 'unknown-rule') continue;
    for (const example of rule.examples) {
      if (!('bad' in example)) continue;
      const ending = example.file.slice(example.file.lastIndexOf('.') + 1);
      const language = commented.find(known => known.extensions.includes(ending));
      if (!language) continue;
      const source = example.bad
        .replace('<?php ', '')
        .split('\n')
        .map(line => `${language.lineComments[0]} ${line}`)
        .join('\n');
      assert.deepEqual(
        lintText(source, { file: example.file }).map(problem => problem.rule),
        [],
        source,
      );
    }
  }
});

test('a comment that names a rule hides it on the next line, and for the file with "file"', () => {
  const bad = "const headers = { Authorization: 'Bearer' + token };";
  const lint = (text: string) => lintText(text, { file: 'a.js' }).map(problem => problem.rule);
  assert.deepEqual(lint(bad), ['missing-scheme-space']);
  assert.deepEqual(lint(`// why401-ignore-next-line missing-scheme-space: a test of this\n${bad}`), []);
  assert.deepEqual(lint(`// why401-ignore-next-line scheme-typo: another rule\n${bad}`), ['missing-scheme-space']);
  assert.deepEqual(lint(`// why401-ignore-file missing-scheme-space: generated\n\n${bad}`), []);
  assert.deepEqual(lint(`// why401-ignore-next-line missing-scheme-spice: mistyped\n${bad}`), [
    'unknown-rule',
    'missing-scheme-space',
  ]);
});

test('a setting changes the severity of a rule, and "off" silences it', () => {
  const bad = "const headers = { Authorization: 'Bearer' + token };";
  const lint = (severity: 'off' | 'info') =>
    lintText(bad, { file: 'a.js', rules: { 'missing-scheme-space': severity } });
  assert.deepEqual(lint('off'), []);
  assert.deepEqual(
    lint('info').map(problem => problem.severity),
    ['info'],
  );
});

/** What the language's own parser, where this machine has it, says of each source. */
const parsers: Readonly<Record<string, (sources: readonly string[]) => boolean[] | undefined>> = {
  js: sources =>
    sources.map(source => {
      try {
        // A function's body may await, as a module may.
        new Script(`(async () => {\n${source}\n})`);
        return true;
      } catch {
        return false;
      }
    }),
  py: sources => {
    const program = `import ast, json, sys
def parses(source):
    try: ast.parse(source); return True
    except SyntaxError: return False
print(json.dumps([parses(source) for source in json.load(sys.stdin)]))`;
    const run = spawnSync('python3', ['-c', program], { input: JSON.stringify(sources), encoding: 'utf8' });
    return run.status === 0 ? JSON.parse(run.stdout) : undefined;
  },
  sh: sources => {
    const runs = sources.map(input => spawnSync('bash', ['-n'], { input }));
    return runs.some(run => run.error) ? undefined : runs.map(run => run.status === 0);
  },
};

for (const [ending, parse] of Object.entries(parsers)) {
  test(`what a fix yields still parses, where the source did: .${ending}`, () => {
    const pairs = rules.flatMap(rule =>
      rule.examples.flatMap(example => {
        if (!('bad' in example) || !example.file.endsWith(`.${ending}`)) return [];
        const found = lintText(example.bad, { file: example.file }).filter(problem => problem.rule === rule.id);
        return found.flatMap(problem =>
          problem.fixes.map(fix => [example.bad, applyEdits(example.bad, fix.edits)] as const),
        );
      }),
    );
    const parsed = parse(pairs.flat());
    assert.ok(parsed === undefined || parsed.length === 2 * pairs.length);
    for (const [index, [bad, fixed]] of pairs.entries())
      if (parsed?.[2 * index]) assert.ok(parsed[2 * index + 1], `${bad}\nbecame\n${fixed}`);
  });
}
