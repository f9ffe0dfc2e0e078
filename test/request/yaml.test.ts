import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { dump, load } from 'js-yaml';
import { parseYaml } from '../../src/request/yaml.ts';

/** Where it is the same as another implementation's, which is larger than all of the importers. */
function sameAsOracle(text: string): void {
  assert.deepEqual(plain(parseYaml(text)), plain(load(text)), text);
}

/** js-yaml writes some texts that it reads otherwise, or not at all. */
function comesBack(value: unknown, text: string): boolean {
  try {
    return isDeepStrictEqual(plain(load(text)), plain(value));
  } catch {
    return false;
  }
}

/** Aliases are the same object twice, and js-yaml reads dates, which JSON has not. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}

const texts = fc.oneof(
  fc.constantFrom(
    '',
    'a',
    'a: b',
    '- a',
    '#x',
    'a #b',
    'true',
    '12',
    '0x1f',
    '1e3',
    '~',
    'null',
    '  lead',
    'trail ',
    'line\nline\n',
    'a\n\n  b\nc',
    '"q"',
    "it's",
    '{x}',
    '[x]',
    '*a',
    '&a',
    '!t',
    '|',
    '> b',
    '%',
    '@',
    'é\u2028',
    '\tx',
    '\\n',
    'http://a.example:80/x#y',
    'word '.repeat(30),
  ),
  fc.string({ maxLength: 30 }),
);
const values = fc.letrec(tie => ({
  value: fc.oneof(
    { maxDepth: 4 },
    texts,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(texts, fc.string({ minLength: 1, maxLength: 8 })), tie('value'), { maxKeys: 4 }),
  ),
})).value;

test('what js-yaml writes is read as it was, in every style', () => {
  const styles = fc.record({
    indent: fc.constantFrom(2, 4),
    noArrayIndent: fc.boolean(),
    flowLevel: fc.constantFrom(-1, 0, 1, 2),
    lineWidth: fc.constantFrom(20, 80, -1),
    quotingType: fc.constantFrom("'" as const, '"' as const),
    forceQuotes: fc.boolean(),
  });
  fc.assert(
    fc.property(values, styles, (value, style) => {
      const text = dump(value, { ...style });
      fc.pre(comesBack(value, text));
      sameAsOracle(text);
    }),
    { numRuns: 2000 },
  );
});

describe('what people write', () => {
  const cases: [string, string][] = [
    ['a document with marks, directives and comments', '%YAML 1.2\n--- # begin\na: 1 # one\n# two\nb: 2\n...\n'],
    ['items as far out as their key', 'a:\n- b\n- c: 1\n  d: 2\ne: f\n'],
    ['items within items', '- - a\n  - b\n-\n  - c\n- \n- d: e\n'],
    [
      'texts over several lines',
      "a: one\n  two\n\n  three\nb: \"one\n  two\\\n  three\n\n  four\"\nc: 'it''s\n  so'\n",
    ],
    ['literal blocks', 'a: |\n  x\n   y\n\n  z\n\nb: |-\n  x\n\nc: |+\n  x\n\nd: |2\n    x\n'],
    ['folded blocks', 'a: >\n  one\n  two\n\n  three\n    four\n  five\nb: >-\n\n  one\n\n\n  two\n'],
    ['flow collections', 'a: [1, two, {b: c, "d": e}, [ ]]\nb: {x: , y: [\n  1, # one\n  2\n]}\n'],
    [
      'anchors, aliases and merge keys',
      'a: &x\n  b: 1\n  c: 2\nd: *x\ne:\n  <<: *x\n  c: 3\nf: [*x, &y 4, 5]\ng: &z text\nh: *z\n',
    ],
    ['quoted keys and odd ones', "\"a b\": 1\n'c: d': 2\n/paths/{id}: 3\n$ref: '#/a/b'\n200: ok\nx-y:z: 4\n"],
    ['carriage returns', 'a: 1\r\nb:\r\n  - 2\r\n'],
    ['numbers', '[1, -2, 0x1F, 0o17, 1.5, .5, 1.0e+3, 1.2.3, 1a]'],
  ];
  for (const [what, text] of cases) test(what, () => sameAsOracle(text));
});

test('any text gives a value, in time that is in proportion to it', () => {
  const pieces = fc.constantFrom(
    'a: ',
    '- ',
    '\n',
    '  ',
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
    ',',
    '|',
    '>',
    '&a ',
    '*a',
    '#',
    ':',
    '\\',
    '---\n',
    '<<: ',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), parts => void parseYaml(parts.join(''))),
    { numRuns: 3000 },
  );
  for (const piece of ['- ', 'a:\n', '[', '{a: ', '"', '&a ', 'a: |\n', '> ', '# ', '"a\n'])
    parseYaml(piece.repeat(Math.ceil(200_000 / piece.length)));
});
